/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended.
 *
 * @param reason unified
 * @param raw the provider's word; null where it said none
 */
public record Finish(FinishReason reason, @Nullable String raw) {
    public Finish {
        Objects.requireNonNull(reason, "reason");
    }
}
