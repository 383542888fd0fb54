/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What OpenAI refuses in a request for a response: the OpenAPI document of 2026-08-21 and the guides. */
final class ResponsesRules {

    private static final String INVALID = "invalid_request_error";
    private static final Set<String> MEMBERS = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "top_p",
            "top_logprobs",
            "reasoning",
            "text",
            "include",
            "store",
            "stream",
            "stream_options",
            "metadata",
            "safety_identifier",
            "user",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "service_tier",
            "truncation",
            "background",
            "previous_response_id",
            "conversation",
            "context_management",
            "moderation");
    private static final Set<String> ITEMS =
            Set.of("message", "function_call", "function_call_output", "reasoning", "item_reference", "compaction");
    private static final Set<String> PARTS =
            Set.of("input_text", "input_image", "input_file", "output_text", "refusal");

    private final JsonNode body;

    ResponsesRules(JsonNode body) {
        this.body = body;
    }

    void check() {
        for (String member : Rules.unknown(body, MEMBERS)) {
            throw refused("Unknown parameter: '" + member + "'.", member, "unknown_parameter");
        }
        if (body.path("model").asText("").isEmpty()) {
            throw refused("Missing required parameter: 'model'.", "model", "missing_required_parameter");
        }
        JsonNode input = body.path("input");
        if (!input.isTextual() && (!input.isArray() || input.isEmpty())) {
            throw refused("Missing required parameter: 'input'.", "input", "missing_required_parameter");
        }
        for (int i = 0; i < (input.isArray() ? input.size() : 0); i++) {
            item(input.path(i), "input[" + i + "]");
        }
        JsonNode limit = body.path("max_output_tokens");
        if (limit.isNumber() && limit.asInt() < 16) {
            throw refused(
                    "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got "
                            + limit.asInt() + " instead.",
                    "max_output_tokens",
                    "integer_below_min_value");
        }
        tools();
    }

    private void item(JsonNode item, String at) {
        String type = item.path("type").asText("message");
        if (!ITEMS.contains(type)) {
            throw refused("Invalid value: '" + type + "'.", at + ".type", "invalid_value");
        }
        if (type.equals("message") && !item.hasNonNull("role")) {
            throw refused("Missing required parameter: '" + at + ".role'.", at + ".role", "missing_required_parameter");
        }
        if (type.equals("function_call_output")
                && called(item.path("call_id").asText()).isMissingNode()) {
            throw refused(
                    "No tool call found for function call output with call_id "
                            + item.path("call_id").asText() + ".",
                    "input",
                    null);
        }
        item.path("content").forEach(part -> {
            if (!PARTS.contains(part.path("type").asText())) {
                throw refused("Invalid value: '" + part.path("type").asText() + "'.", at + ".content", "invalid_value");
            }
        });
    }

    private JsonNode called(String id) {
        for (JsonNode item : body.path("input")) {
            if (item.path("type").asText().equals("function_call")
                    && item.path("call_id").asText().equals(id)) {
                return item;
            }
        }
        return body.path("none");
    }

    private void tools() {
        for (int i = 0; i < body.path("tools").size(); i++) {
            JsonNode tool = body.path("tools").path(i);
            if (tool.path("type").asText().equals("function")
                    && tool.path("name").asText("").isEmpty()) {
                String at = "tools[" + i + "].name";
                throw refused("Missing required parameter: '" + at + "'.", at, "missing_required_parameter");
            }
        }
        if (!body.path("tool_choice").isMissingNode()
                && body.path("tools").isEmpty()
                && !Set.of("auto", "none").contains(body.path("tool_choice").asText())) {
            throw refused("Tool choice requires 'tools' to be provided.", "tool_choice", null);
        }
    }

    private static RefusedException refused(String message, String param, @Nullable String code) {
        return new RefusedException(OpenAiWire.refusal(400, message, INVALID, param, code));
    }
}
