/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import io.github.camelllm.test.net.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Time that a test moves by hand: a simulated delay of an hour is over when {@link #advance} says so. Thread-safe.
 *
 * <pre>{@code
 * ManualTimer timer = new ManualTimer();
 * ProviderSimulator simulator = ProviderSimulator.builder().timer(timer).start();
 * }</pre>
 */
public final class ManualTimer implements Timer {

    private record Task(Duration due, Runnable action) {}

    private final Monitor monitor = new Monitor();
    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public Runnable after(Duration delay, Runnable action) {
        Task task;
        synchronized (tasks) {
            task = new Task(now.plus(delay), action);
            tasks.add(task);
        }
        monitor.changed();
        return () -> {
            synchronized (tasks) {
                tasks.remove(task);
            }
        };
    }

    /** Lets time pass and runs what has become due, in the order of the due times. */
    public void advance(Duration time) {
        List<Task> due;
        synchronized (tasks) {
            now = now.plus(time);
            due = tasks.stream()
                    .filter(task -> task.due().compareTo(now) <= 0)
                    .sorted(Comparator.comparing(Task::due))
                    .toList();
            tasks.removeAll(due);
        }
        due.forEach(task -> task.action().run());
    }

    /** Waits until so many delays are running. Fails after ten seconds. */
    public void awaitPending(int delays) {
        monitor.await("that " + delays + " delays are running", Duration.ofSeconds(10), () -> pending() >= delays);
    }

    /** Delays that are running now. */
    public int pending() {
        synchronized (tasks) {
            return tasks.size();
        }
    }
}
