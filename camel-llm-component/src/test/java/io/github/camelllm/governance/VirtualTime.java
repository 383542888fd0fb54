/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A clock that stands still until a test moves it, and a timer that goes by it. For one thread. */
final class VirtualTime extends ScheduledThreadPoolExecutor implements LongSupplier {

    private static final long BEGIN = Long.MAX_VALUE - 1_000;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.<Task>comparingLong(task -> task.at).thenComparingLong(task -> task.order));
    private long now;
    private long order;

    VirtualTime() {
        super(1);
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Task later = new Task(task, now + unit.toNanos(delay), order++);
        tasks.add(later);
        return later;
    }

    /** Begins shortly before it overflows, as the time of the machine may. */
    @Override
    public synchronized long getAsLong() {
        return BEGIN + now;
    }

    synchronized long now() {
        return now;
    }

    void advance(Duration by) {
        to(now() + by.toNanos());
    }

    /** Runs what is due until then, each at its moment. */
    void to(long moment) {
        for (Task due = due(moment); due != null; due = due(moment)) {
            due.run();
        }
        synchronized (this) {
            now = Math.max(now, moment);
        }
    }

    private synchronized Task due(long moment) {
        while (!tasks.isEmpty() && tasks.peek().isCancelled()) {
            tasks.remove();
        }
        if (tasks.isEmpty() || tasks.peek().at > moment) {
            return null;
        }
        Task task = tasks.remove();
        now = Math.max(now, task.at);
        return task;
    }

    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long at;
        private final long order;

        Task(Runnable task, long at, long order) {
            super(task, null);
            this.at = at;
            this.order = order;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}
