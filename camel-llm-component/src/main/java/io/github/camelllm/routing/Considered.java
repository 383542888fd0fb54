/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A target of a router, and what a choice made of it.
 *
 * @param target its name
 * @param place in the order in which targets are asked, from 1; null: it is not asked
 * @param score what the strategy looked at; null: it did not, or it is unknown
 * @param removedBy the filter that keeps it away, or {@code health} when it is left alone and asked last; null: none
 * @param reason why; null: there is none
 */
public record Considered(
        String target,
        @Nullable Integer place,
        @Nullable Double score,
        @Nullable String removedBy,
        @Nullable String reason) {

    public Considered {
        Objects.requireNonNull(target, "target");
    }
}
