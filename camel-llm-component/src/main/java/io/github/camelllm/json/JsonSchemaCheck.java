/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a JSON schema can be meant as one for an answer: an object at the root, known type names, required names
 * that exist. It is no validator: whatever it does not know passes.
 */
public final class JsonSchemaCheck {

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");
    private static final List<String> HOLD_SCHEMAS = List.of("properties", "$defs", "definitions");
    private static final List<String> HOLD_LISTS = List.of("anyOf", "oneOf", "allOf");

    private JsonSchemaCheck() {}

    /**
     * Looks at the whole schema.
     *
     * @throws JsonException that names the place, what is there and what is allowed
     */
    public static void check(Map<String, ?> schema) {
        if (schema.isEmpty()) {
            throw new JsonException("the schema is empty; it needs at least {\"type\":\"object\",\"properties\":{…}}");
        }
        boolean elsewhere = schema.containsKey("$ref") || HOLD_LISTS.stream().anyMatch(schema::containsKey);
        if (!elsewhere && !"object".equals(schema.get("type"))) {
            throw new JsonException("the root has the type " + schema.get("type") + "; it must be object");
        }
        schema("$", schema);
    }

    private static void schema(String path, Object value) {
        if (value instanceof Boolean) {
            return;
        }
        if (!(value instanceof Map<?, ?> schema)) {
            throw new JsonException(path + " is " + kind(value) + "; a schema is an object");
        }
        types(path, schema.get("type"));
        for (String holder : HOLD_SCHEMAS) {
            if (schema.get(holder) != null) {
                named(path + "." + holder, schema.get(holder));
            }
        }
        for (String holder : HOLD_LISTS) {
            if (schema.get(holder) != null) {
                listed(path + "." + holder, schema.get(holder));
            }
        }
        if (schema.get("items") != null && !(schema.get("items") instanceof List<?>)) {
            schema(path + ".items", schema.get("items"));
        }
        required(path, schema);
        if (schema.containsKey("enum") && !(schema.get("enum") instanceof List<?>)) {
            throw new JsonException(path + ".enum is " + kind(schema.get("enum")) + "; it must be a list");
        }
    }

    private static void types(String path, @Nullable Object type) {
        if (type instanceof List<?> several) {
            several.forEach(one -> type(path, one));
        } else if (type != null) {
            type(path, type);
        }
    }

    private static void type(String path, @Nullable Object type) {
        if (!(type instanceof String name) || !TYPES.contains(name)) {
            throw new JsonException(path + ".type is " + type + "; allowed are "
                    + TYPES.stream().sorted().toList());
        }
    }

    private static void named(String path, Object value) {
        if (!(value instanceof Map<?, ?> schemas)) {
            throw new JsonException(path + " is " + kind(value) + "; it must be an object of schemas");
        }
        schemas.forEach((name, schema) -> schema(path + "." + name, schema));
    }

    private static void listed(String path, Object value) {
        if (!(value instanceof List<?> schemas) || schemas.isEmpty()) {
            throw new JsonException(path + " is " + kind(value) + "; it must be a list of schemas");
        }
        for (int i = 0; i < schemas.size(); i++) {
            schema(path + "[" + i + "]", schemas.get(i));
        }
    }

    private static void required(String path, Map<?, ?> schema) {
        Object required = schema.get("required");
        if (required == null) {
            return;
        }
        if (!(required instanceof List<?> names)) {
            throw new JsonException(path + ".required is " + kind(required) + "; it must be a list of names");
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            for (Object name : names) {
                if (!properties.containsKey(name)) {
                    throw new JsonException(path + ".required names " + name + ", which is not among the properties "
                            + properties.keySet().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList());
                }
            }
        }
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof String ? "a text" : value instanceof Number ? "a number" : "a boolean";
    }
}
