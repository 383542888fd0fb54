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

/** Lets a reader wait on its own thread for events that are pushed. One reader. */
final class EventPull implements Flow.Subscriber<StreamEvent> {

    private static final int BATCH = 32;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<StreamEvent> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private int asked;
    private boolean ended;
    private @Nullable Throwable failure;

    /**
     * The next event, waited for; null at the end.
     *
     * @throws RuntimeException what broke the stream
     */
    @Nullable
    StreamEvent next() {
        ask();
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.await();
            }
            if (!waiting.isEmpty()) {
                return waiting.remove();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
            throw ErrorDetails.of(ErrorKind.CANCELLED, "the thread that read the stream was interrupted")
                    .exception(e);
        } finally {
            lock.unlock();
        }
        if (failure instanceof RuntimeException problem) {
            throw problem;
        }
        return null;
    }

    /** Asks for more when nothing is left; outside the lock, for the events may come on this very thread. */
    private void ask() {
        Flow.Subscription source;
        lock.lock();
        try {
            if (!waiting.isEmpty() || asked > 0 || ended || subscription == null) {
                return;
            }
            asked = BATCH;
            source = subscription;
        } finally {
            lock.unlock();
        }
        source.request(BATCH);
    }

    private void cancel() {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        lock.lock();
        try {
            subscription = given;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onNext(StreamEvent event) {
        lock.lock();
        try {
            asked--;
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
            failure = problem;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
