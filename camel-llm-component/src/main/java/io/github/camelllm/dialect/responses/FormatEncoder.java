/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.Feature;

/** Writes the form of the answer. */
final class FormatEncoder {

    private FormatEncoder() {}

    static void encode(ChatRequest request, RequestBody body) {
        if (request.output() instanceof OutputFormat.JsonSchema schema) {
            check(schema, body);
            if (body.takes(Feature.JSON_SCHEMA, "text")) {
                schema(schema, format(body, Feature.JSON_SCHEMA));
            }
        } else if (request.output() instanceof OutputFormat.JsonObject && body.takes(Feature.JSON_OBJECT, "text")) {
            format(body, Feature.JSON_OBJECT)
                    .member("type", "json_object")
                    .endObject()
                    .endObject();
        }
    }

    private static JsonWriter format(RequestBody body, Feature feature) {
        return body.member("text", feature.setting())
                .beginObject()
                .name("format")
                .beginObject();
    }

    private static void schema(OutputFormat.JsonSchema schema, JsonWriter json) {
        json.member("type", "json_schema").member("name", schema.name());
        if (schema.description() != null) {
            json.member("description", schema.description());
        }
        json.name("schema").value(schema.schema());
        if (schema.strict() != null) {
            json.name("strict").bool(schema.strict());
        }
        json.endObject().endObject();
    }

    private static void check(OutputFormat.JsonSchema schema, RequestBody body) {
        try {
            JsonSchemaCheck.check(schema.schema());
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the JSON schema " + schema.name() + " is wrong: " + e.getMessage());
        }
    }
}
