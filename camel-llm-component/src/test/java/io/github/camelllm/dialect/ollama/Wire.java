/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

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
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends requests through the dialect to the shipped profiles' models, and feeds it answers. */
final class Wire {

    static final ChatRequest HELLO = ChatRequest.of("Hello");
    static final Target LOCAL = target("ollama", "qwen3:8b");
    static final Target CLOUD = target("ollama-cloud", "gpt-oss:120b");

    private static final OllamaDialect DIALECT = new OllamaDialect();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Wire() {}

    static Target target(String provider, String model) {
        try (LlmClient client = LlmClient.builder().build()) {
            return client.catalog().target(provider, model);
        }
    }

    static WireRequest request(ChatRequest request, Target target) {
        return DIALECT.chat(request, target, false);
    }

    static JsonNode body(ChatRequest request) {
        return tree(request(request, LOCAL).body().text());
    }

    static JsonNode streamed(ChatRequest request) {
        return tree(DIALECT.chat(request, LOCAL, true).body().text());
    }

    static ChatResponse answer(String json) {
        return DIALECT.chatResponse(new WireReply(200, Headers.NONE, ByteChunks.utf8(json)), HELLO, LOCAL);
    }

    static WireRequest embed(EmbeddingRequest request) {
        return DIALECT.embed(request, LOCAL);
    }

    static EmbeddingResponse vectors(String json, EmbeddingRequest request) {
        return DIALECT.embedResponse(new WireReply(200, Headers.NONE, ByteChunks.utf8(json)), request, LOCAL);
    }

    static LlmException error(int status, String body) {
        return DIALECT.error(new WireReply(status, Headers.NONE, ByteChunks.utf8(body)), "chat", LOCAL);
    }

    static byte[] lines(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Decodes a stream in pieces of so many bytes. */
    static ChatResponse decode(byte[] stream, int pieceBytes) {
        ChatAssembler assembler = new ChatAssembler(LOCAL, HELLO, null);
        events(stream, pieceBytes).forEach(assembler::accept);
        return assembler.response();
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
        return DIALECT.chatStream(Headers.NONE, HELLO, LOCAL);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
