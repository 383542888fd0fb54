/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes one request. (providers/ollama, Chat request, read 2026-11-25) */
final class RequestEncoder {

    private static final String PATH = "/api/chat";

    private final ChatRequest request;
    private final Target target;
    private final RequestBody body;
    private final JsonWriter json;
    private final Map<String, Object> options;

    RequestEncoder(ChatRequest request, Target target) {
        this.request = request;
        this.target = target;
        Map<String, Object> own = new HashMap<>(request.providerOptions());
        options = OptionsEncoder.take(own);
        body = new RequestBody(target, "chat", own, List.of(), List.of());
        json = body.json();
    }

    WireRequest encode(boolean stream) {
        body.member("model", "model").text(target.model().id());
        MessageEncoder messages = new MessageEncoder(body);
        body.member("messages", "messages");
        json.beginArray();
        FormatEncoder format = new FormatEncoder(body);
        format.messages(request).forEach(messages::encode);
        json.endArray();
        new ToolEncoder(body).encode(request);
        format.encode(request.output());
        new OptionsEncoder(body, options).encode(request.sampling());
        new ThinkEncoder(body).encode(request.reasoning());
        others();
        if (stream) {
            body.need(Feature.STREAMING, "a streamed answer");
        }
        // without it the answer is streamed
        body.member("stream", "stream").bool(stream);
        String path = target.provider().paths().getOrDefault("chat", PATH);
        ByteChunks bytes = body.finish(body.quirks().map(OllamaQuirks.REQUEST_DEFAULTS));
        return WireRequest.json(path, bytes, body.notices());
    }

    private void others() {
        absent(Feature.PROMPT_CACHE_KEY, request.promptCacheKey() != null);
        absent(Feature.USER, request.user() != null);
        absent(Feature.METADATA, !request.metadata().isEmpty());
        absent(Feature.SERVICE_TIER, request.serviceTier() != null);
        if (!request.documents().isEmpty()) {
            body.need(Feature.DOCUMENTS, "documents to be cited");
            throw body.unsupported("documents to be cited", "the request has no place for them");
        }
    }

    /** The request has no such member. */
    private void absent(Feature feature, boolean asked) {
        if (asked) {
            body.notice(feature.setting(), body.lacks(feature).orElse("the request has no such member"));
        }
    }
}
