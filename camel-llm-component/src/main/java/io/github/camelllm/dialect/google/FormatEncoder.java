/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonSchemaCheck;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form of the answer. (providers/google-ai, Chat request and pitfall 9, read 2026-11-25) */
final class FormatEncoder {

    private static final String MIME = "responseMimeType";
    private static final String JSON = "application/json";
    private static final List<String> BEYOND_OPENAPI = List.of("$ref", "$defs", "const");

    private final RequestBody body;

    private FormatEncoder(RequestBody body) {
        this.body = body;
    }

    /** The members of {@code generationConfig} that ask for it. */
    static Map<String, Object> of(RequestBody body, OutputFormat output) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (output instanceof OutputFormat.JsonObject && body.takes(Feature.JSON_OBJECT, RequestEncoder.CONFIG)) {
            members.put(MIME, JSON);
        } else if (output instanceof OutputFormat.JsonSchema asked
                && body.takes(Feature.JSON_SCHEMA, RequestEncoder.CONFIG)) {
            members.put(MIME, JSON);
            String field = body.quirks().text(GoogleQuirks.JSON_SCHEMA_FIELD, "responseJsonSchema");
            members.put(field, new FormatEncoder(body).schema(asked, field.equals("responseSchema")));
        }
        return members;
    }

    private Map<String, Object> schema(OutputFormat.JsonSchema asked, boolean openApi) {
        try {
            JsonSchemaCheck.check(asked.schema());
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the JSON schema " + asked.name() + " is wrong: " + e.getMessage());
        }
        Map<String, Object> schema = openApi ? openApi(asked.schema()) : new LinkedHashMap<>(asked.schema());
        if (asked.description() != null) {
            schema.putIfAbsent("description", asked.description());
        }
        if (Boolean.FALSE.equals(asked.strict())) {
            body.notice(Feature.JSON_SCHEMA.setting(), "the provider always holds the model to the schema");
        }
        return schema;
    }

    /** Without what OpenAPI's language does not know, as far as the schema means the same without it. */
    private Map<String, Object> openApi(Map<?, ?> schema) {
        Map<String, Object> plain = new LinkedHashMap<>();
        schema.forEach((name, value) -> {
            String keyword = String.valueOf(name);
            if (BEYOND_OPENAPI.contains(keyword)) {
                throw body.unsupported(
                        "a JSON schema with " + keyword, "the model takes only a part of OpenAPI's schema language");
            }
            if (keyword.equals("additionalProperties") || keyword.equals("$schema")) {
                body.notice(Feature.JSON_SCHEMA.setting(), "the model knows no " + keyword + ", which was left out");
            } else if (keyword.equals("properties") && value instanceof Map<?, ?> properties) {
                Map<String, Object> all = new LinkedHashMap<>();
                properties.forEach((property, inner) -> all.put(String.valueOf(property), openApiOf(inner)));
                plain.put(keyword, all);
            } else {
                plain.put(keyword, openApiOf(value));
            }
        });
        return plain;
    }

    private Object openApiOf(Object value) {
        if (value instanceof Map<?, ?> schema) {
            return openApi(schema);
        }
        return value instanceof List<?> list
                ? list.stream().map(this::openApiOf).toList()
                : value;
    }
}
