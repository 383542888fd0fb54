/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one request. (providers/google-ai and vertex-ai, Chat request, read 2026-11-25) */
final class RequestEncoder {

    /** Members that the request and the user's own options fill together. */
    static final String CONFIG = "generationConfig";

    static final String TOOLS = "tools";
    static final String TOOL_CONFIG = "toolConfig";

    private final ChatRequest request;
    private final Target target;
    private final Map<String, Object> shared = new LinkedHashMap<>();
    private final RequestBody body;
    private final JsonWriter json;

    RequestEncoder(ChatRequest request, Target target) {
        this.request = request;
        this.target = target;
        Map<String, Object> own = new LinkedHashMap<>(request.providerOptions());
        for (String member : List.of(CONFIG, TOOLS, TOOL_CONFIG)) {
            if (own.containsKey(member)) {
                shared.put(member, own.remove(member));
            }
        }
        body = new RequestBody(target, "chat", own, List.of(), target.quirks().list(GoogleQuirks.OMIT_FIELDS));
        json = body.json();
    }

    WireRequest encode(boolean stream) {
        if (body.hasOption("model")) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "providerOptions.model is given, but the model stands in the path; use the setting model");
        }
        if (stream) {
            body.need(Feature.STREAMING, "a streamed answer");
        }
        Conversation conversation = Conversation.of(request, body);
        PartEncoder parts = new PartEncoder(body, request);
        if (!conversation.system().isEmpty()) {
            body.member("systemInstruction", "messages").beginObject();
            parts.write(conversation.system());
            json.endObject();
        }
        body.member("contents", "messages").beginArray();
        for (Conversation.Turn turn : conversation.turns()) {
            json.beginObject().member("role", turn.role());
            parts.write(turn.parts());
            json.endObject();
        }
        json.endArray();
        new ToolEncoder(body, shared).encode(request);
        new ConfigEncoder(body, request, shared).encode(stream);
        List<HttpHeader> headers = others();
        WireRequest wire = wire(stream);
        if (headers.isEmpty()) {
            return wire;
        }
        List<HttpHeader> all = new ArrayList<>(wire.headers());
        all.addAll(headers);
        return new WireRequest(wire.path(), all, wire.body(), wire.notices());
    }

    private WireRequest wire(boolean stream) {
        var bytes = body.finish(body.quirks().map(GoogleQuirks.REQUEST_DEFAULTS));
        return stream
                ? WireRequest.streamed(
                        ModelPath.of(target, "streamGenerateContent") + "?alt=sse", bytes, body.notices())
                : WireRequest.json(ModelPath.of(target, "generateContent"), bytes, body.notices());
    }

    private List<HttpHeader> others() {
        if (!request.documents().isEmpty()) {
            body.need(Feature.DOCUMENTS, "documents to be cited");
            throw body.unsupported(
                    "documents to be cited", "generateContent has no such member; put them into the text");
        }
        absent(Feature.PROMPT_CACHE_KEY, request.promptCacheKey());
        absent(Feature.USER, request.user());
        metadata();
        return serviceTier();
    }

    private void metadata() {
        if (request.metadata().isEmpty()) {
            return;
        }
        String field = body.quirks().text(GoogleQuirks.METADATA_FIELD, "");
        if (field.isEmpty()) {
            absent(Feature.METADATA, request.metadata());
        } else if (body.takes(Feature.METADATA, field)) {
            body.member(field, Feature.METADATA.setting()).value(request.metadata());
        }
    }

    private List<HttpHeader> serviceTier() {
        String tier = request.serviceTier();
        if (tier == null) {
            return List.of();
        }
        String header = body.quirks().text(GoogleQuirks.SERVICE_TIER_HEADER, "");
        if (!header.isEmpty()) {
            return body.lacks(Feature.SERVICE_TIER).isEmpty() ? List.of(new HttpHeader(header, tier)) : List.of();
        }
        if (body.takes(Feature.SERVICE_TIER, "serviceTier")) {
            body.member("serviceTier", Feature.SERVICE_TIER.setting()).text(tier);
        }
        return List.of();
    }

    private void absent(Feature feature, @Nullable Object value) {
        if (value != null) {
            body.notice(feature.setting(), body.lacks(feature).orElse("generateContent has no such member"));
        }
    }
}
