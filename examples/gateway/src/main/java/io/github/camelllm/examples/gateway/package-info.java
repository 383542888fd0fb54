/** An OpenAI-compatible endpoint made of Camel routes. */
@NullMarked
package io.github.camelllm.examples.gateway;

import org.jspecify.annotations.NullMarked;
