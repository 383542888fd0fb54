/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The plainest JSON value that satisfies a JSON schema, as far as models support schemas. */
public final class SchemaSample {

    private static final int DEPTH = 20;

    private final JsonNode root;

    private SchemaSample(JsonNode root) {
        this.root = root;
    }

    public static JsonNode of(JsonNode schema) {
        return new SchemaSample(schema).value(schema, 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (depth > DEPTH) {
            return NullNode.instance;
        }
        if (schema.has("$ref")) {
            return value(root.at(schema.path("$ref").asText().substring(1)), depth + 1);
        }
        for (String fixed : new String[] {"const", "default"}) {
            if (schema.has(fixed)) {
                return schema.path(fixed);
            }
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").path(0);
        }
        for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(choice).size() > 0) {
                return value(schema.path(choice).path(0), depth + 1);
            }
        }
        return typed(schema, depth);
    }

    private JsonNode typed(JsonNode schema, int depth) {
        JsonNode type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        return switch (type.asText(schema.has("properties") ? "object" : "string")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> BooleanNode.TRUE;
            case "null" -> NullNode.instance;
            default -> string(schema);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = Nodes.object();
        schema.path("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), value(property.getValue(), depth + 1)));
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = Nodes.array();
        int items = Math.max(1, schema.path("minItems").asInt(1));
        for (int i = 0; i < items; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private static JsonNode number(JsonNode schema) {
        return schema.has("minimum") ? schema.path("minimum") : IntNode.valueOf(1);
    }

    private static JsonNode string(JsonNode schema) {
        String text = switch (schema.path("format").asText("")) {
            case "date" -> "2026-01-31";
            case "date-time" -> "2026-01-31T12:00:00Z";
            case "email" -> "someone@example.org";
            case "uri" -> "https://example.org/";
            default -> "text";
        };
        return TextNode.valueOf(text
                + "x".repeat(Math.max(0, schema.path("minLength").asInt(0) - text.length())));
    }
}
