/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes {@code format}: the word json, or the bare schema. */
final class FormatEncoder {

    private static final String FIELD = "format";

    private final RequestBody body;

    FormatEncoder(RequestBody body) {
        this.body = body;
    }

    /** The conversation, with the schema in it where the host takes none. */
    List<Message> messages(ChatRequest request) {
        if (!(request.output() instanceof OutputFormat.JsonSchema schema)
                || body.lacks(Feature.JSON_SCHEMA).isEmpty()) {
            return request.messages();
        }
        List<Message> all = new ArrayList<>(request.messages().size() + 1);
        all.add(Message.system("Answer with one JSON object and nothing else. It must obey this JSON schema:\n"
                + JsonTree.write(schema.schema())));
        all.addAll(request.messages());
        return all;
    }

    void encode(OutputFormat output) {
        if (output instanceof OutputFormat.JsonObject && body.takes(Feature.JSON_OBJECT, FIELD)) {
            body.member(FIELD, Feature.JSON_OBJECT.setting()).text("json");
        } else if (output instanceof OutputFormat.JsonSchema schema) {
            check(schema);
            Optional<String> lack = body.lacks(Feature.JSON_SCHEMA);
            if (lack.isEmpty()) {
                body.member(FIELD, Feature.JSON_SCHEMA.setting()).value(schema.schema());
            } else {
                body.remark(Feature.JSON_SCHEMA.setting(), "the schema was sent within the prompt: " + lack.get());
            }
        }
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
