/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

/**
 * Rates of whole requests from a size on.
 *
 * @param inputTokens prompt tokens, cached ones included
 * @param inclusive whether a request of exactly that size is in the tier
 * @param change what it does to the rates
 */
public record SizeTier(long inputTokens, boolean inclusive, RateChange change) {

    /** Whether a prompt of that size is in the tier. */
    public boolean holds(long size) {
        return inclusive ? size >= inputTokens : size > inputTokens;
    }

    @Override
    public String toString() {
        return "prompts " + (inclusive ? "from " : "above ") + inputTokens + " tokens";
    }
}
