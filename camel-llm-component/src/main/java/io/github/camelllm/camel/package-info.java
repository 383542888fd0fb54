/**
 * The Camel side: component, endpoint, producer, headers, converters and consoles. The only package that imports Camel's
 * runtime API.
 */
@NullMarked
package io.github.camelllm.camel;

import org.jspecify.annotations.NullMarked;
