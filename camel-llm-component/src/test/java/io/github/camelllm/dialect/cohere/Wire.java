/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends requests through the dialect to the shipped profile's models, and feeds it answers. */
final class Wire {

    static final ChatRequest HELLO = ChatRequest.of("Hello");
    static final Target COMMAND = target("command-a-03-2025");
    /** Thinks and sees. */
    static final Target PLUS = target("command-a-plus-05-2026");

    private static final CohereDialect DIALECT = new CohereDialect();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Wire() {}

    static Target target(String model) {
        try (LlmClient client = LlmClient.builder().build()) {
            ProfileCatalog catalog = client.catalog();
            return catalog.target("cohere", model);
        }
    }

    static WireRequest request(ChatRequest request, Target target) {
        return DIALECT.chat(request, target, false);
    }

    static JsonNode body(ChatRequest request, Target target) {
        return tree(request(request, target).body().text());
    }

    static JsonNode body(ChatRequest request) {
        return body(request, PLUS);
    }

    static ChatResponse answer(String json) {
        return DIALECT.chatResponse(reply(200, json), HELLO, COMMAND);
    }

    static WireRequest embed(EmbeddingRequest request, String model) {
        return DIALECT.embed(request, target(model));
    }

    static EmbeddingResponse vectors(String json, EmbeddingRequest request) {
        return DIALECT.embedResponse(reply(200, json), request, target("embed-v4.0"));
    }

    static LlmException error(int status, String body, String... headers) {
        return DIALECT.error(new WireReply(status, Headers.of(headers), ByteChunks.utf8(body)), "chat", COMMAND);
    }

    private static WireReply reply(int status, String body) {
        return new WireReply(status, Headers.of("x-debug-trace-id", "trace-1"), ByteChunks.utf8(body));
    }

    /** The payloads as the provider frames them, with the mark that it sends after the last. */
    static byte[] stream(List<String> payloads) {
        StringBuilder all = new StringBuilder();
        payloads.forEach(payload -> all.append("event: ")
                .append(type(payload))
                .append("\ndata: ")
                .append(payload)
                .append("\n\n"));
        return all.append("data: [DONE]\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String type(String payload) {
        try {
            return tree(payload).path("type").asText("message");
        } catch (IllegalArgumentException malformed) {
            return "message";
        }
    }

    /** Decodes a stream in pieces of so many bytes. */
    static ChatResponse decode(byte[] stream, int pieceBytes) {
        ChatAssembler assembler = new ChatAssembler(COMMAND, HELLO, null);
        events(stream, pieceBytes).forEach(assembler::accept);
        return assembler.response();
    }

    static ChatResponse decode(String... payloads) {
        return decode(stream(List.of(payloads)), Integer.MAX_VALUE);
    }

    static List<StreamEvent> events(byte[] stream, int pieceBytes) {
        List<StreamEvent> events = new ArrayList<>();
        StreamDecoder decoder = decoder();
        for (int at = 0; at < stream.length; ) {
            int end = (int) Math.min((long) at + pieceBytes, stream.length);
            decoder.feed(ByteBuffer.wrap(stream, at, end - at), events::add);
            at = end;
        }
        decoder.end(events::add);
        return events;
    }

    static StreamDecoder decoder() {
        return DIALECT.chatStream(Headers.NONE, HELLO, COMMAND);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
