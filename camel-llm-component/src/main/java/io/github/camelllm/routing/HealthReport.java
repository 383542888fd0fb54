/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a target is at a moment.
 *
 * @param key the target
 * @param state of its breaker
 * @param resting whether the provider asked to be left alone, by Retry-After
 * @param left how long it will be left alone; zero: it can be asked
 * @param consecutiveFailures since its last success
 * @param inFlight calls that have begun and are not over
 * @param calls since the beginning
 * @param recentCalls of the last minute
 * @param recentFailures of the last minute, as far as they count against it
 * @param failures since the beginning, by kind
 * @param timeToFirstToken moving average of streamed answers; null: not measured
 * @param tokensPerSecond moving average; null: not measured
 */
public record HealthReport(
        TargetKey key,
        State state,
        boolean resting,
        Duration left,
        int consecutiveFailures,
        int inFlight,
        long calls,
        int recentCalls,
        int recentFailures,
        Map<ErrorKind, Long> failures,
        @Nullable Duration timeToFirstToken,
        @Nullable Double tokensPerSecond) {

    public HealthReport {
        failures = Map.copyOf(failures);
    }

    /** Whether the target can be asked, as far as its failures tell. */
    public enum State {
        /** It can. */
        CLOSED,
        /** It has failed too often and is left alone. */
        OPEN,
        /** It was left alone long enough: one call tries it. */
        HALF_OPEN
    }

    static @Nullable Duration seconds(double value) {
        return Double.isNaN(value) ? null : Duration.ofNanos((long) (value * 1e9));
    }

    static @Nullable Double rate(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
