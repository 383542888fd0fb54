/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock and a timer that move only when a test says so. */
final class ManualTime extends ScheduledThreadPoolExecutor implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private volatile Runnable tick = () -> {};

    ManualTime() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        tick = task;
        return schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    /** Lets the time pass and the timer look at the deadlines. */
    void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        tick();
    }

    void tick() {
        tick.run();
    }
}
