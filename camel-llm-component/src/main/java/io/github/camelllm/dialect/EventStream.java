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
import java.nio.ByteBuffer;
import java.util.Optional;
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
    private boolean ending;
    private boolean lastEventCame;

    private enum Form {
        UNKNOWN,
        EVENTS,
        PLAIN
    }

    /** @param events called for each event, within {@link #feed} and {@link #end} */
    public EventStream(Failures failures, SseReader.Events events) {
        this.failures = failures;
        sse = new SseReader(MAX_EVENT_BYTES, (type, data, offset, length) -> {
            lastEventCame = ending && length > 0;
            events.event(type, data, offset, length);
        });
    }

    /**
     * Takes the next bytes, however they are cut.
     *
     * @throws LlmException RESPONSE_INVALID when an event is larger than 64 MiB
     */
    public void feed(ByteBuffer bytes) {
        if (form == Form.UNKNOWN) {
            form = look(bytes);
        }
        if (form == Form.EVENTS) {
            feedEvents(bytes);
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
     * @throws LlmException STREAM_INTERRUPTED when the stream was cut within an event
     */
    public void end() {
        if (sse.pendingBytes() == 0) {
            return;
        }
        ending = true;
        try {
            feedEvents(ByteBuffer.wrap(END_OF_EVENT));
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

    private void feedEvents(ByteBuffer bytes) {
        try {
            sse.feed(bytes);
        } catch (EventTooLargeException e) {
            throw failures.invalid(String.valueOf(e.getMessage()), e);
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
