/**
 * What a {@link io.github.camelllm.test.SimulatedWire} is written with, whatever its provider speaks. The values are made
 * from seeds, so that two runs are alike.
 */
@NullMarked
package io.github.camelllm.test.wire;

import org.jspecify.annotations.NullMarked;
