/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The time, and what must happen later. Thread-safe. */
public interface Clockwork {

    /** For durations; only differences mean something. */
    long nanos();

    /** The time of day. */
    Instant now();

    /**
     * Runs a task later, on a thread that must not be blocked.
     *
     * @return takes it back; no effect once it has begun
     */
    Runnable after(Duration delay, Runnable task);

    /** The time of a timer. */
    static Clockwork of(ScheduledExecutorService timer, InstantSource clock, LongSupplier nanoTime) {
        return new Clockwork() {
            @Override
            public long nanos() {
                return nanoTime.getAsLong();
            }

            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public Runnable after(Duration delay, Runnable task) {
                Future<?> later = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> later.cancel(false);
            }
        };
    }

    /** The machine's time. */
    static Clockwork of(ScheduledExecutorService timer) {
        return of(timer, InstantSource.system(), System::nanoTime);
    }
}
