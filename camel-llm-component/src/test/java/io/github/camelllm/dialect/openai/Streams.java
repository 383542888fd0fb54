/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Feeds streams to the dialect, cut as a test wants it. */
final class Streams {

    static final OpenAiChatDialect DIALECT = new OpenAiChatDialect();
    static final ChatRequest REQUEST = ChatRequest.of("Hello");

    private Streams() {}

    /** The payloads as events, each line of the text one event. */
    static byte[] events(String... payloads) {
        StringBuilder all = new StringBuilder();
        Arrays.stream(payloads)
                .forEach(payload -> all.append("data: ").append(payload).append("\n\n"));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ChatResponse decode(Target target, byte[] stream) {
        return decode(target, stream, stream.length);
    }

    /** Decodes the stream in pieces of that many bytes. */
    static ChatResponse decode(Target target, byte[] stream, int pieceBytes) {
        ChatAssembler assembler = new ChatAssembler(target, REQUEST, null);
        for (StreamEvent event : read(target, stream, pieceBytes)) {
            assembler.accept(event);
        }
        return assembler.response();
    }

    static List<StreamEvent> read(Target target, byte[] stream, int pieceBytes) {
        List<StreamEvent> events = new ArrayList<>();
        StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, REQUEST, target);
        for (int at = 0; at < stream.length; at += pieceBytes) {
            decoder.feed(ByteBuffer.wrap(stream, at, Math.min(pieceBytes, stream.length - at)), events::add);
        }
        decoder.end(events::add);
        return events;
    }

    /** The one error that the stream ends with. */
    static LlmException failure(Target target, byte[] stream) {
        List<RuntimeException> failures = new ArrayList<>();
        untilFailure(target, stream, failures);
        assertThat(failures).hasSize(1).first().isInstanceOf(LlmException.class);
        return (LlmException) failures.get(0);
    }

    /** Collects the events before the decoder throws. */
    static ChatAssembler untilFailure(Target target, byte[] stream, List<RuntimeException> failure) {
        ChatAssembler assembler = new ChatAssembler(target, REQUEST, null);
        StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, REQUEST, target);
        try {
            decoder.feed(ByteBuffer.wrap(stream), assembler::accept);
            decoder.end(assembler::accept);
        } catch (RuntimeException e) {
            failure.add(e);
        }
        return assembler;
    }
}
