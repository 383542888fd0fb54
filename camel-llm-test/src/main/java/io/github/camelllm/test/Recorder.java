/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import io.github.camelllm.test.net.Answering;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Keeps the last requests and counts all. Thread-safe. */
final class Recorder {

    private final Monitor monitor = new Monitor();
    private final Deque<RecordedRequest> kept = new ArrayDeque<>();
    private final List<Exception> problems = new CopyOnWriteArrayList<>();
    private final AtomicLong total = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicLong closedByClient = new AtomicLong();
    private final int limit;

    Recorder(int limit) {
        this.limit = limit;
    }

    Monitor monitor() {
        return monitor;
    }

    void add(RecordedRequest request) {
        synchronized (kept) {
            if (limit > 0) {
                kept.addLast(request);
            }
            if (kept.size() > limit) {
                kept.removeFirst();
            }
        }
        total.incrementAndGet();
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        monitor.changed();
    }

    /** The answer is decided: a request that is not kept needs its body no longer. */
    void answered(RecordedRequest request) {
        if (limit == 0) {
            request.forgetBody();
        }
    }

    List<RecordedRequest> requests() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    void clear() {
        synchronized (kept) {
            kept.clear();
        }
        total.set(0);
        closedByClient.set(0);
        mostRunning.set(running.get());
        problems.clear();
    }

    long total() {
        return total.get();
    }

    int running() {
        return running.get();
    }

    int mostRunning() {
        return mostRunning.get();
    }

    long closedByClient() {
        return closedByClient.get();
    }

    List<Exception> problems() {
        return List.copyOf(problems);
    }

    void problem(Exception problem) {
        problems.add(problem);
        monitor.changed();
    }

    void await(String what, Duration atMost, BooleanSupplier condition) {
        try {
            monitor.await(what, atMost, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nrequests: " + requests() + "\nproblems: " + problems, e);
        }
    }

    /** Follows the answer of a recorded request. */
    Answering.Watcher watch(RecordedRequest request) {
        return new Answering.Watcher() {
            @Override
            public void sent(int bytes) {
                request.sent(bytes);
            }

            @Override
            public void ended() {
                end(RecordedRequest.Outcome.ENDED);
            }

            @Override
            public void closedByClient() {
                closedByClient.incrementAndGet();
                end(RecordedRequest.Outcome.CLOSED_BY_CLIENT);
            }

            @Override
            public void failed(RuntimeException failure) {
                problem(failure);
            }

            private void end(RecordedRequest.Outcome outcome) {
                running.decrementAndGet();
                request.ended(outcome);
            }
        };
    }
}
