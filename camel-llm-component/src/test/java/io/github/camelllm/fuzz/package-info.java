/**
 * What reads bytes and texts of others, fed with whatever a fuzzer invents. Every build runs the inputs that are kept
 * below {@code src/test/resources}; {@code -Pfuzz} looks for more. See the page "Fuzzing" of the docs.
 */
@NullMarked
package io.github.camelllm.fuzz;

import org.jspecify.annotations.NullMarked;
