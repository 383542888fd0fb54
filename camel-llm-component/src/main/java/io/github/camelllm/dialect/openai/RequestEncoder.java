/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;

/** Writes a chat request as the provider wants it. */
final class RequestEncoder {

    static final String PATH = "/chat/completions";

    private RequestEncoder() {}

    static WireRequest encode(ChatRequest request, Target target, boolean stream) {
        RequestBody body = new RequestBody(
                target,
                "chat",
                request.providerOptions(),
                target.quirks().list(OpenAiQuirks.REQUEST_FIELDS),
                target.quirks().list(OpenAiQuirks.OMIT_FIELDS));
        FormatEncoder format = new FormatEncoder(body, request);
        body.member("model", "model").text(target.model().id());
        body.member("messages", "messages");
        new MessageEncoder(body).encode(format.messages(request));
        new ToolEncoder(body).encode(request);
        format.encode(request);
        if (!request.reasoning().equals(ReasoningSettings.UNSET)
                || !request.tools().isEmpty()) {
            new ReasoningEncoder(body).encode(request);
        }
        new SettingsEncoder(body).encode(request);
        if (stream) {
            stream(body);
        }
        String path = target.provider().paths().getOrDefault("chat", PATH);
        ByteChunks bytes = body.finish(body.quirks().map(OpenAiQuirks.REQUEST_DEFAULTS));
        return stream
                ? WireRequest.streamed(path, bytes, body.notices())
                : WireRequest.json(path, bytes, body.notices());
    }

    private static void stream(RequestBody body) {
        body.need(Feature.STREAMING, "a streamed answer");
        body.member("stream", "stream").bool(true);
        if (body.quirks().is(OpenAiQuirks.STREAM_USAGE, true) && !body.hasOption("stream_options")) {
            body.member("stream_options", "stream")
                    .beginObject()
                    .name("include_usage")
                    .bool(true)
                    .endObject();
        }
    }
}
