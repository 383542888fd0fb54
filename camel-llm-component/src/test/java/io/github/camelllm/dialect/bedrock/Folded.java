/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answer that the events of a stream add up to, as the provider's documents say: what a test compares with. */
final class Folded {

    private final ObjectNode answer = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, ObjectNode> blocks = new TreeMap<>();

    private Folded() {}

    static JsonNode of(List<JsonNode> events) {
        Folded folded = new Folded();
        events.forEach(folded::take);
        var content = folded.answer.putObject("output").putObject("message").putArray("content");
        folded.blocks.values().forEach(block -> content.add(whole(block)));
        return folded.answer;
    }

    private void take(JsonNode event) {
        JsonNode start = event.path("contentBlockStart");
        JsonNode delta = event.path("contentBlockDelta");
        if (start.isObject()) {
            block(start).setAll((ObjectNode) start.path("start"));
        } else if (delta.isObject()) {
            delta(block(delta), delta.path("delta"));
        } else if (event.has("messageStop")) {
            answer.set("stopReason", event.at("/messageStop/stopReason"));
        } else if (event.has("metadata")) {
            answer.set("usage", event.at("/metadata/usage"));
        }
    }

    private ObjectNode block(JsonNode event) {
        return blocks.computeIfAbsent(
                event.path("contentBlockIndex").asInt(), index -> JsonNodeFactory.instance.objectNode());
    }

    private static void delta(ObjectNode block, JsonNode delta) {
        if (delta.has("text")) {
            append(block, "text", delta.path("text"));
        } else if (delta.has("toolUse")) {
            append(block, "json", delta.at("/toolUse/input"));
        } else {
            ObjectNode thought = block.withObject("/reasoningContent/reasoningText");
            delta.path("reasoningContent")
                    .properties()
                    .forEach(piece -> append(thought, piece.getKey(), piece.getValue()));
        }
    }

    private static void append(ObjectNode block, String member, JsonNode piece) {
        block.put(member, block.path(member).asText() + piece.asText());
    }

    private static ObjectNode whole(ObjectNode block) {
        if (block.has("toolUse")) {
            String json = block.path("json").asText();
            ((ObjectNode) block.path("toolUse")).set("input", Wire.tree(json.isEmpty() ? "{}" : json));
        }
        return block;
    }
}
