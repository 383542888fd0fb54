/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Converse refuses in a request. Members that it does not know it passes over in silence. */
final class ConverseRules {

    private static final Set<String> MEMBERS = Set.of(
            "messages",
            "system",
            "inferenceConfig",
            "toolConfig",
            "guardrailConfig",
            "additionalModelRequestFields",
            "promptVariables",
            "additionalModelResponseFieldPaths",
            "requestMetadata",
            "performanceConfig",
            "serviceTier",
            "outputConfig");
    private static final Set<String> INFERENCE = Set.of("maxTokens", "temperature", "topP", "stopSequences");
    private static final Set<String> CHOICES = Set.of("auto", "any", "tool");
    private static final Set<String> TIERS = Set.of("priority", "default", "flex", "reserved");
    private static final int MOST_METADATA = 16;

    private final WireCall call;
    private final JsonNode body;

    ConverseRules(WireCall call) {
        this.call = call;
        body = call.body();
    }

    void check() {
        require(body.isObject(), "Malformed input request: the body is not valid JSON");
        List<String> ignored = new ArrayList<>(Rules.unknown(body, MEMBERS));
        Rules.unknown(body.path("inferenceConfig"), INFERENCE).forEach(name -> ignored.add("inferenceConfig." + name));
        call.request().ignored(ignored);
        inference(body.path("inferenceConfig"));
        tools(body.path("toolConfig"));
        format(body.path("outputConfig").path("textFormat"));
        for (JsonNode block : body.path("system")) {
            require(!blank(block), "The text field in the SystemContentBlock object at system.0 is blank.");
        }
        require(
                body.path("requestMetadata").size() <= MOST_METADATA,
                "Value at 'requestMetadata' failed to satisfy constraint: Member must have length less than or equal to 16");
        require(
                !body.has("serviceTier")
                        || TIERS.contains(body.at("/serviceTier/type").asText()),
                "Value at 'serviceTier.type' failed to satisfy constraint: Member must satisfy enum value set: "
                        + TIERS);
        messages();
    }

    private void inference(JsonNode config) {
        for (String name : List.of("temperature", "topP")) {
            require(
                    !Rules.outside(config.path(name), 0, 1),
                    "Value '" + config.path(name) + "' at 'inferenceConfig." + name
                            + "' failed to satisfy constraint: Member must have value between 0 and 1");
        }
        require(
                !config.has("maxTokens") || config.path("maxTokens").asLong() >= 1,
                "Value at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must be at least 1");
    }

    private void tools(JsonNode config) {
        if (!body.has("toolConfig")) {
            return;
        }
        require(
                !config.path("tools").isEmpty(),
                "Value at 'toolConfig.tools' failed to satisfy constraint: at least 1");
        for (JsonNode tool : config.path("tools")) {
            JsonNode spec = tool.path("toolSpec");
            require(
                    !tool.has("toolSpec")
                            || spec.path("name").asText().matches("[a-zA-Z0-9_-]{1,64}")
                                    && spec.at("/inputSchema/json").isObject(),
                    "Value at 'toolConfig.tools.member.toolSpec' failed to satisfy constraint: a name and an inputSchema");
        }
        if (config.has("toolChoice")) {
            require(
                    oneOf(config.path("toolChoice"), CHOICES),
                    "Invalid input: toolChoice must have exactly one of the members auto, any, tool");
        }
    }

    private void format(JsonNode format) {
        if (format.isMissingNode()) {
            return;
        }
        JsonNode schema = format.at("/structure/jsonSchema/schema");
        require(
                format.path("type").asText().equals("json_schema")
                        && schema.isTextual()
                        && Nodes.text(schema.asText()).isObject(),
                "Value at 'outputConfig.textFormat' failed to satisfy constraint: schema must be a string of JSON");
    }

    private void messages() {
        JsonNode messages = body.path("messages");
        require(
                Rules.role(messages.path(0)).equals("user"),
                "A conversation must start with a user message. Try again with a conversation that starts with a user message.");
        String before = "";
        List<String> open = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            String role = Rules.role(message);
            require(
                    !role.equals(before) && (role.equals("user") || role.equals("assistant")),
                    "A conversation must alternate between user and assistant roles. Make sure the conversation alternates "
                            + "between user and assistant roles and try again.");
            before = role;
            answered(i, open, message);
            open.clear();
            blocks(i, message, open);
        }
    }

    private void blocks(int at, JsonNode message, List<String> open) {
        JsonNode content = message.path("content");
        require(!content.isEmpty(), "The content field in the Message object at messages." + at + " is empty.");
        boolean document = false;
        boolean text = false;
        for (int i = 0; i < content.size(); i++) {
            JsonNode block = content.path(i);
            new BlockRules(call, "messages." + at + ".content." + i).check(block);
            document |= block.has("document");
            text |= block.has("text");
            if (block.has("toolUse")) {
                open.add(block.at("/toolUse/toolUseId").asText());
            }
            require(
                    body.has("toolConfig") || !block.has("toolUse") && !block.has("toolResult"),
                    "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        }
        require(!document || text, "A text block must be included when a document is in the message.");
    }

    /** Each call of the turn before has its result in this one. */
    private void answered(int at, List<String> open, JsonNode message) {
        List<String> results = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            if (block.has("toolResult")) {
                results.add(block.at("/toolResult/toolUseId").asText());
            }
        }
        require(
                results.containsAll(open),
                "Expected toolResult blocks at messages." + at + ".content for the following Ids: " + open);
        require(
                open.containsAll(results),
                "The number of toolResult blocks at messages." + at
                        + ".content exceeds the number of toolUse blocks of previous turn.");
    }

    static boolean oneOf(JsonNode union, Set<String> members) {
        return union.size() == 1 && members.contains(union.fieldNames().next());
    }

    static boolean blank(JsonNode block) {
        return block.has("text") && block.path("text").asText().isBlank();
    }

    private void require(boolean good, String message) {
        if (!good) {
            throw ServiceError.invalid(message).refusal(call);
        }
    }
}
