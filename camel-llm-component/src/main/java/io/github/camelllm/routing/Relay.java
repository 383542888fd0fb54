/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.StreamCall;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.StreamEvent;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of one stream after the other to one subscriber, on the threads that have them; asks the streams for
 * exactly what the subscriber asks for. Thread-safe.
 */
final class Relay implements Flow.Publisher<StreamEvent> {

    private final Ending ending;
    private final @Nullable Handed handed;
    private Flow.@Nullable Subscriber<? super StreamEvent> subscriber;
    private Flow.@Nullable Subscription upstream;
    private @Nullable Source waiting;
    private @Nullable LlmException failure;
    private boolean subscribed;
    private long demand;
    private boolean over;

    /**
     * @param handed notes what the reader has; null: nobody needs to know
     */
    Relay(Ending ending, @Nullable Handed handed) {
        this.ending = ending;
        this.handed = handed;
    }

    /** Hears what becomes of the streams. */
    interface Ending {

        /** One ended with its answer. */
        void ended();

        /** One broke off; another may be connected, or the relay fails. */
        void brokeOff(LlmException why);

        /** The reader wants no more. */
        void left();
    }

    @Nullable
    Handed handed() {
        return handed;
    }

    /**
     * Goes on with a stream.
     *
     * @param joint how it follows the one before; null: it is the first
     */
    void connect(StreamCall call, @Nullable Joint joint) {
        Source source = new Source(call, joint);
        synchronized (this) {
            if (!subscribed) {
                waiting = source;
                return;
            }
        }
        source.open();
    }

    /** No more streams. */
    void failed(LlmException why) {
        Flow.Subscriber<? super StreamEvent> reader;
        synchronized (this) {
            failure = failure == null ? why : failure;
            reader = subscribed && !over ? subscriber : null;
            over = over || subscribed;
        }
        if (reader != null) {
            reader.onError(why);
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> first) {
        boolean second;
        synchronized (this) {
            second = subscriber != null;
            subscriber = second ? subscriber : first;
        }
        if (second) {
            first.onSubscribe(new Replay.Idle());
            first.onError(new IllegalStateException("a stream has one subscriber, and it has one already"));
            return;
        }
        first.onSubscribe(new Demand());
        Source source;
        LlmException known;
        synchronized (this) {
            subscribed = true;
            source = waiting;
            waiting = null;
            known = failure;
        }
        if (source != null) {
            source.open();
        } else if (known != null) {
            failed(known);
        }
    }

    private final class Demand implements Flow.Subscription {

        @Override
        public void request(long count) {
            Flow.Subscription from;
            synchronized (Relay.this) {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + Math.max(0, count);
                from = upstream;
            }
            if (count <= 0) {
                failed(ErrorDetails.of(
                                ErrorKind.INVALID_REQUEST, "a subscriber must request at least one event, not " + count)
                        .exception());
                ending.left();
            } else if (from != null) {
                from.request(count);
            }
        }

        @Override
        public void cancel() {
            boolean first;
            synchronized (Relay.this) {
                first = !over;
                over = true;
            }
            if (first) {
                ending.left();
            }
        }
    }

    /** One stream. */
    private final class Source implements Flow.Subscriber<StreamEvent> {

        private final StreamCall call;
        private final @Nullable Joint joint;
        private boolean done;
        private boolean lost;

        Source(StreamCall call, @Nullable Joint joint) {
            this.call = call;
            this.joint = joint;
        }

        void open() {
            call.events().subscribe(this);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            long wanted;
            synchronized (Relay.this) {
                upstream = subscription;
                wanted = demand;
            }
            if (wanted > 0) {
                subscription.request(wanted);
            }
        }

        @Override
        public void onNext(StreamEvent event) {
            if (lost) {
                return;
            }
            StreamEvent next = event;
            if (joint != null) {
                try {
                    next = following(joint, event);
                } catch (LlmException apart) {
                    lose(apart);
                    return;
                }
            }
            if (next == null) {
                more();
                return;
            }
            done = done || next instanceof StreamEvent.Done;
            if (handed != null) {
                handed.add(next);
            }
            Flow.Subscriber<? super StreamEvent> reader = taken();
            if (reader != null) {
                reader.onNext(next);
            }
        }

        /** The event as it follows what the reader has; null: the reader has it. */
        private @Nullable StreamEvent following(Joint at, StreamEvent event) {
            if (event instanceof StreamEvent.Started) {
                return null;
            }
            if (event instanceof StreamEvent.TextDelta delta && delta.choice() == 0) {
                String fresh = at.fresh(delta.text());
                return fresh.isEmpty() ? null : new StreamEvent.TextDelta(0, fresh);
            }
            if (event instanceof StreamEvent.Done end && handed != null) {
                at.end();
                return new StreamEvent.Done(handed.whole(end.response()));
            }
            return event;
        }

        /** It cannot be joined: it is given up, and another may follow. */
        private void lose(LlmException why) {
            lost = true;
            synchronized (Relay.this) {
                upstream = null;
            }
            call.cancel();
            ending.brokeOff(why);
        }

        /** The reader did not get this one: it still has room for another. */
        private void more() {
            Flow.Subscription from;
            synchronized (Relay.this) {
                from = upstream;
            }
            if (from != null) {
                from.request(1);
            }
        }

        private Flow.@Nullable Subscriber<? super StreamEvent> taken() {
            synchronized (Relay.this) {
                demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                return over ? null : subscriber;
            }
        }

        @Override
        public void onError(Throwable problem) {
            closed();
            if (!lost) {
                ending.brokeOff(
                        problem instanceof LlmException known
                                ? known
                                : ErrorDetails.of(ErrorKind.RESPONSE_INVALID, "the stream failed: " + problem)
                                        .exception(problem));
            }
        }

        @Override
        public void onComplete() {
            closed();
            if (!done) {
                ending.brokeOff(WholeStream.endless());
                return;
            }
            Flow.Subscriber<? super StreamEvent> reader;
            synchronized (Relay.this) {
                reader = over ? null : subscriber;
                over = true;
            }
            ending.ended();
            if (reader != null) {
                reader.onComplete();
            }
        }

        private void closed() {
            synchronized (Relay.this) {
                upstream = null;
            }
        }
    }
}
