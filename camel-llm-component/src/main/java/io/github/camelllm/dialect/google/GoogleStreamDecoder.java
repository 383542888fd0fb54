/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.EventStream;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Decodes a streamed answer. There is no end mark: it is whole with a finish reason for each candidate and a clean end of the
 * body.
 */
final class GoogleStreamDecoder implements StreamDecoder {

    private final ChatRequest request;
    private final Failures failures;
    private final AnswerTrack answer;
    private final EventStream stream;
    private final Chunk chunk = new Chunk();

    GoogleStreamDecoder(ChatRequest request, Failures failures) {
        this.request = request;
        this.failures = failures;
        answer = new AnswerTrack(failures);
        stream = new EventStream(failures, this::event);
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
        try {
            stream.feed(bytes, events);
        } finally {
            answer.tellCounts(events);
        }
    }

    @Override
    public void end(Consumer<StreamEvent> events) {
        ByteChunks plain = stream.plainBody().orElse(null);
        if (plain != null) {
            new AnswerDecoder(request, failures).events(plain, events);
            return;
        }
        try {
            stream.end(events);
        } finally {
            answer.tellCounts(events);
        }
        if (!answer.finished()) {
            throw failures.begin(
                            ErrorKind.STREAM_INTERRUPTED,
                            answer.hasChoices()
                                    ? "the stream ended without a finish reason"
                                    : "the stream ended before the answer began")
                    .exception();
        }
    }

    private void event(String type, byte[] data, int offset, int length, Consumer<StreamEvent> receiver) {
        if (length == 0) {
            return;
        }
        answer.take(read(data, offset, length), receiver);
    }

    private Chunk read(byte[] data, int offset, int length) {
        try (JsonReader in = JsonReader.of(data, offset, length)) {
            chunk.read(in);
            in.end();
            return chunk;
        } catch (JsonException e) {
            throw failures.invalid("an event of the stream is malformed: " + e.getMessage(), e);
        }
    }
}
