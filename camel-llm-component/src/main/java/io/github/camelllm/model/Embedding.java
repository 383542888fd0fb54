/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The vector of one input. The array is not copied.
 *
 * @param index of the input, from 0
 * @param vector its coordinates
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its coordinates, below
public record Embedding(int index, float[] vector) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Embedding e && index == e.index && Arrays.equals(vector, e.vector);
    }

    @Override
    public int hashCode() {
        return 31 * index + Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
        return "Embedding[" + index + ", " + vector.length + " dimensions]";
    }
}
