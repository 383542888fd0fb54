/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock and a timer of a client that move only when a test says so. */
public final class HandTime extends ScheduledThreadPoolExecutor implements LongSupplier {

    private record Task(long due, Runnable action) {}

    private final AtomicLong nanos = new AtomicLong();
    private final List<Task> tasks = new ArrayList<>();

    public HandTime() {
        super(1);
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
        synchronized (tasks) {
            tasks.add(new Task(nanos.get() + unit.toNanos(delay), action));
        }
        return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    /** The ticks of the transport, which are not looked at here. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable action, long first, long delay, TimeUnit unit) {
        return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    /** Lets time pass and runs, on this thread, what has become due. */
    public void advance(Duration time) {
        long now = nanos.addAndGet(time.toNanos());
        List<Task> due;
        synchronized (tasks) {
            due = tasks.stream().filter(task -> task.due() <= now).toList();
            tasks.removeAll(due);
        }
        due.forEach(task -> task.action().run());
    }
}
