/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

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
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends requests through the dialect and feeds it answers. */
final class Wire {

    static final ChatRequest HELLO = ChatRequest.of("Hello");

    private static final GoogleDialect DIALECT = new GoogleDialect();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Source SOURCE = new Source("a test", LocalDate.of(2026, 11, 25), Source.Kind.DOCUMENTATION);

    private Wire() {}

    /** A target with these quirks, by name and value. */
    static Target target(Object... quirks) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < quirks.length; i += 2) {
            all.put((String) quirks[i], quirks[i + 1]);
        }
        ProviderProfile provider = ProviderProfile.builder("test", GoogleDialect.ID, SOURCE)
                .baseUrl("http://localhost")
                .build();
        return new Target(
                provider,
                ModelProfile.builder("a-model").quirks(new Quirks(all)).build());
    }

    static WireRequest request(ChatRequest request, Target target) {
        return DIALECT.chat(request, target, false);
    }

    static JsonNode body(ChatRequest request, Object... quirks) {
        return tree(request(request, target(quirks)).body().text());
    }

    static ChatResponse answer(String json) {
        return DIALECT.chatResponse(reply(200, json), HELLO, target());
    }

    static LlmException error(int status, String body) {
        return DIALECT.error(reply(status, body), "chat", target());
    }

    static WireRequest embed(EmbeddingRequest request, Object... quirks) {
        return DIALECT.embed(request, target(quirks));
    }

    static EmbeddingResponse vectors(String json, EmbeddingRequest request) {
        return DIALECT.embedResponse(reply(200, json), request, target());
    }

    private static WireReply reply(int status, String body) {
        return new WireReply(status, Headers.NONE, ByteChunks.utf8(body));
    }

    /** The payloads as the provider frames them: lines end with carriage return and line feed. */
    static byte[] stream(List<String> payloads) {
        StringBuilder all = new StringBuilder();
        payloads.forEach(payload -> all.append("data: ").append(payload).append("\r\n\r\n"));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ChatResponse streamed(String... payloads) {
        byte[] stream = stream(List.of(payloads));
        return decode(stream, stream.length);
    }

    /** Decodes a stream in pieces of so many bytes. */
    static ChatResponse decode(byte[] stream, int pieceBytes) {
        ChatAssembler assembler = new ChatAssembler(target(), HELLO, null);
        StreamDecoder decoder = decoder();
        for (int at = 0; at < stream.length; at += pieceBytes) {
            decoder.feed(ByteBuffer.wrap(stream, at, Math.min(pieceBytes, stream.length - at)), assembler::accept);
        }
        decoder.end(assembler::accept);
        return assembler.response();
    }

    static StreamDecoder decoder() {
        return DIALECT.chatStream(Headers.NONE, HELLO, target());
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
