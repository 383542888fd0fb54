/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import org.jspecify.annotations.Nullable;

/**
 * How the model thinks. Null means: not set.
 *
 * @param effort how hard
 * @param budgetTokens the most reasoning tokens, from 1
 * @param visible whether the thoughts come back as {@link Part.Reasoning}
 */
public record ReasoningSettings(
        @Nullable ReasoningEffort effort,
        @Nullable Integer budgetTokens,
        @Nullable Boolean visible) {

    /** Nothing set. */
    public static final ReasoningSettings UNSET = new ReasoningSettings(null, null, null);

    public ReasoningSettings {
        if (budgetTokens != null && budgetTokens < 1) {
            throw new IllegalArgumentException("budgetTokens is " + budgetTokens + ", but must be at least 1");
        }
    }
}
