/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.EventTooLargeException;
import io.github.camelllm.http.SseReader;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that was asked for as server-sent events. A provider may answer with plain JSON all the same, an
 * answer or an error. For one answer and one thread at a time.
 */
public final class EventStream {

    private static final int MAX_EVENT_BYTES = 64 * 1024 * 1024;
    private static final byte[] END_OF_EVENT = {'\n', '\n'};

    private final Failures failures;
    private final SseReader sse;
    private Form form = Form.UNKNOWN;
    private ByteChunks.@Nullable Writer plain;
    private @Nullable Consumer<StreamEvent> receiver;
    private boolean ending;
    private boolean lastEventCame;

    private enum Form {
        UNKNOWN,
        EVENTS,
        PLAIN
    }

    /** Receives the events of the stream, in their order. */
    @FunctionalInterface
    public interface Events {

        /**
         * One event.
         *
         * @param type its type, {@code message} when it has none
         * @param data holds its data, UTF-8; valid only during the call
         * @param receiver takes what it says
         */
        void event(String type, byte[] data, int offset, int length, Consumer<StreamEvent> receiver);
    }

    /** @param events called for each event, within {@link #feed} and {@link #end} */
    public EventStream(Failures failures, Events events) {
        this.failures = failures;
        sse = new SseReader(MAX_EVENT_BYTES, (type, data, offset, length) -> {
            lastEventCame = ending && length > 0;
            events.event(type, data, offset, length, Objects.requireNonNull(receiver, "receiver"));
        });
    }

    /**
     * Takes the next bytes, however they are cut.
     *
     * @param to handed on with each event
     * @throws LlmException RESPONSE_INVALID when an event is larger than 64 MiB
     */
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> to) {
        if (form == Form.UNKNOWN) {
            form = look(bytes);
        }
        if (form == Form.EVENTS) {
            feedEvents(bytes, to);
        } else if (form == Form.PLAIN) {
            plain = plain == null ? ByteChunks.writer() : plain;
            plain.write(bytes);
        }
    }

    /** All that came, when it was no stream of events. */
    public Optional<ByteChunks> plainBody() {
        return plain == null ? Optional.empty() : Optional.of(plain.chunks());
    }

    /**
     * No more will come. A last event without the empty line after it counts when it is whole.
     *
     * @param to handed on with such an event
     * @throws LlmException STREAM_INTERRUPTED when the stream was cut within an event
     */
    public void end(Consumer<StreamEvent> to) {
        if (sse.pendingBytes() == 0) {
            return;
        }
        ending = true;
        try {
            feedEvents(ByteBuffer.wrap(END_OF_EVENT), to);
        } catch (LlmException e) {
            throw e.kind() == ErrorKind.RESPONSE_INVALID ? cut() : e;
        }
        if (!lastEventCame) {
            throw cut();
        }
    }

    /** Whether the event that is handed on now had no empty line after it when the stream ended: it may be a part of one. */
    public boolean ending() {
        return ending;
    }

    /** The error of a stream that ended within an event. */
    public LlmException cut() {
        return failures.begin(ErrorKind.STREAM_INTERRUPTED, "the stream ended within an event")
                .exception();
    }

    private void feedEvents(ByteBuffer bytes, Consumer<StreamEvent> to) {
        receiver = to;
        try {
            sse.feed(bytes);
        } catch (EventTooLargeException e) {
            throw failures.invalid(String.valueOf(e.getMessage()), e);
        } finally {
            receiver = null;
        }
    }

    /** No line of an event stream begins with a bracket or an angle. */
    private static Form look(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte b = bytes.get(bytes.position());
            if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                bytes.get();
            } else {
                return b == '{' || b == '[' || b == '<' ? Form.PLAIN : Form.EVENTS;
            }
        }
        return Form.UNKNOWN;
    }
}
