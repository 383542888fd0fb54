/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.time.Duration;

/**
 * How long the faults of a {@link FaultServer} last, and by what the limits of the scenarios are multiplied.
 *
 * @param name for reports
 * @param scale of all limits of the scenarios: 1 is one to one
 * @param retryAfter what a 429 asks for, in whole seconds
 * @param silence until a connection that never answers is closed
 * @param firstToken from the headers of a slow stream to its first event
 * @param stall until a stream that fell silent is closed
 * @param outage how long the flapping model fails after a reset
 * @param pause between two words of a stream
 * @param flapping the calls that the flapping model gets
 */
public record FaultProfile(
        String name,
        double scale,
        Duration retryAfter,
        Duration silence,
        Duration firstToken,
        Duration stall,
        Duration outage,
        Duration pause,
        Pace flapping) {

    /**
     * Calls one after the other.
     *
     * @param calls how many
     * @param every from the start of one to the start of the next
     * @param limit of each
     */
    public record Pace(int calls, Duration every, Duration limit) {}

    /** The times of a real outage: about three minutes for all scenarios. */
    public static final FaultProfile FULL = new FaultProfile(
            "full",
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(120),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMillis(15),
            new Pace(20, Duration.ofSeconds(4), Duration.ofSeconds(30)));

    /** Shorter faults against the limits of the full profile. */
    public static final FaultProfile FAST = new FaultProfile(
            "fast",
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(6),
            Duration.ofMillis(5),
            new Pace(10, Duration.ofMillis(1200), Duration.ofSeconds(10)));

    /**
     * The full profile divided by ten, its limits too; {@code Retry-After} has whole seconds, so it is one. The limits of
     * the caller are to be a tenth as well.
     */
    public static final FaultProfile UNIT = new FaultProfile(
            "unit",
            0.1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(12),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            Duration.ofNanos(1_500_000),
            new Pace(20, Duration.ofMillis(400), Duration.ofSeconds(3)));

    /** So many seconds of the full profile in this one. */
    public Duration seconds(double full) {
        return Duration.ofNanos(Math.round(full * scale * 1e9));
    }
}
