/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a price depends on beside the usage.
 *
 * @param when the call was made
 * @param serviceTier that served it; null: none was stated
 * @param region of the endpoint; null: the default one
 * @param attributes that the answer states, such as {@code search_context_size}
 */
public record PriceContext(
        Instant when,
        @Nullable String serviceTier,
        @Nullable String region,
        Map<String, String> attributes) {

    public PriceContext {
        Objects.requireNonNull(when, "when");
        attributes = Map.copyOf(attributes);
    }

    /** Nothing but the time. */
    public static PriceContext at(Instant when) {
        return new PriceContext(when, null, null, Map.of());
    }
}
