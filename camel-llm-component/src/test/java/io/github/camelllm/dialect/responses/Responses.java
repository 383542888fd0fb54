/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A target of this dialect and short ways to and from it. */
final class Responses {

    static final ResponsesDialect DIALECT = new ResponsesDialect();
    static final ChatRequest ASK = ChatRequest.of("Name a prime.");

    private Responses() {}

    static Target target(Map<String, Object> quirks) {
        ProviderProfile provider = ProviderProfile.builder(
                        "acme", ResponsesDialect.ID, new Source("a page", LocalDate.of(2026, 11, 25)))
                .quirks(new Quirks(quirks))
                .build();
        return new Target(
                provider,
                ModelProfile.builder("thinker")
                        .features(Set.of(Feature.REASONING))
                        .build());
    }

    static WireRequest wire(ChatRequest request) {
        return DIALECT.chat(request, target(Map.of()), false);
    }

    static Map<String, Object> sent(ChatRequest request) {
        return JsonTree.readObject(wire(request).body().text());
    }

    static ChatResponse whole(String body) {
        return DIALECT.chatResponse(reply(200, body), ASK, target(Map.of()));
    }

    static WireReply reply(int status, String body) {
        ByteChunks.Writer bytes = ByteChunks.writer();
        bytes.write(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        return new WireReply(status, Headers.NONE, bytes.chunks());
    }

    /** The answer of a stream whose bytes come in pieces of that size. */
    static ChatResponse streamed(String stream, int piece) {
        ChatAssembler assembler = new ChatAssembler(target(Map.of()), ASK, null);
        events(stream, piece).forEach(assembler::accept);
        return assembler.response();
    }

    static List<StreamEvent> events(String stream, int piece) {
        List<StreamEvent> events = new ArrayList<>();
        StreamDecoder decoder = DIALECT.chatStream(Headers.NONE, ASK, target(Map.of()));
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            decoder.feed(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)), events::add);
        }
        decoder.end(events::add);
        return events;
    }

    /** A stream of these events. */
    static String stream(String... events) {
        StringBuilder all = new StringBuilder();
        for (String event : events) {
            all.append("data: ").append(event).append("\n\n");
        }
        return all.toString();
    }
}
