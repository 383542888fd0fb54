/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the form of the answer. Beside documents or tools the API takes none (cohere-openapi.yaml of 2026-08-20,
 * response_format, Limitation): then a schema goes into the prompt.
 */
final class FormatEncoder {

    private static final String FIELD = "response_format";

    private final RequestBody body;
    private final ChatRequest request;
    /** What the form cannot stand beside; null: nothing of that kind is there. */
    private final @Nullable String excludedBy;

    FormatEncoder(RequestBody body, ChatRequest request) {
        this.body = body;
        this.request = request;
        if (!request.tools().isEmpty() || body.hasOption("tools")) {
            excludedBy = "tools";
        } else {
            excludedBy = !request.documents().isEmpty() || body.hasOption("documents") ? "documents" : null;
        }
    }

    /** The conversation, with the schema in it where the request has no other place for it. */
    List<Message> messages() {
        if (!(request.output() instanceof OutputFormat.JsonSchema schema) || excludedBy == null) {
            return request.messages();
        }
        String when = excludedBy.equals("tools") ? "When you call no tool, answer" : "Answer";
        List<Message> all = new ArrayList<>(request.messages().size() + 1);
        all.add(Message.system(when + " with one JSON object and nothing else. It must obey this JSON schema:\n"
                + JsonTree.write(schema.schema())));
        all.addAll(request.messages());
        return all;
    }

    void encode() {
        if (request.output() instanceof OutputFormat.JsonSchema schema) {
            check(schema);
            schema(schema);
        } else if (request.output() instanceof OutputFormat.JsonObject) {
            object();
        }
    }

    private void object() {
        if (excludedBy != null) {
            body.notice(Feature.JSON_OBJECT.setting(), "the provider takes no response format beside " + excludedBy);
        } else if (body.takes(Feature.JSON_OBJECT, FIELD)) {
            begin(Feature.JSON_OBJECT).endObject();
        }
    }

    /** The bare schema: the API has no place for its name or for {@code strict}, and always holds the answer to it. */
    private void schema(OutputFormat.JsonSchema schema) {
        if (excludedBy != null) {
            body.remark(
                    Feature.JSON_SCHEMA.setting(),
                    "the schema was sent within the prompt: the provider takes no response format beside "
                            + excludedBy);
        } else if (body.takes(Feature.JSON_SCHEMA, FIELD)) {
            begin(Feature.JSON_SCHEMA)
                    .name("json_schema")
                    .value(schema.schema())
                    .endObject();
        }
    }

    private JsonWriter begin(Feature feature) {
        return body.member(FIELD, feature.setting()).beginObject().member("type", "json_object");
    }

    private void check(OutputFormat.JsonSchema schema) {
        try {
            JsonSchemaCheck.check(schema.schema());
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the JSON schema " + schema.name() + " is wrong: " + e.getMessage());
        }
    }
}
