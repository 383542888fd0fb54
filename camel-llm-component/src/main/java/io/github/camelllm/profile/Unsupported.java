/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.Objects;

/**
 * Why a provider or a model lacks a feature.
 *
 * @param reason the provider's own sentence, or what it answers
 * @param source where it says so
 */
public record Unsupported(String reason, Source source) {
    public Unsupported {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(source, "source");
    }
}
