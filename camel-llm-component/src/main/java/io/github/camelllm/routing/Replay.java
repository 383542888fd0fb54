/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.StreamEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Hands events that are all there to one subscriber as it asks for them, on its own thread. Thread-safe. */
final class Replay implements Flow.Publisher<StreamEvent>, Flow.Subscription {

    private final Deque<StreamEvent> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super StreamEvent> subscriber;
    private @Nullable Throwable failure;
    private boolean complete;
    private boolean delivering;
    private boolean over;
    private long demand;

    void whole(List<StreamEvent> events) {
        synchronized (this) {
            waiting.addAll(events);
            complete = true;
        }
        deliver();
    }

    void failed(LlmException why) {
        synchronized (this) {
            failure = why;
            complete = true;
        }
        deliver();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> first) {
        boolean second;
        synchronized (this) {
            second = subscriber != null;
            if (!second) {
                subscriber = first;
                delivering = true;
            }
        }
        if (second) {
            first.onSubscribe(new Idle());
            first.onError(new IllegalStateException("a stream has one subscriber, and it has one already"));
            return;
        }
        first.onSubscribe(this);
        synchronized (this) {
            delivering = false;
        }
        deliver();
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            if (count <= 0) {
                waiting.clear();
                failure = new IllegalArgumentException("a subscriber must request at least one event, not " + count);
                complete = true;
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
        }
        deliver();
    }

    @Override
    public synchronized void cancel() {
        over = true;
        waiting.clear();
    }

    /** One thread at a time delivers; whatever others ask for meanwhile, it delivers too. */
    private void deliver() {
        Flow.Subscriber<? super StreamEvent> reader;
        synchronized (this) {
            if (delivering || over || subscriber == null) {
                return;
            }
            delivering = true;
            reader = subscriber;
        }
        try {
            for (StreamEvent event = next(); event != null; event = next()) {
                reader.onNext(event);
            }
        } catch (RuntimeException | Error broken) {
            cancel();
            throw broken;
        }
        finish(reader);
    }

    private synchronized @Nullable StreamEvent next() {
        if (over || waiting.isEmpty() || demand == 0) {
            delivering = false;
            return null;
        }
        demand = demand == Long.MAX_VALUE ? demand : demand - 1;
        return waiting.poll();
    }

    private void finish(Flow.Subscriber<? super StreamEvent> reader) {
        Throwable problem;
        synchronized (this) {
            if (over || delivering || !complete || !waiting.isEmpty()) {
                return;
            }
            over = true;
            problem = failure;
        }
        if (problem == null) {
            reader.onComplete();
        } else {
            reader.onError(problem);
        }
    }

    /** Of a subscriber that comes too late. */
    static final class Idle implements Flow.Subscription {
        @Override
        public void request(long count) {
            // the error follows
        }

        @Override
        public void cancel() {
            // nothing was subscribed
        }
    }
}
