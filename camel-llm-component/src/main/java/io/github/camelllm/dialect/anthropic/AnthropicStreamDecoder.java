/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Optional;
import java.util.function.Consumer;

/** Decodes a streamed answer. It is whole with {@code message_stop}, or with a stop reason and a clean end. */
final class AnthropicStreamDecoder implements StreamDecoder {

    private final ChatRequest request;
    private final Failures failures;
    private final AnswerTrack answer;
    private final Event event = new Event();
    private final EventStream stream;
    private boolean terminal;

    AnthropicStreamDecoder(ChatRequest request, Failures failures) {
        this.request = request;
        this.failures = failures;
        answer = new AnswerTrack(failures.target().quirks(), request);
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
            new AnswerDecoder(request, failures).events(plain.get(), events);
            return;
        }
        if (!terminal) {
            stream.end(events);
        }
        if (answer.finish() == null) {
            throw failures.begin(
                            ErrorKind.STREAM_INTERRUPTED,
                            answer.started()
                                    ? "the stream ended without a stop reason"
                                    : "the stream ended before the answer began")
                    .exception();
        }
    }

    private void event(String type, byte[] data, int offset, int length, Consumer<StreamEvent> receiver) {
        if (terminal || length == 0) {
            return;
        }
        read(data, offset, length);
        try {
            take(data, offset, length);
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

    /** Unknown events are passed over, as the provider asks. */
    private void take(byte[] data, int offset, int length) {
        switch (event.type) {
            case "message_start" -> begin();
            case "content_block_start" -> {
                if (event.block != null) {
                    answer.begin(event.block);
                }
            }
            case "content_block_delta" -> delta();
            case "content_block_stop" -> answer.endBlock();
            case "message_delta" -> {
                if (event.usage != null) {
                    answer.usage(event.usage, false);
                }
                if (event.stopReason != null) {
                    answer.finish(event.stopReason, event.stopDetails);
                }
            }
            case "message_stop" -> terminal = answer.finish() != null;
            case "error" ->
                throw ErrorBody.parse(new String(data, offset, length, UTF_8)).told(failures);
            default -> {}
        }
    }

    /** Some servers repeat the head; the head of another message says that two answers were mixed up. */
    private void begin() {
        if (!answer.begin(event.messageId, event.model)) {
            throw failures.invalid("another answer begins within the answer", null);
        }
        if (event.usage != null) {
            answer.usage(event.usage, event.stopReason == null);
        }
        event.content.forEach(answer::block);
        if (event.stopReason != null) {
            answer.finish(event.stopReason, event.stopDetails);
        }
    }

    private void delta() {
        switch (event.deltaType) {
            case "text_delta" -> answer.text(event.deltaText);
            case "thinking_delta" -> answer.thinking(event.deltaText);
            case "signature_delta" -> answer.signature(event.deltaText);
            case "input_json_delta" -> answer.arguments(event.deltaText);
            case "citations_delta" -> answer.citation(event.citation);
            default -> {}
        }
    }
}
