/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * When a target is left alone, and for how long.
 *
 * @param failureThreshold so many failures in a row open the breaker; at least 1
 * @param failureRate such a share of failures among the calls of the last minute opens it too; above 1: never
 * @param minimumCalls fewer calls in the last minute have no meaningful rate
 * @param openTime how long it stays open; then one call tries the target
 * @param openTimes other times for some kinds of error
 * @param longestRest the most that a provider's Retry-After is believed
 */
public record HealthRules(
        int failureThreshold,
        double failureRate,
        int minimumCalls,
        Duration openTime,
        Map<ErrorKind, Duration> openTimes,
        Duration longestRest) {

    /**
     * Five failures in a row, or half of at least 20 calls in a minute, open it for ten seconds; a rejected key or an empty
     * account for a minute. Retry-After is believed up to an hour.
     */
    public static final HealthRules STANDARD = new HealthRules(
            5,
            0.5,
            20,
            Duration.ofSeconds(10),
            Map.of(
                    ErrorKind.AUTHENTICATION_FAILED, Duration.ofMinutes(1),
                    ErrorKind.QUOTA_EXHAUSTED, Duration.ofMinutes(1)),
            Duration.ofHours(1));

    public HealthRules {
        if (failureThreshold < 1) {
            throw new IllegalArgumentException(
                    "failureThreshold is " + failureThreshold + "; it must be at least 1, and above 1 so that a single"
                            + " failure does not keep a target from being asked again");
        }
        if (!(failureRate > 0)) {
            throw new IllegalArgumentException("failureRate is " + failureRate + "; it must be above 0");
        }
        if (openTime.isNegative() || openTime.isZero()) {
            throw new IllegalArgumentException("openTime is " + openTime + "; it must be positive");
        }
        EnumMap<ErrorKind, Duration> copy = new EnumMap<>(ErrorKind.class);
        copy.putAll(openTimes);
        openTimes = Map.copyOf(copy);
    }

    /** The same with another number of failures in a row. */
    public HealthRules withFailureThreshold(int failures) {
        return new HealthRules(failures, failureRate, minimumCalls, openTime, openTimes, longestRest);
    }

    /** The same with another time for all kinds of error. */
    public HealthRules withOpenTime(Duration time) {
        return new HealthRules(failureThreshold, failureRate, minimumCalls, time, Map.of(), longestRest);
    }

    Duration openTime(ErrorKind kind) {
        return openTimes.getOrDefault(kind, openTime);
    }
}
