/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the provider to cache the prompt up to the part that carries it.
 *
 * @param timeToLive how long the cached prompt should live; null: the provider's default
 */
public record CacheHint(@Nullable Duration timeToLive) {

    public CacheHint {
        if (timeToLive != null && (timeToLive.isNegative() || timeToLive.isZero())) {
            throw new IllegalArgumentException("a cache hint lives for more than zero time, not " + timeToLive);
        }
    }
}
