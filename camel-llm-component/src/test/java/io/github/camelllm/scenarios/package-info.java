/** Sixteen ways in which a provider fails, against Camel's EIPs and against {@code llm:router}. */
@NullMarked
package io.github.camelllm.scenarios;

import org.jspecify.annotations.NullMarked;
