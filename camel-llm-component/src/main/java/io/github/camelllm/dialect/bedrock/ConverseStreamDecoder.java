/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.AwsEventStreamReader;
import io.github.camelllm.http.AwsHeaders;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.EventTooLargeException;
import io.github.camelllm.http.MalformedMessageException;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a streamed answer: a binary event stream. It is whole with {@code messageStop} and a clean end; {@code metadata},
 * which has the usage, may stand before or behind that. (providers/bedrock, Streaming, read 2026-11-25)
 */
final class ConverseStreamDecoder implements StreamDecoder {

    private static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    private final ChatRequest request;
    private final Failures failures;
    private final AnswerTrack answer;
    private final Event event = new Event();
    private final AwsEventStreamReader reader = new AwsEventStreamReader(MAX_MESSAGE_BYTES, this::message);
    private Form form = Form.UNKNOWN;
    private ByteChunks.@Nullable Writer plain;
    private @Nullable Consumer<StreamEvent> receiver;

    private enum Form {
        UNKNOWN,
        MESSAGES,
        PLAIN
    }

    ConverseStreamDecoder(ChatRequest request, Failures failures) {
        this.request = request;
        this.failures = failures;
        answer = new AnswerTrack(failures.target().quirks(), request);
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
        if (form == Form.UNKNOWN && bytes.hasRemaining()) {
            form = look(bytes.get(bytes.position()));
        }
        if (form == Form.PLAIN) {
            plain = plain == null ? ByteChunks.writer() : plain;
            plain.write(bytes);
            return;
        }
        receiver = events;
        try {
            reader.feed(bytes);
        } catch (EventTooLargeException | MalformedMessageException e) {
            throw failures.invalid(String.valueOf(e.getMessage()), e);
        } finally {
            receiver = null;
        }
    }

    /** The first byte of a message of fewer than 64 MiB is small; that of a text, an answer or an error, is not. */
    private static Form look(byte first) {
        return first >= '\t' ? Form.PLAIN : Form.MESSAGES;
    }

    @Override
    public void end(Consumer<StreamEvent> events) {
        if (plain != null) {
            new AnswerDecoder(request, failures).events(plain.chunks(), events);
            return;
        }
        if (reader.pendingBytes() > 0 && !answer.whole()) {
            throw cut("the stream ended within a message");
        }
        if (answer.finish() == null) {
            throw cut(
                    answer.started()
                            ? "the stream ended without a stop reason"
                            : "the stream ended before the answer began");
        }
    }

    private LlmException cut(String what) {
        return failures.begin(ErrorKind.STREAM_INTERRUPTED, what).exception();
    }

    private void message(AwsHeaders headers, byte[] payload, int offset, int length) {
        if (answer.whole()) {
            return;
        }
        String kind = String.valueOf(headers.text(":message-type"));
        switch (kind) {
            case "event" -> event(String.valueOf(headers.text(":event-type")), payload, offset, length);
            case "exception" ->
                throw ErrorBody.parse(new String(payload, offset, length, UTF_8), failures.headers())
                        .ofType(headers.text(":exception-type"))
                        .told(failures);
            case "error" ->
                throw new ErrorBody(headers.text(":error-message"), headers.text(":error-code"), null).told(failures);
            default ->
                throw failures.begin(ErrorKind.RESPONSE_INVALID, "a message of the stream has an unknown type")
                        .said(kind, null)
                        .exception();
        }
    }

    private void event(String type, byte[] data, int offset, int length) {
        boolean known = switch (type) {
            case "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata" -> true;
            default -> false;
        };
        if (!known) {
            if (type.equals("messageStart")) {
                begin();
                handOn();
            }
            return;
        }
        try (JsonReader in = JsonReader.of(data, offset, length)) {
            if (type.startsWith("contentBlock")) {
                event.ofBlock(in);
            } else {
                event.ofTheWhole(in);
            }
            in.end();
            take(type);
        } catch (JsonException e) {
            throw failures.invalid("an event of the stream is malformed: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw failures.invalid("a picture or thought of the answer is not base64: " + e.getMessage(), e);
        } finally {
            handOn();
        }
    }

    private void handOn() {
        if (receiver != null) {
            answer.handOn(receiver);
        }
    }

    private void begin() {
        answer.begin(failures.requestId().orElse(null));
    }

    private void take(String type) {
        begin();
        switch (type) {
            case "contentBlockStart" -> answer.beginBlock(event.index, event.start);
            case "contentBlockDelta" -> delta();
            case "contentBlockStop" -> answer.endBlock(event.index);
            case "messageStop" -> stop(event.stopReason, event.members);
            default -> answer.metadata(event.members);
        }
    }

    private void stop(@Nullable String reason, Map<String, Object> members) {
        if (reason == null) {
            throw failures.invalid("the end of the answer has no stop reason", null);
        }
        if (answer.finish() == null) {
            answer.finish(reason, members);
        }
    }

    private void delta() {
        switch (event.delta) {
            case "text" -> answer.text(event.index, event.text);
            case "toolUse" -> answer.arguments(event.index, event.text);
            case "reasoningContent" -> answer.thought(event.index, event.text);
            case "signature" -> answer.signature(event.index, event.text);
            case "redactedContent" -> answer.redacted(event.index, event.text);
            case "citation" -> answer.citation(event.index, event.value);
            case "image" -> answer.image(event.index, event.value);
            default -> {}
        }
    }
}
