/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A time that passes only when a test says so; tasks run on the test's thread, in order. Not thread-safe. */
final class VirtualTime implements Clockwork {

    private record Task(long due, long number, Runnable action) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long now = 1_000_000;
    private long numbers;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(now);
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        Task task = new Task(now + delay.toNanos(), numbers++, action);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Lets time pass. */
    void pass(Duration time) {
        long until = now + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due() <= until) {
            Task next = tasks.remove();
            now = Math.max(now, next.due());
            next.action().run();
        }
        now = until;
    }

    int waiting() {
        return tasks.size();
    }
}
