/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Checks a resource against as much of JSON Schema as its definition needs; a property that is not listed is wrong. */
final class CustomResourceCheck {

    private final List<String> problems = new ArrayList<>();

    private CustomResourceCheck() {}

    /** What is wrong, each with its place; empty when nothing is. */
    static List<String> of(Path schema, JsonNode resource) throws IOException {
        CustomResourceCheck check = new CustomResourceCheck();
        check.value(new ObjectMapper().readTree(schema.toFile()), resource, "");
        return check.problems;
    }

    private void value(JsonNode schema, JsonNode value, String at) {
        switch (schema.path("type").asText()) {
            case "object" -> object(schema, value, at);
            case "array" -> array(schema, value, at);
            case "string" -> text(schema, value, at);
            default -> throw new IllegalArgumentException("the schema has no known type for " + at);
        }
    }

    private void object(JsonNode schema, JsonNode value, String at) {
        if (!value.isObject()) {
            problems.add(at + ": must be an object");
            return;
        }
        if (schema.path("open").asBoolean()) {
            return;
        }
        JsonNode properties = schema.path("properties");
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                problems.add(at + "/" + name.asText() + ": is missing");
            }
        });
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (properties.has(name)) {
                value(properties.get(name), value.get(name), at + "/" + name);
            } else {
                TreeSet<String> known = new TreeSet<>();
                properties.fieldNames().forEachRemaining(known::add);
                problems.add(at + "/" + name + ": is not known; known are " + String.join(", ", known));
            }
        }
    }

    private void array(JsonNode schema, JsonNode value, String at) {
        if (!value.isArray()) {
            problems.add(at + ": must be an array");
        }
        for (int i = 0; i < (value.isArray() ? value.size() : 0); i++) {
            value(schema.path("items"), value.get(i), at + "/" + i);
        }
    }

    private void text(JsonNode schema, JsonNode value, String at) {
        List<String> allowed = new ArrayList<>();
        schema.path("enum").forEach(each -> allowed.add(each.asText()));
        String pattern = schema.path("pattern").asText(".*");
        if (!value.isTextual()) {
            problems.add(at + ": must be a string");
        } else if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
            problems.add(at + ": '" + value.asText() + "' is not one of " + allowed);
        } else if (!value.asText().matches(pattern)) {
            problems.add(at + ": '" + value.asText() + "' does not look like " + pattern);
        }
    }
}
