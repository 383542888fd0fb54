/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Durations that were measured, up to a number of them. Thread-safe, but for {@link #micros} after the last one. */
final class Latencies {

    private final long[] nanos = new long[1 << 18];
    private final AtomicInteger count = new AtomicInteger();

    void add(long duration) {
        int slot = count.getAndIncrement();
        if (slot < nanos.length) {
            nanos[slot] = duration;
        }
    }

    void clear() {
        count.set(0);
    }

    /** The duration that so great a share of them did not exceed. */
    double micros(double share) {
        int size = Math.min(count.get(), nanos.length);
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(size - 1L, Math.round(share * size))] / 1e3;
    }
}
