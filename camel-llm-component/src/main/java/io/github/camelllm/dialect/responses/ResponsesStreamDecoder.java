/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

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
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes a stream of events of the Responses API; whole with its last event, and with nothing else. */
final class ResponsesStreamDecoder implements StreamDecoder {

    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

    private final ChatRequest request;
    private final Failures failures;
    private final EventStream stream;
    private final Answer answer;
    private final WireEvent event = new WireEvent();
    private boolean began;
    private boolean terminal;

    ResponsesStreamDecoder(ChatRequest request, Failures failures) {
        this.request = request;
        this.failures = failures;
        answer = new Answer(failures.target().quirks());
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
            Finish broken = new AnswerDecoder(request, failures).events(plain, events);
            if (broken != null) {
                throw AnswerDecoder.broken(broken, failures);
            }
            return;
        }
        if (!terminal) {
            stream.end(events);
        }
        if (!terminal) {
            throw failures.begin(
                            ErrorKind.STREAM_INTERRUPTED,
                            began
                                    ? "the stream ended without its last event"
                                    : "the stream ended before the answer began")
                    .exception();
        }
    }

    private void event(String type, byte[] data, int offset, int length, Consumer<StreamEvent> receiver) {
        if (terminal || length == 0 || Arrays.equals(data, offset, offset + length, DONE, 0, DONE.length)) {
            return;
        }
        read(data, offset, length);
        String name = event.type == null ? type : event.type;
        Finish end = take(name);
        answer.handOn(receiver);
        if (name.equals("error") || name.equals("response.failed") || isError(name)) {
            byte[] body = Arrays.copyOfRange(data, offset, offset + length);
            throw ErrorWords.parse(body).told(failures);
        }
        if (answer.items().nameless()) {
            throw failures.invalid("the answer calls a tool without naming it", null);
        }
        if (end != null) {
            terminal = true;
            if (end.reason() == FinishReason.ERROR) {
                throw AnswerDecoder.broken(end, failures);
            }
        }
    }

    /** An object with an error and without a type, as some gateways send it. */
    private boolean isError(String name) {
        return event.error && (event.type == null || !name.startsWith("response."));
    }

    private void read(byte[] data, int offset, int length) {
        try (JsonReader in = JsonReader.of(data, offset, length)) {
            event.read(in);
            in.end();
        } catch (JsonException e) {
            if (stream.ending()) {
                throw stream.cut();
            }
            throw failures.invalid("an event of the stream is malformed: " + e.getMessage(), e);
        }
    }

    private @Nullable Finish take(String name) {
        Items items = answer.items();
        Map<?, ?> response = event.response;
        if (response != null && (name.equals("response.created") || name.equals("response.in_progress"))) {
            began = true;
            answer.start(response);
        }
        switch (name) {
            case "response.output_text.delta" -> {
                items.text(event.index, event.delta);
                items.logprobs(event.logprobs);
            }
            case "response.refusal.delta" -> items.refusal(event.index, event.delta);
            case "response.reasoning_summary_text.delta" -> items.thought(event.index, event.summaryIndex, event.delta);
            case "response.reasoning_text.delta" -> items.thought(event.index, event.contentIndex, event.delta);
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                items.arguments(event.index, event.delta);
            case "response.output_text.annotation.added" -> items.annotation(event.annotation);
            case "response.output_item.added" -> {
                if (event.item != null) {
                    items.added(event.index, event.item);
                }
            }
            case "response.output_item.done" -> {
                if (event.item != null) {
                    items.done(event.index, event.item);
                }
            }
            case "response.completed", "response.incomplete", "response.cancelled" -> {
                if (response == null) {
                    throw failures.invalid("the last event of the stream has no response", null);
                }
                return answer.end(response);
            }
            default -> {
                // of the provider's own tools, of progress, or of a kind that is newer than this
            }
        }
        return null;
    }
}
