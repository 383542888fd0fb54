/** The recipes of the docs: routes of Camel's EIPs around {@code llm:}, each in Java and in YAML. */
@NullMarked
package io.github.camelllm.recipes;

import org.jspecify.annotations.NullMarked;
