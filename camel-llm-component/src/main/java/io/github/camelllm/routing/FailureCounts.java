/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Counts calls and failures of the last minute in slots of five seconds, and failures of each kind for ever. Confined. */
final class FailureCounts {

    private static final int SLOTS = 12;
    private static final long SLOT = Duration.ofSeconds(5).toNanos();

    private final int[] calls = new int[SLOTS];
    private final int[] failures = new int[SLOTS];
    private final EnumMap<ErrorKind, Long> byKind = new EnumMap<>(ErrorKind.class);
    private final long origin;
    private long newest;
    private long allCalls;

    FailureCounts(long now) {
        this.origin = now;
    }

    void succeeded(long now) {
        calls[slot(now)]++;
        allCalls++;
    }

    void failed(ErrorKind kind, boolean counts, long now) {
        int slot = slot(now);
        calls[slot]++;
        allCalls++;
        byKind.merge(kind, 1L, Long::sum);
        if (counts) {
            failures[slot]++;
        }
    }

    /** Forgets the last minute. */
    void forget() {
        Arrays.fill(calls, 0);
        Arrays.fill(failures, 0);
    }

    int recentCalls(long now) {
        slot(now);
        return Arrays.stream(calls).sum();
    }

    int recentFailures(long now) {
        slot(now);
        return Arrays.stream(failures).sum();
    }

    long allCalls() {
        return allCalls;
    }

    /** All failures since the beginning, without the kinds that never came. */
    Map<ErrorKind, Long> byKind() {
        return Map.copyOf(byKind);
    }

    /** The slot of the moment; those that have passed since are emptied. */
    private int slot(long now) {
        long index = (now - origin) / SLOT;
        for (long passed = Math.max(newest + 1, index - SLOTS + 1); passed <= index; passed++) {
            calls[(int) (passed % SLOTS)] = 0;
            failures[(int) (passed % SLOTS)] = 0;
        }
        newest = Math.max(newest, index);
        return (int) (newest % SLOTS);
    }
}
