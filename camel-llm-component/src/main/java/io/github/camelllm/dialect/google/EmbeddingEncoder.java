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
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes requests for vectors in the form that the model takes. (providers/google-ai and vertex-ai, Embeddings, read 2026-11-25) */
final class EmbeddingEncoder {

    private final EmbeddingRequest request;
    private final Target target;
    private final RequestBody body;
    private final JsonWriter json;
    private final @Nullable String taskType;
    private final @Nullable Integer dimensions;

    EmbeddingEncoder(EmbeddingRequest request, Target target) {
        this.request = request;
        this.target = target;
        body = new RequestBody(
                target,
                "embed",
                request.providerOptions(),
                List.of(),
                target.quirks().list(GoogleQuirks.OMIT_FIELDS));
        json = body.json();
        body.need(Feature.EMBEDDINGS, "a request for embeddings");
        taskType = taskType();
        dimensions = request.dimensions() != null && body.takes(Feature.DIMENSIONS, "outputDimensionality")
                ? request.dimensions()
                : null;
        if (request.user() != null) {
            body.notice(Feature.USER.setting(), body.lacks(Feature.USER).orElse("the request has no such member"));
        }
    }

    private @Nullable String taskType() {
        String asked = request.inputType();
        if (asked == null) {
            return null;
        }
        if (body.quirks().is(GoogleQuirks.TASK_TYPES, true)) {
            return TaskType.of(asked, body);
        }
        body.notice("inputType", "the model ignores task types; say in the text what it is for");
        return null;
    }

    WireRequest encode() {
        String most = body.quirks().text(GoogleQuirks.EMBED_BATCH, "");
        if (!most.isEmpty() && request.inputs().size() > Integer.parseInt(most)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    request.inputs().size() + " inputs are given, but the model takes at most " + most
                            + " in one request; split them");
        }
        String form = body.quirks().text(GoogleQuirks.EMBED_FORM, "batch");
        String method = switch (form) {
            case "predict" -> predict();
            case "single" -> single();
            default -> batch();
        };
        return WireRequest.json(ModelPath.of(target, method), body.finish(Map.of()), body.notices());
    }

    private String batch() {
        body.member("requests", "inputs").beginArray();
        for (String input : request.inputs()) {
            json.beginObject().member("model", ModelPath.resource(target)).name("content");
            content(input);
            settings().forEach((name, value) -> json.name(name).value(value));
            json.endObject();
        }
        json.endArray();
        return "batchEmbedContents";
    }

    private String predict() {
        body.member("instances", "inputs").beginArray();
        for (String input : request.inputs()) {
            json.beginObject().member("content", input);
            if (taskType != null) {
                json.member("task_type", taskType);
            }
            json.endObject();
        }
        json.endArray();
        if (dimensions != null) {
            body.member("parameters", "dimensions").value(Map.of("outputDimensionality", dimensions));
        }
        return "predict";
    }

    private String single() {
        if (request.inputs().size() > 1) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    request.inputs().size() + " inputs are given, but the model takes one text a request; split them");
        }
        body.member("content", "inputs");
        content(request.inputs().get(0));
        Map<String, Object> settings = settings();
        if (!settings.isEmpty()) {
            body.member("embedContentConfig", "dimensions").value(settings);
        }
        return "embedContent";
    }

    private void content(String input) {
        json.beginObject().name("parts").beginArray();
        json.beginObject().member("text", input).endObject();
        json.endArray().endObject();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (taskType != null) {
            settings.put("taskType", taskType);
        }
        if (dimensions != null) {
            settings.put("outputDimensionality", dimensions);
        }
        return settings;
    }
}
