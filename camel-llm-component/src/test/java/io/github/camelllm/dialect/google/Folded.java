/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the objects of a recorded answer say together, read with Jackson's trees. */
final class Folded {

    private Folded() {}

    static Stream<JsonNode> parts(List<JsonNode> objects) {
        List<JsonNode> parts = new ArrayList<>();
        objects.forEach(object -> object.at("/candidates/0/content/parts").forEach(parts::add));
        return parts.stream();
    }

    /** The tool calls: arguments by name of the tool. */
    static List<Map<String, JsonNode>> calls(List<JsonNode> objects) {
        List<Map<String, JsonNode>> calls = new ArrayList<>();
        List<ObjectNode> arguments = new ArrayList<>();
        parts(objects).filter(part -> part.has("functionCall")).forEach(part -> {
            JsonNode call = part.path("functionCall");
            if (call.has("name")) {
                ObjectNode begun = call.path("args").isObject()
                        ? (ObjectNode) call.path("args").deepCopy()
                        : JsonNodeFactory.instance.objectNode();
                arguments.add(begun);
                calls.add(Map.of(call.path("name").asText(), begun));
            }
            call.path("partialArgs").forEach(piece -> add(arguments.get(arguments.size() - 1), piece));
        });
        return calls;
    }

    /** The path as a pointer, of the two forms that occur: {@code $.a.b} and {@code $.a[0].b}. */
    private static void add(ObjectNode root, JsonNode piece) {
        String pointer = piece.path("jsonPath")
                .asText()
                .substring(1)
                .replace('.', '/')
                .replace("[", "/")
                .replace("]", "");
        int last = pointer.lastIndexOf('/');
        String parent = pointer.substring(0, last);
        String name = pointer.substring(last + 1);
        if (name.matches("[0-9]+")) {
            ArrayNode list = root.withArray(parent);
            int index = Integer.parseInt(name);
            JsonNode value = value(list.path(index), piece);
            if (index < list.size()) {
                list.set(index, value);
            } else {
                list.add(value);
            }
        } else {
            ObjectNode place = parent.isEmpty() ? root : root.withObject(parent);
            place.set(name, value(place.path(name), piece));
        }
    }

    private static JsonNode value(JsonNode before, JsonNode piece) {
        if (piece.has("stringValue")) {
            return TextNode.valueOf(
                    before.asText("") + piece.path("stringValue").asText());
        }
        return piece.has("numberValue") ? piece.path("numberValue") : piece.path("boolValue");
    }
}
