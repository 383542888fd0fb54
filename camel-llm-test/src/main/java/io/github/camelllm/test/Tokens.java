/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

/**
 * The token counts that an answer reports. As on most wires, the details are inside the sums: cached and cache-write and
 * audio tokens inside the input, reasoning and audio tokens inside the output.
 *
 * @param input all prompt tokens
 * @param output all answer tokens
 */
public record Tokens(
        long input, long output, long cached, long cacheWrite, long reasoning, long audioInput, long audioOutput) {

    public Tokens {
        if (input < 0 || output < 0 || cached < 0 || cacheWrite < 0 || reasoning < 0) {
            throw new IllegalArgumentException("a token count is negative: input " + input + ", output " + output
                    + ", cached " + cached + ", cache write " + cacheWrite + ", reasoning " + reasoning);
        }
    }

    public static Tokens of(long input, long output) {
        return new Tokens(input, output, 0, 0, 0, 0, 0);
    }

    public Tokens withCached(long count) {
        return new Tokens(input, output, count, cacheWrite, reasoning, audioInput, audioOutput);
    }

    public Tokens withCacheWrite(long count) {
        return new Tokens(input, output, cached, count, reasoning, audioInput, audioOutput);
    }

    public Tokens withReasoning(long count) {
        return new Tokens(input, output, cached, cacheWrite, count, audioInput, audioOutput);
    }

    public Tokens withAudio(long in, long out) {
        return new Tokens(input, output, cached, cacheWrite, reasoning, in, out);
    }

    public long total() {
        return input + output;
    }
}
