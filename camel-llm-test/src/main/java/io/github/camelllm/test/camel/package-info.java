/**
 * The simulator inside a Camel context: {@code llm:simulator} works without key and network, because its profile's base URL is
 * the placeholder <code>{{llm-simulator:simulator}}</code>. Needs camel-support at run time.
 */
@NullMarked
package io.github.camelllm.test.camel;

import org.jspecify.annotations.NullMarked;
