/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.StreamCall;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.runtime.SseText;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is still coming, as the body of a message. It is read once, by one of its two faces: pull, as an {@link
 * Iterator} whose reader waits on its own thread; or push, as a {@link Flow.Publisher} that needs no thread. A stream that
 * nobody reads is cancelled after {@code readerTimeout}. Not an {@link InputStream}, which Camel's stream caching would
 * swallow whole before the next step sees it.
 *
 * <p>Reading fails with an {@link io.github.camelllm.error.LlmException} when the answer breaks off; it carries what came.
 */
public final class LlmStream implements Iterator<Object>, Flow.Publisher<StreamEvent>, AutoCloseable {

    private final StreamCall call;
    private final StreamMode mode;
    /** Not a monitor: a reader on a virtual thread that waits must not hold its carrier. */
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicBoolean taken = new AtomicBoolean();
    private final Deque<Object> ready = new ArrayDeque<>();
    private @Nullable EventPull pull;
    private volatile @Nullable ChatResponse response;

    LlmStream(StreamCall call, StreamMode mode) {
        this.call = call;
        this.mode = mode;
    }

    /** Whether there is a next item; waits until that is known. */
    @Override
    public boolean hasNext() {
        lock.lock();
        try {
            while (ready.isEmpty()) {
                StreamEvent event = pull().next();
                if (event == null) {
                    return false;
                }
                if (event instanceof StreamEvent.Done done) {
                    response = done.response();
                }
                item(event);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next item: a {@link StreamEvent}, or a {@link String} with {@code streamMode=text} and {@code sse}; waits for
     * it.
     */
    @Override
    public Object next() {
        lock.lock();
        try {
            if (!hasNext()) {
                throw new NoSuchElementException("the stream has ended");
            }
            return ready.remove();
        } finally {
            lock.unlock();
        }
    }

    /** Hands the events to one subscriber, on the thread that has them. */
    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> subscriber) {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("the stream is being read already; it is read once");
        }
        call.events().subscribe(subscriber);
    }

    /** The whole answer with its usage and cost, once the iterator has reached its end; empty before. */
    public Optional<ChatResponse> response() {
        return Optional.ofNullable(response);
    }

    /** The text of the whole answer; waits for its end. What was not read before can still be read afterwards. */
    public String text() {
        lock.lock();
        try {
            Deque<Object> read = new ArrayDeque<>();
            while (hasNext()) {
                read.add(ready.remove());
            }
            ready.addAll(read);
            return response().map(ChatResponse::text).orElse("");
        } finally {
            lock.unlock();
        }
    }

    /** The bytes of the text, or of the server-sent events, as they come. */
    public InputStream inputStream() {
        return new IteratorInputStream(this, item -> bytes(item), this::close);
    }

    /** Gives up whatever has not come yet: closes the connection and settles the cost. No effect at the end. */
    @Override
    public void close() {
        call.cancel();
    }

    /** Says nothing of the answer. */
    @Override
    public String toString() {
        return "LlmStream[" + mode + "]";
    }

    private EventPull pull() {
        if (pull == null) {
            EventPull first = new EventPull();
            subscribe(first);
            pull = first;
        }
        return pull;
    }

    private void item(StreamEvent event) {
        switch (mode) {
            case EVENTS -> ready.add(event);
            case TEXT -> text(event).ifPresent(ready::add);
            case SSE -> SseText.of(event).ifPresent(ready::add);
        }
    }

    private static Optional<String> text(StreamEvent event) {
        return event instanceof StreamEvent.TextDelta delta
                        && delta.choice() == 0
                        && !delta.text().isEmpty()
                ? Optional.of(delta.text())
                : Optional.empty();
    }

    private static byte[] bytes(Object item) {
        String text = item instanceof StreamEvent event ? text(event).orElse("") : item.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
