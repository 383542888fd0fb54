/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.EventTooLargeException;
import io.github.camelllm.http.NdjsonReader;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes a streamed answer, line by line. It is whole with the line that is {@code done}; a whole answer is such a line. */
final class OllamaStreamDecoder implements StreamDecoder {

    private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

    private final Failures failures;
    private final AnswerTrack answer = new AnswerTrack();
    private final Chunk chunk = new Chunk();
    private final NdjsonReader lines = new NdjsonReader(MAX_LINE_BYTES, this::line);
    private @Nullable Consumer<StreamEvent> receiver;
    private boolean ending;

    OllamaStreamDecoder(Failures failures) {
        this.failures = failures;
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
        receiver = events;
        try {
            lines.feed(bytes);
        } catch (EventTooLargeException e) {
            throw failures.invalid(String.valueOf(e.getMessage()), e);
        } finally {
            receiver = null;
        }
    }

    @Override
    public void end(Consumer<StreamEvent> events) {
        receiver = events;
        ending = true;
        lines.end();
        if (!answer.ended()) {
            throw interrupted(
                    answer.started()
                            ? "the stream ended without its last line"
                            : "the stream ended before the answer began");
        }
    }

    private void line(byte[] bytes, int offset, int length) {
        if (answer.ended()) {
            return;
        }
        read(bytes, offset, length);
        try {
            if (!answer.take(chunk)) {
                throw failures.invalid("the answer calls a tool without naming it", null);
            }
        } finally {
            if (receiver != null) {
                answer.handOn(receiver);
            }
        }
    }

    private void read(byte[] bytes, int offset, int length) {
        boolean object;
        try (JsonReader in = JsonReader.of(bytes, offset, length)) {
            object = chunk.read(in);
            if (object) {
                in.end();
            }
        } catch (JsonException e) {
            throw ending
                    ? interrupted("the stream ended within a line")
                    : failures.invalid("a line of the stream is malformed: " + e.getMessage(), e);
        }
        if (!object) {
            throw failures.invalid("a line of the stream is not a JSON object", null);
        }
        if (chunk.error != null) {
            throw new ErrorBody(chunk.error).told(failures);
        }
    }

    private LlmException interrupted(String what) {
        return failures.begin(ErrorKind.STREAM_INTERRUPTED, what).exception();
    }
}
