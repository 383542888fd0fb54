/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.QuirkType;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Sends requests through the dialect and feeds it answers. */
final class Wire {

    static final ChatRequest HELLO = ChatRequest.of("Hello");

    private static final AnthropicDialect DIALECT = new AnthropicDialect();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Source SOURCE = new Source("a test", LocalDate.of(2026, 11, 25), Source.Kind.DOCUMENTATION);

    private static final ProfileCatalog SHIPPED = shipped();

    private Wire() {}

    private static ProfileCatalog shipped() {
        Map<String, Map<String, QuirkType>> quirks = new HashMap<>();
        ServiceLoader.load(Dialect.class).forEach(dialect -> quirks.put(dialect.id(), dialect.quirks()));
        return ProfileCatalog.load(new ProfileReader(quirks), Wire.class.getClassLoader(), null);
    }

    /** A model of the shipped profile. */
    static Target claude(String model) {
        return SHIPPED.target("anthropic", model);
    }

    /** The error with which a request is refused before it is sent. */
    static LlmException refused(ChatRequest request, Target target) {
        LlmException problem = catchThrowableOfType(LlmException.class, () -> request(request, target));
        assertThat(problem).as("refused").isNotNull();
        return problem;
    }

    /** What could not be sent as asked, by the names of the settings. */
    static List<String> notices(ChatRequest request, Target target) {
        return request(request, target).notices().stream().map(Notice::setting).toList();
    }

    /** A target with these quirks, by name and value. */
    static Target target(Object... quirks) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < quirks.length; i += 2) {
            all.put((String) quirks[i], quirks[i + 1]);
        }
        ProviderProfile provider = ProviderProfile.builder("test", AnthropicDialect.ID, SOURCE)
                .baseUrl("http://localhost")
                .requestIdHeaders(List.of("request-id"))
                .build();
        return new Target(
                provider,
                ModelProfile.builder("a-model").quirks(new Quirks(all)).build());
    }

    static WireRequest request(ChatRequest request, Target target) {
        return DIALECT.chat(request, target, false);
    }

    static JsonNode body(ChatRequest request, Target target) {
        return tree(request(request, target).body().text());
    }

    static ChatResponse answer(String json, ChatRequest request, Target target) {
        return DIALECT.chatResponse(reply(200, json), request, target);
    }

    static LlmException error(int status, String body, String... headers) {
        return DIALECT.error(
                new WireReply(status, Headers.of(headers), ByteChunks.utf8(body)), "chat", claude("claude-sonnet-5"));
    }

    private static WireReply reply(int status, String body) {
        return new WireReply(status, Headers.NONE, ByteChunks.utf8(body));
    }

    /** The payloads as the provider frames them. */
    static byte[] stream(List<String> payloads) {
        StringBuilder all = new StringBuilder();
        payloads.forEach(payload -> all.append("event: ")
                .append(tree(payload).path("type").asText())
                .append("\ndata: ")
                .append(payload)
                .append("\n\n"));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Decodes a stream in pieces of so many bytes. */
    static ChatResponse decode(byte[] stream, int pieceBytes, ChatRequest request, Target target) {
        ChatAssembler assembler = new ChatAssembler(target, request, null);
        events(stream, pieceBytes, request, target).forEach(assembler::accept);
        return assembler.response();
    }

    static List<StreamEvent> events(byte[] stream, int pieceBytes, ChatRequest request, Target target) {
        List<StreamEvent> events = new ArrayList<>();
        StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, request, target);
        for (int at = 0; at < stream.length; at += pieceBytes) {
            decoder.feed(ByteBuffer.wrap(stream, at, Math.min(pieceBytes, stream.length - at)), events::add);
        }
        decoder.end(events::add);
        return events;
    }

    static StreamDecoder decoder(Target target) {
        return DIALECT.chatStream(Headers.NONE, HELLO, target);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
