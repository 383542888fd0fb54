/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import io.github.camelllm.test.bedrock.EventStreamMessage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends requests through the dialect and feeds it answers. */
final class Wire {

    static final ChatRequest HELLO = ChatRequest.of("Hello");
    static final Headers ID = Headers.of("x-amzn-requestid", "request-1");

    private static final BedrockDialect DIALECT = new BedrockDialect();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Source SOURCE = new Source("a test", LocalDate.of(2026, 11, 25), Source.Kind.DOCUMENTATION);

    private Wire() {}

    /** A target with these quirks, by name and value. */
    static Target target(Object... quirks) {
        return target("a.model-v1:0", quirks);
    }

    static Target target(String model, Object... quirks) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < quirks.length; i += 2) {
            all.put((String) quirks[i], quirks[i + 1]);
        }
        ProviderProfile provider = ProviderProfile.builder("test", BedrockDialect.ID, SOURCE)
                .baseUrl("http://localhost")
                .requestIdHeaders(List.of("x-amzn-requestid"))
                .build();
        return new Target(
                provider, ModelProfile.builder(model).quirks(new Quirks(all)).build());
    }

    static WireRequest request(ChatRequest request, Target target) {
        return DIALECT.chat(request, target, false);
    }

    static JsonNode body(ChatRequest request, Target target) {
        return tree(request(request, target).body().text());
    }

    static ChatResponse answer(String json, ChatRequest request, Target target) {
        return DIALECT.chatResponse(new WireReply(200, ID, ByteChunks.utf8(json)), request, target);
    }

    static LlmException error(int status, String body, String... headers) {
        return DIALECT.error(new WireReply(status, Headers.of(headers), ByteChunks.utf8(body)), "chat", target());
    }

    /** Messages of a stream, each of them the event's name, a space and its JSON. */
    static byte[] stream(String... events) {
        return stream(List.of(events));
    }

    static byte[] stream(List<String> events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        events.forEach(event -> all.writeBytes(message(event)));
        return all.toByteArray();
    }

    static byte[] message(String event) {
        String[] parts = event.split(" ", 2);
        return EventStreamMessage.event(parts[0], parts[1].getBytes(UTF_8));
    }

    /** Decodes a stream in pieces of so many bytes. */
    static ChatResponse decode(byte[] stream, int pieceBytes, ChatRequest request, Target target) {
        ChatAssembler assembler = new ChatAssembler(target, request, null);
        events(stream, pieceBytes, request, target).forEach(assembler::accept);
        return assembler.response();
    }

    static List<StreamEvent> events(byte[] stream, int pieceBytes, ChatRequest request, Target target) {
        List<StreamEvent> events = new ArrayList<>();
        StreamDecoder decoder = decoder(request, target);
        for (int at = 0; at < stream.length; at += pieceBytes) {
            decoder.feed(ByteBuffer.wrap(stream, at, Math.min(pieceBytes, stream.length - at)), events::add);
        }
        decoder.end(events::add);
        return events;
    }

    static StreamDecoder decoder(ChatRequest request, Target target) {
        return DIALECT.chatStream(ID, request, target);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
