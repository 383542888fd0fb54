/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Message;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.List;

/** Writes one request. (providers/cohere, Chat request, read 2026-11-25) */
final class RequestEncoder {

    private static final String PATH = "/chat";

    private final ChatRequest request;
    private final Target target;
    private final RequestBody body;
    private final JsonWriter json;

    RequestEncoder(ChatRequest request, Target target) {
        this.request = request;
        this.target = target;
        body = new RequestBody(
                target,
                "chat",
                request.providerOptions(),
                List.of(),
                target.quirks().list(CohereQuirks.OMIT_FIELDS));
        json = body.json();
    }

    WireRequest encode(boolean stream) {
        body.member("model", "model").text(target.model().id());
        FormatEncoder format = new FormatEncoder(body, request);
        messages(format.messages());
        documents();
        new ToolEncoder(body, request).encode();
        format.encode();
        new SettingsEncoder(body).encode(request);
        if (stream) {
            body.need(Feature.STREAMING, "a streamed answer");
            body.member("stream", "stream").bool(true);
        }
        String path = target.provider().paths().getOrDefault("chat", PATH);
        var bytes = body.finish(body.quirks().map(CohereQuirks.REQUEST_DEFAULTS));
        return stream
                ? WireRequest.streamed(path, bytes, body.notices())
                : WireRequest.json(path, bytes, body.notices());
    }

    private void messages(List<Message> messages) {
        MessageEncoder encoder = new MessageEncoder(body);
        body.member("messages", "messages");
        json.beginArray();
        messages.forEach(encoder::encode);
        json.endArray();
    }

    private void documents() {
        if (request.documents().isEmpty()) {
            return;
        }
        body.need(Feature.DOCUMENTS, "documents to be cited");
        body.member("documents", Feature.DOCUMENTS.setting());
        json.beginArray();
        request.documents().forEach(this::document);
        json.endArray();
    }

    /** Names and values of the metadata are shown to the model, beside title and text. */
    private void document(Document document) {
        json.beginObject().member("id", document.id()).name("data").beginObject();
        if (document.title() != null) {
            json.member("title", document.title());
        }
        json.member("text", document.text());
        document.metadata().forEach((name, value) -> {
            if (name.equals("text") || name.equals("title") && document.title() != null) {
                throw body.problem(
                        ErrorKind.INVALID_REQUEST,
                        "the document " + document.id() + " has a " + name
                                + " and another one among its metadata; give the latter another name");
            }
            json.member(name, value);
        });
        json.endObject().endObject();
    }
}
