/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.StreamEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands events to one subscriber as it asks for them, in order, on whichever thread has them; gives their bytes back to
 * the socket when the subscriber has taken them. Thread-safe.
 */
final class EventQueue implements Flow.Publisher<StreamEvent> {

    private final IntConsumer taken;
    private final Runnable unsubscribed;
    private final Attention attention;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super StreamEvent> subscriber;
    private long demand;
    private boolean closed;
    private @Nullable Throwable failure;
    private boolean delivering;
    private boolean over;

    /**
     * @param taken hears of bytes whose events the subscriber has taken
     * @param unsubscribed the subscriber cancelled
     * @param attention hears whether the subscriber is there
     */
    EventQueue(IntConsumer taken, Runnable unsubscribed, Attention attention) {
        this.taken = taken;
        this.unsubscribed = unsubscribed;
        this.attention = attention;
    }

    /** Whether the subscriber is there. */
    interface Attention {

        /** It came, asked for more, or came back from an event. */
        void active();

        /** It was handed what there is, or all that it has asked for. */
        void paused();
    }

    /** Adds the events of one read, and how many bytes it had. */
    void add(List<StreamEvent> events, int bytes) {
        synchronized (this) {
            if (over || closed) {
                return;
            }
            waiting.addAll(events);
            if (bytes > 0) {
                waiting.add(bytes);
            }
        }
        deliver();
    }

    /** No more events: the stream went well, or failed after those that wait. */
    void close(@Nullable Throwable problem) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            failure = problem;
        }
        deliver();
    }

    /** Forgets what waits. */
    synchronized void clear() {
        waiting.clear();
    }

    /** Whether events wait for a reader that has not asked for them and is not busy with one. */
    synchronized boolean stuck() {
        return !over && !delivering && demand == 0 && !waiting.isEmpty();
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
            first.onSubscribe(new Refused());
            first.onError(new IllegalStateException("a stream has one subscriber, and it has one already"));
            return;
        }
        attention.active();
        try {
            first.onSubscribe(new Demand());
        } catch (RuntimeException | Error broken) {
            abandon();
            throw broken;
        }
        synchronized (this) {
            delivering = false;
        }
        deliver();
    }

    /** One thread at a time delivers; whatever the others add meanwhile, it delivers too. */
    private void deliver() {
        Flow.Subscriber<? super StreamEvent> reader;
        synchronized (this) {
            if (delivering || over || subscriber == null) {
                return;
            }
            delivering = true;
            reader = subscriber;
        }
        boolean busy = false;
        try {
            for (Object next = next(); next != null; next = next()) {
                tell(reader, next);
                busy = true;
            }
        } catch (RuntimeException | Error broken) {
            abandon();
            throw broken;
        }
        if (busy) {
            attention.active();
        }
        attention.paused();
    }

    private void tell(Flow.Subscriber<? super StreamEvent> reader, Object next) {
        if (next instanceof StreamEvent event) {
            reader.onNext(event);
        } else if (next instanceof Integer bytes) {
            taken.accept(bytes);
        } else if (next instanceof Throwable problem) {
            reader.onError(problem);
        } else {
            reader.onComplete();
        }
    }

    /** The reader wants no more: it cancelled, or it threw. */
    private void abandon() {
        boolean first;
        synchronized (this) {
            first = !over;
            over = true;
            delivering = false;
            waiting.clear();
        }
        if (first) {
            unsubscribed.run();
        }
    }

    /** What to deliver now; null when there is nothing, and then nobody delivers. */
    private synchronized @Nullable Object next() {
        Object first = waiting.peek();
        if (over) {
            delivering = false;
            return null;
        }
        if (first instanceof Integer) {
            return waiting.poll();
        }
        if (first != null && demand > 0) {
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            return waiting.poll();
        }
        if (first == null && closed) {
            over = true;
            delivering = false;
            return failure == null ? (Object) true : failure;
        }
        delivering = false;
        return null;
    }

    /** The reader broke the rules: it hears of nothing but that. */
    private void refuse(Throwable problem) {
        synchronized (this) {
            waiting.clear();
            closed = true;
            failure = problem;
        }
        unsubscribed.run();
        deliver();
    }

    private final class Demand implements Flow.Subscription {

        @Override
        public void request(long count) {
            if (count <= 0) {
                refuse(new IllegalArgumentException("a subscriber must request at least one event, not " + count));
                return;
            }
            synchronized (EventQueue.this) {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
            attention.active();
            deliver();
        }

        @Override
        public void cancel() {
            abandon();
        }
    }

    private static final class Refused implements Flow.Subscription {
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
