/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelllm.dialect.EventStream;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Decodes a streamed answer. It is whole with {@code [DONE]}, the profile's terminal object, or a finish reason and a
 * clean end. A provider may also answer with plain JSON, an answer or an error.
 */
final class OpenAiStreamDecoder implements StreamDecoder {

    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    private final ChatRequest request;
    private final Failures failures;
    private final AnswerReader answer;
    private final EventStream stream;
    private boolean terminal;

    OpenAiStreamDecoder(ChatRequest request, Failures failures) {
        this.request = request;
        this.failures = failures;
        answer = new AnswerReader(failures.target().quirks(), request, false);
        stream = new EventStream(failures, this::event);
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
        stream.feed(bytes, events);
    }

    @Override
    public void end(Consumer<StreamEvent> events) {
        ByteChunks plain = stream.plainBody().orElse(null);
        if (plain != null) {
            endPlain(plain, events);
            return;
        }
        if (!terminal) {
            stream.end(events);
        }
        if (!terminal && !answer.finished()) {
            throw interrupted(
                    answer.hasChoices()
                            ? "the stream ended without a finish reason"
                            : "the stream ended before the answer began; an over-long prompt can be the reason");
        }
        close(events);
    }

    private void endPlain(ByteChunks body, Consumer<StreamEvent> events) {
        Finish broken = new AnswerDecoder(request, failures).events(body, events);
        if (broken != null) {
            throw broken(broken);
        }
    }

    private void event(String type, byte[] data, int offset, int length, Consumer<StreamEvent> receiver) {
        if (terminal || length == 0) {
            return;
        }
        if (stream.ending() && length < DONE.length && Arrays.equals(data, offset, offset + length, DONE, 0, length)) {
            throw stream.cut();
        }
        if (Arrays.equals(data, offset, offset + length, DONE, 0, DONE.length)) {
            ended();
            return;
        }
        boolean part = !type.equals("error") && read(data, offset, length);
        answer.handOn(receiver);
        if (!part) {
            byte[] body = Arrays.copyOfRange(data, offset, offset + length);
            throw ErrorBody.parse(body, new String(body, UTF_8)).told(failures);
        }
        if (answer.terminal()) {
            ended();
        }
        Finish broken = answer.broken();
        if (broken != null) {
            throw broken(broken);
        }
    }

    private void ended() {
        terminal = true;
        if (!answer.hasChoices()) {
            throw failures.invalid("the stream ended without any answer; an over-long prompt can be the reason", null);
        }
    }

    private boolean read(byte[] data, int offset, int length) {
        try (JsonReader in = JsonReader.of(data, offset, length)) {
            boolean part = in.isObject() && answer.read(in);
            if (part) {
                in.end();
            }
            return part;
        } catch (JsonException e) {
            throw failures.invalid("an event of the stream is malformed: " + e.getMessage(), e);
        }
    }

    private void close(Consumer<StreamEvent> events) {
        if (answer.callWithoutName()) {
            throw failures.invalid("the answer calls a tool without naming it", null);
        }
        answer.end();
        answer.handOn(events);
    }

    private LlmException broken(Finish finish) {
        return failures.begin(AnswerRules.broken(finish.raw()), "the provider broke the answer off")
                .said(null, finish.raw())
                .exception();
    }

    private LlmException interrupted(String how) {
        return failures.begin(ErrorKind.STREAM_INTERRUPTED, how).exception();
    }
}
