/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are chosen and how many. Null means: not set, the provider decides. What is set is sent, 0 included.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param topK from 1
 * @param maxTokens the most output tokens, reasoning included, from 1
 * @param stop texts that end the answer; empty: none
 * @param seed for repeatable answers, best effort
 * @param frequencyPenalty -2 to 2
 * @param presencePenalty -2 to 2
 * @param n the number of answers, from 1
 * @param topLogprobs ask for the log probability of each token and of that many alternatives, 0 to 20
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Integer maxTokens,
        List<String> stop,
        @Nullable Long seed,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        @Nullable Integer n,
        @Nullable Integer topLogprobs) {

    /** Nothing set. */
    public static final Sampling UNSET = new Sampling(null, null, null, null, List.of(), null, null, null, null, null);

    public Sampling {
        range("temperature", temperature, 0, 2);
        range("topP", topP, 0, 1);
        range("topK", topK, 1, Integer.MAX_VALUE);
        range("maxTokens", maxTokens, 1, Integer.MAX_VALUE);
        range("frequencyPenalty", frequencyPenalty, -2, 2);
        range("presencePenalty", presencePenalty, -2, 2);
        range("n", n, 1, 128);
        range("topLogprobs", topLogprobs, 0, 20);
        stop = List.copyOf(stop);
    }

    private static void range(String name, @Nullable Number value, double least, double most) {
        if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            String allowed = most == Integer.MAX_VALUE ? "at least " + (long) least : least + " to " + most;
            throw new IllegalArgumentException(name + " is " + value + ", but must be " + allowed);
        }
    }
}
