/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Cohere refuses in a chat request. */
final class ChatRules {

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "messages",
            "stream",
            "tools",
            "strict_tools",
            "tool_choice",
            "documents",
            "citation_options",
            "response_format",
            "safety_mode",
            "max_tokens",
            "stop_sequences",
            "temperature",
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "k",
            "p",
            "logprobs",
            "thinking",
            "priority");
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private final WireCall call;
    private final JsonNode body;

    ChatRules(WireCall call) {
        this.call = call;
        body = call.body();
    }

    void check() {
        require(body.isObject(), "invalid json syntax");
        Rules.unknown(body, MEMBERS)
                .forEach(name -> require(false, "unknown field: parameter '" + name + "' is not a valid field"));
        require(!call.model().isEmpty(), "model is required");
        require(body.path("messages").size() > 0, "messages must be specified");
        ranges();
        tools();
        format();
        messages();
    }

    private void ranges() {
        require(!Rules.outside(body.path("temperature"), 0, 1), "temperature must be between 0 and 1");
        require(!Rules.outside(body.path("p"), 0.01, 0.99), "p must be between 0.01 and 0.99");
        require(!Rules.outside(body.path("k"), 0, 500), "k must be between 0 and 500");
        require(!Rules.outside(body.path("frequency_penalty"), 0, 1), "frequency_penalty must be between 0 and 1");
        require(!Rules.outside(body.path("presence_penalty"), 0, 1), "presence_penalty must be between 0 and 1");
        require(body.path("stop_sequences").size() <= 5, "at most 5 stop sequences are allowed");
        JsonNode thinking = body.path("thinking");
        require(
                thinking.isMissingNode()
                        || Set.of("enabled", "disabled")
                                .contains(thinking.path("type").asText()),
                "thinking.type must be enabled or disabled");
        require(
                !thinking.has("token_budget") || thinking.path("token_budget").asInt() > 0,
                "thinking.token_budget must be positive");
    }

    private void tools() {
        for (JsonNode tool : body.path("tools")) {
            require(tool.path("type").asText().equals("function"), "tools: type must be function");
            require(!tool.at("/function/name").asText().isEmpty(), "tools: a function needs a name");
            require(tool.at("/function/parameters").isObject(), "tools: a function needs parameters");
        }
        if (body.has("tool_choice")) {
            require(
                    Set.of("REQUIRED", "NONE").contains(body.path("tool_choice").asText()),
                    "tool_choice must be one of REQUIRED or NONE");
            require(body.path("tools").size() > 0, "tool_choice can only be used with tools");
        }
    }

    private void format() {
        JsonNode format = body.path("response_format");
        if (format.isMissingNode()) {
            return;
        }
        String type = format.path("type").asText();
        require(Set.of("text", "json_object").contains(type), "response_format.type must be text or json_object");
        require(
                type.equals("text") || !body.has("tools") && !body.has("documents"),
                "response_format is not supported with tools or documents");
        require(!format.has("json_schema") || type.equals("json_object"), "json_schema needs the type json_object");
    }

    private void messages() {
        List<String> open = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            String role = Rules.role(message);
            require(ROLES.contains(role), "all messages must have a valid role, not '" + role + "'");
            if (role.equals("tool")) {
                require(
                        open.remove(message.path("tool_call_id").asText()),
                        "tool_call_id must name a tool call of the message before");
            } else {
                require(open.isEmpty(), "tool calls without results: " + open);
            }
            if (role.equals("assistant")) {
                message.path("tool_calls")
                        .forEach(each -> open.add(each.path("id").asText()));
            } else {
                require(message.has("content"), "all messages must have content");
            }
            blocks(role, message.path("content"));
        }
    }

    private void blocks(String role, JsonNode content) {
        for (JsonNode block : content) {
            String type = block.path("type").asText();
            boolean known = switch (role) {
                case "user" -> type.equals("text") || type.equals("image_url");
                case "assistant" -> type.equals("text") || type.equals("thinking");
                case "tool" -> type.equals("text") || type.equals("document");
                default -> type.equals("text");
            };
            require(known, "a message of role " + role + " takes no content of type '" + type + "'");
        }
    }

    private void require(boolean good, String message) {
        if (!good) {
            throw new ApiError(400, "invalid request: " + message).refusal(call);
        }
    }
}
