/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.evidence.Shared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A service model of AWS (botocore's {@code service-2.json}): shapes of structures, unions, lists, maps and scalars. It stands
 * beside the project, not in it.
 */
final class ServiceModel {

    private final JsonNode shapes;

    private ServiceModel(JsonNode shapes) {
        this.shapes = shapes;
    }

    /** The model of that file; without it the test is skipped, or fails where it is required. */
    static ServiceModel of(String file) {
        try {
            JsonNode root = new ObjectMapper()
                    .readTree(Shared.folder("specs").resolve(file).toFile());
            return new ServiceModel(root.path("shapes"));
        } catch (IOException e) {
            return fail("the service model " + file + " cannot be read", e);
        }
    }

    /** What is wrong with a body of that shape; nothing when it obeys. */
    List<String> problems(JsonNode body, String shape) {
        List<String> problems = new ArrayList<>();
        check(body, shape, "", problems);
        return problems;
    }

    private void check(JsonNode value, String name, String at, List<String> problems) {
        JsonNode shape = shapes.path(name);
        if (shape.isMissingNode()) {
            throw new IllegalArgumentException("there is no shape " + name);
        }
        switch (shape.path("type").asText()) {
            case "structure" -> structure(value, shape, at, problems);
            case "list" -> list(value, shape, at, problems);
            case "map" -> map(value, shape, at, problems);
            case "string" -> string(value, shape, at, problems);
            case "blob" -> blob(value, at, problems);
            case "boolean" -> require(value.isBoolean(), at, "is no boolean", problems);
            case "integer", "long" -> {
                require(value.isIntegralNumber(), at, "is no whole number", problems);
                range(value.asDouble(), shape, at, problems);
            }
            case "float", "double" -> {
                require(value.isNumber(), at, "is no number", problems);
                range(value.asDouble(), shape, at, problems);
            }
            default -> throw new IllegalArgumentException("a shape of type " + shape.path("type"));
        }
    }

    private void structure(JsonNode value, JsonNode shape, String at, List<String> problems) {
        if (shape.path("document").asBoolean()) {
            return;
        }
        if (!require(value.isObject(), at, "is no object", problems)) {
            return;
        }
        JsonNode members = shape.path("members");
        value.properties().forEach(member -> {
            JsonNode known = members.path(member.getKey());
            boolean inBody = known.isObject() && !known.has("location");
            if (require(inBody, at, "has the unknown member " + member.getKey(), problems)) {
                check(member.getValue(), known.path("shape").asText(), at + "/" + member.getKey(), problems);
            }
        });
        shape.path("required")
                .forEach(name -> require(
                        members.path(name.asText()).has("location") || value.has(name.asText()),
                        at,
                        "lacks " + name.asText(),
                        problems));
        require(!shape.path("union").asBoolean() || value.size() == 1, at, "is not one of a union", problems);
    }

    private void list(JsonNode value, JsonNode shape, String at, List<String> problems) {
        if (require(value.isArray(), at, "is no list", problems)) {
            range(value.size(), shape, at, problems);
            for (int i = 0; i < value.size(); i++) {
                check(value.path(i), shape.path("member").path("shape").asText(), at + "/" + i, problems);
            }
        }
    }

    private void map(JsonNode value, JsonNode shape, String at, List<String> problems) {
        if (require(value.isObject(), at, "is no map", problems)) {
            range(value.size(), shape, at, problems);
            value.properties()
                    .forEach(entry -> check(
                            entry.getValue(),
                            shape.path("value").path("shape").asText(),
                            at + "/" + entry.getKey(),
                            problems));
        }
    }

    private static void string(JsonNode value, JsonNode shape, String at, List<String> problems) {
        if (!require(value.isTextual(), at, "is no text", problems)) {
            return;
        }
        String text = value.asText();
        range(text.length(), shape, at, problems);
        if (shape.has("pattern")) {
            require(
                    text.matches(shape.path("pattern").asText()),
                    at,
                    "does not match " + shape.path("pattern"),
                    problems);
        }
        if (shape.has("enum")) {
            List<String> words = new ArrayList<>();
            shape.path("enum").forEach(word -> words.add(word.asText()));
            require(words.contains(text), at, "is none of " + words, problems);
        }
    }

    private static void blob(JsonNode value, String at, List<String> problems) {
        try {
            require(value.isTextual() && value.binaryValue() != null, at, "is no base64", problems);
        } catch (IOException e) {
            problems.add(at + " is no base64: " + e.getMessage());
        }
    }

    private static void range(double size, JsonNode shape, String at, List<String> problems) {
        boolean least = !shape.has("min") || size >= shape.path("min").asDouble();
        boolean most = !shape.has("max") || size <= shape.path("max").asDouble();
        require(least && most, at, "is out of its range: " + size, problems);
    }

    private static boolean require(boolean good, String at, String problem, List<String> problems) {
        if (!good) {
            problems.add(at + " " + problem);
        }
        return good;
    }
}
