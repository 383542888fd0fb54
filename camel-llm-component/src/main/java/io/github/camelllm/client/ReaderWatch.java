/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices a stream that nobody reads: events wait and their reader has asked for nothing for a whole timeout. One timer
 * task for each stream that waits, not for each event. Thread-safe.
 */
final class ReaderWatch {

    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier stuck;
    private final Runnable abandoned;
    private volatile long lastActive;
    private @Nullable Future<?> looking;
    private boolean over;

    ReaderWatch(
            Duration timeout,
            LongSupplier nanoTime,
            ScheduledExecutorService timer,
            BooleanSupplier stuck,
            Runnable abandoned) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.timer = timer;
        this.stuck = stuck;
        this.abandoned = abandoned;
        this.lastActive = nanoTime.getAsLong();
    }

    void readerActive() {
        lastActive = nanoTime.getAsLong();
    }

    /** Events may wait in a stream that has started: before its first content nobody can be expected to read. */
    void waiting() {
        if (!timeout.isZero() && stuck.getAsBoolean()) {
            arm(timeout.toNanos());
        }
    }

    /** The stream has ended: what the reader does is of no interest any more. */
    synchronized void over() {
        over = true;
        if (looking != null) {
            looking.cancel(false);
        }
    }

    private synchronized void arm(long nanos) {
        if (looking == null && !over) {
            looking = timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        synchronized (this) {
            looking = null;
        }
        if (stuck.getAsBoolean()) {
            long left = timeout.toNanos() - (nanoTime.getAsLong() - lastActive);
            if (left <= 0) {
                abandoned.run();
            } else {
                arm(left);
            }
        }
    }
}
