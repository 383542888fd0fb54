/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How long a call goes on after a failure, and where.
 *
 * @param attemptsPerTarget the most attempts at one target; at least 1
 * @param attempts the most attempts of a call, at all targets; at least 1
 * @param firstPause before the second attempt at a target
 * @param growth each further pause is that many times as long; at least 1
 * @param jitter by which share pauses vary, up and down; from 0 to 1
 * @param longestPause the longest pause
 * @param longestRetryAfter the longest Retry-After that is waited out; at a longer one the next target is asked
 * @param callTimeout for the whole call, with all its attempts and pauses; of a stream that is handed on as it comes, until its
 *     first content
 * @param recovery of streams that break off
 * @param blockedFallbacks names of the targets that are asked when one blocks the content; empty: the call ends
 */
public record FailoverRules(
        int attemptsPerTarget,
        int attempts,
        Duration firstPause,
        double growth,
        double jitter,
        Duration longestPause,
        Duration longestRetryAfter,
        Duration callTimeout,
        Recovery recovery,
        List<String> blockedFallbacks) {

    /**
     * Three attempts at a target and eight in all; half a second, doubled up to eight, 20 % up or down; Retry-After up to ten
     * seconds; a minute for the call; broken streams restart; blocked content ends the call.
     */
    public static final FailoverRules STANDARD = new FailoverRules(
            3,
            8,
            Duration.ofMillis(500),
            2,
            0.2,
            Duration.ofSeconds(8),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Recovery.RESTART,
            List.of());

    /** What broke in the middle was mostly paid for: it is repeated once. */
    private static final int ATTEMPTS_OF_BROKEN_ANSWERS = 2;

    public FailoverRules {
        if (attemptsPerTarget < 1 || attempts < 1) {
            throw new IllegalArgumentException("attemptsPerTarget is " + attemptsPerTarget + " and attempts is "
                    + attempts + "; both must be at least 1");
        }
        if (!(growth >= 1)) {
            throw new IllegalArgumentException("growth of the pauses is " + growth + "; it must be at least 1");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter is " + jitter + "; it must be from 0 to 1");
        }
        if (firstPause.isNegative() || longestPause.isNegative() || longestRetryAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "a pause must not be negative: " + firstPause + ", " + longestPause + ", " + longestRetryAfter);
        }
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("callTimeout is " + callTimeout + "; it must be positive");
        }
        Objects.requireNonNull(recovery, "recovery");
        blockedFallbacks = List.copyOf(blockedFallbacks);
    }

    /** The same with another way of recovery. */
    public FailoverRules withRecovery(Recovery way) {
        return new FailoverRules(
                attemptsPerTarget,
                attempts,
                firstPause,
                growth,
                jitter,
                longestPause,
                longestRetryAfter,
                callTimeout,
                way,
                blockedFallbacks);
    }

    /** The same with other fallbacks for blocked content. */
    public FailoverRules withBlockedFallbacks(List<String> names) {
        return new FailoverRules(
                attemptsPerTarget,
                attempts,
                firstPause,
                growth,
                jitter,
                longestPause,
                longestRetryAfter,
                callTimeout,
                recovery,
                names);
    }

    /** The same with other numbers of attempts. */
    public FailoverRules withAttempts(int perTarget, int inAll) {
        return new FailoverRules(
                perTarget,
                inAll,
                firstPause,
                growth,
                jitter,
                longestPause,
                longestRetryAfter,
                callTimeout,
                recovery,
                blockedFallbacks);
    }

    /** So many attempts at one target, when they fail like this. A deadline that ran out is no reason to ask again. */
    int attemptsPerTarget(ErrorKind kind) {
        if (!kind.worthRetrying() || kind.timeout()) {
            return 1;
        }
        boolean broken = kind == ErrorKind.STREAM_INTERRUPTED || kind == ErrorKind.RESPONSE_INVALID;
        return broken ? Math.min(attemptsPerTarget, ATTEMPTS_OF_BROKEN_ANSWERS) : attemptsPerTarget;
    }

    /**
     * The pause before the next attempt at a target.
     *
     * @param failed attempts at it so far, from 1
     * @param drawn from 0 to 1
     */
    Duration pause(int failed, double drawn) {
        double nanos = Math.min((double) longestPause.toNanos(), firstPause.toNanos() * Math.pow(growth, failed - 1));
        return Duration.ofNanos((long) (nanos * (1 - jitter + 2 * jitter * drawn)));
    }

    /** The pause that a provider asked for, a little longer, so that not all callers come back at once. */
    Duration asked(Duration retryAfter, double drawn) {
        return retryAfter.plusNanos((long) (retryAfter.toNanos() * jitter / 2 * drawn));
    }
}
