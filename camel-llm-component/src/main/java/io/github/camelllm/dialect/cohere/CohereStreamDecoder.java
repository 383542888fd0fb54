/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelllm.dialect.EventStream;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Decodes a streamed answer. It is whole with {@code message-end}; what comes after it says nothing more. */
final class CohereStreamDecoder implements StreamDecoder {

    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    private final ChatRequest request;
    private final Failures failures;
    private final AnswerTrack answer = new AnswerTrack();
    private final Event event = new Event();
    private final EventStream stream;
    private boolean terminal;

    CohereStreamDecoder(ChatRequest request, Failures failures) {
        this.request = request;
        this.failures = failures;
        stream = new EventStream(failures, this::event);
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
        stream.feed(bytes, events);
    }

    @Override
    public void end(Consumer<StreamEvent> events) {
        Optional<ByteChunks> plain = stream.plainBody();
        if (plain.isPresent()) {
            endPlain(plain.get(), events);
            return;
        }
        if (!terminal) {
            stream.end(events);
        }
        if (!terminal) {
            throw failures.begin(
                            ErrorKind.STREAM_INTERRUPTED,
                            answer.started()
                                    ? "the stream ended without its last event"
                                    : "the stream ended before the answer began")
                    .exception();
        }
    }

    private void endPlain(ByteChunks body, Consumer<StreamEvent> events) {
        Finish broken = new AnswerDecoder(request, failures).events(body, events);
        if (broken != null) {
            throw AnswerDecoder.broken(broken, null, failures).exception();
        }
    }

    private void event(String type, byte[] data, int offset, int length, Consumer<StreamEvent> receiver) {
        if (terminal || length == 0 || Arrays.equals(data, offset, offset + length, DONE, 0, DONE.length)) {
            return;
        }
        read(data, offset, length);
        try {
            take();
        } finally {
            answer.handOn(receiver);
        }
    }

    private void read(byte[] data, int offset, int length) {
        try (JsonReader in = JsonReader.of(data, offset, length)) {
            event.read(in);
            in.end();
        } catch (JsonException e) {
            throw failures.invalid("an event of the stream is malformed: " + e.getMessage(), e);
        }
    }

    /** Unknown events are passed over; an object without a type that says something is an error. */
    private void take() {
        switch (event.type) {
            case "message-start" -> answer.begin(event.id);
            case "content-start" -> {
                answer.beginBlock(event.index, event.thought);
                content();
            }
            case "content-delta" -> content();
            case "content-end", "tool-call-end" -> answer.endThoughts();
            case "tool-plan-delta" -> answer.plan(event.plan);
            case "tool-call-start" -> beginCall();
            case "tool-call-delta" -> {
                if (!answer.arguments(event.index, event.arguments)) {
                    throw failures.invalid("the stream has arguments of a tool call that has not begun", null);
                }
            }
            case "citation-start" -> {
                if (event.citation != null) {
                    answer.cite(event.citation);
                }
            }
            case "message-end" -> end();
            case "" -> {
                if (event.error != null) {
                    throw new ErrorBody(event.error, null).told(failures);
                }
            }
            default -> {}
        }
    }

    private void content() {
        if (event.thought) {
            answer.thought(event.thinking);
        } else {
            answer.text(event.index, event.text);
        }
        answer.logprobs(event.logprobs);
    }

    private void beginCall() {
        answer.beginCall(event.index, event.callId, event.tool, event.arguments);
        if (answer.callWithoutName()) {
            throw failures.invalid("the answer calls a tool without naming it", null);
        }
    }

    private void end() {
        if (event.usage != null) {
            answer.usage(event.usage);
        }
        if (event.finish == null) {
            throw event.error == null
                    ? failures.invalid("the stream ended without a finish reason", null)
                    : new ErrorBody(event.error, null).told(failures);
        }
        answer.finish(event.finish);
        terminal = true;
        Finish finish = answer.finish();
        if (finish != null && finish.reason() == FinishReason.ERROR) {
            throw AnswerDecoder.broken(finish, event.error, failures).exception();
        }
    }
}
