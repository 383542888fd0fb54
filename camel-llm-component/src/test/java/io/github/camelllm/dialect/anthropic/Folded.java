/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The message that the events of a stream add up to, as the provider's documents say: what the test compares with. */
record Folded(List<JsonNode> events) {

    JsonNode message() {
        ObjectNode message = null;
        for (JsonNode event : events) {
            switch (event.path("type").asText()) {
                case "message_start" ->
                    message = message == null ? event.path("message").deepCopy() : message;
                case "content_block_start" ->
                    content(message).add(event.path("content_block").deepCopy());
                case "content_block_delta" -> delta(last(message), event.path("delta"));
                case "content_block_stop" -> stop(last(message));
                case "message_delta" -> {
                    message.setAll((ObjectNode) event.path("delta"));
                    ((ObjectNode) message.path("usage")).setAll((ObjectNode) event.path("usage"));
                }
                default -> {}
            }
        }
        return message;
    }

    private static ArrayNode content(ObjectNode message) {
        return (ArrayNode) message.path("content");
    }

    private static ObjectNode last(ObjectNode message) {
        return (ObjectNode) content(message).get(content(message).size() - 1);
    }

    private static void delta(ObjectNode block, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> append(block, "text", delta.path("text").asText());
            case "thinking_delta" ->
                append(block, "thinking", delta.path("thinking").asText());
            case "input_json_delta" ->
                append(block, "json", delta.path("partial_json").asText());
            default -> {}
        }
    }

    private static void append(ObjectNode block, String member, String piece) {
        block.put(member, block.path(member).asText() + piece);
    }

    private static void stop(ObjectNode block) {
        if (!block.path("json").asText().isEmpty()) {
            block.set("input", Wire.tree(block.path("json").asText()));
        }
    }
}
