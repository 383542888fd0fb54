/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.StreamEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets a reader wait on its own thread for events that are pushed, and asks for another one with each that it takes: a
 * slow reader is there all the same. One reader.
 */
final class EventPull implements Flow.Subscriber<StreamEvent> {

    private static final int BATCH = 32;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<StreamEvent> waiting = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private boolean begun;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /**
     * The next event, waited for; null at the end.
     *
     * @throws RuntimeException what broke the stream
     */
    @Nullable
    StreamEvent next() {
        if (!begun) {
            begun = true;
            ask(BATCH);
        }
        StreamEvent event = waitedFor();
        if (event != null) {
            ask(1);
        }
        return event;
    }

    private @Nullable StreamEvent waitedFor() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.await();
            }
            if (!waiting.isEmpty()) {
                return waiting.remove();
            }
            if (failure != null) {
                throw failure;
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        } finally {
            lock.unlock();
        }
    }

    /** Who cancels hears of no end: it is written down here, so that the next who reads does not wait for one. */
    private RuntimeException interrupted(InterruptedException e) {
        RuntimeException problem = ErrorDetails.of(
                        ErrorKind.CANCELLED, "the thread that read the stream was interrupted")
                .exception(e);
        end(problem);
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
        return problem;
    }

    /** Outside the lock, for the events may come on this very thread. */
    private void ask(int events) {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.request(events);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(StreamEvent event) {
        lock.lock();
        try {
            waiting.add(event);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable problem) {
        end(problem);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable problem) {
        lock.lock();
        try {
            ended = true;
            if (problem != null) {
                failure = problem instanceof RuntimeException known ? known : new IllegalStateException(problem);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
