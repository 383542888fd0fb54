/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import static io.github.camelllm.test.openai.OpenAiRules.refused;
import static io.github.camelllm.test.wire.Rules.present;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.wire.Rules;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What OpenAI refuses about answer formats, tools, and the turns between them. */
final class OpenAiToolRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final JsonNode body;

    OpenAiToolRules(JsonNode body) {
        this.body = body;
    }

    void check() {
        format();
        tools();
        toolTurns();
    }

    private void format() {
        JsonNode format = body.path("response_format");
        String type = format.path("type").asText("");
        if (present(body, "response_format")
                && !Set.of("text", "json_object", "json_schema").contains(type)) {
            throw refused(
                    "Invalid value: '" + type + "'. Supported values are: 'json_object', 'json_schema', and 'text'.",
                    "response_format.type",
                    "invalid_value");
        }
        if (type.equals("json_object") && !Rules.saysJson(body.path("messages"))) {
            throw refused(
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                            + " 'json_object'.",
                    "messages",
                    null);
        }
        if (type.equals("json_schema")) {
            JsonNode named = format.path("json_schema");
            if (!NAME.matcher(named.path("name").asText("")).matches()) {
                throw refused(
                        "Missing required parameter: 'response_format.json_schema.name', or it does not match"
                                + " '^[a-zA-Z0-9_-]+$'.",
                        "response_format.json_schema.name",
                        "missing_required_parameter");
            }
            if (named.path("strict").asBoolean(false)) {
                strict(
                        named.path("schema"),
                        "response_format '" + named.path("name").asText() + "'",
                        "response_format",
                        "()");
            }
        }
    }

    /** Strict schemas name every property as required and allow no others. */
    private static void strict(JsonNode schema, String owner, String param, String context) {
        if (schema.path("type").asText().equals("object") || schema.has("properties")) {
            if (schema.path("additionalProperties").asBoolean(true)) {
                throw refused(
                        "Invalid schema for " + owner + ": In context=" + context + ", 'additionalProperties' is"
                                + " required to be supplied and to be false.",
                        param,
                        null);
            }
            Set<String> required = new LinkedHashSet<>();
            schema.path("required").forEach(name -> required.add(name.asText()));
            schema.path("properties").fieldNames().forEachRemaining(name -> {
                if (!required.contains(name)) {
                    throw refused(
                            "Invalid schema for " + owner + ": In context=" + context + ", 'required' is required to"
                                    + " be supplied and to be an array including every key in properties. Missing '"
                                    + name + "'.",
                            param,
                            null);
                }
            });
        }
        schema.path("properties")
                .properties()
                .forEach(property ->
                        strict(property.getValue(), owner, param, "('properties', '" + property.getKey() + "')"));
        if (schema.has("items")) {
            strict(schema.path("items"), owner, param, "('items')");
        }
    }

    private void tools() {
        if (present(body, "tools") && body.path("tools").isEmpty()) {
            throw refused(
                    "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.",
                    "tools",
                    "empty_array");
        }
        if (present(body, "tool_choice") && !present(body, "tools")) {
            throw refused(
                    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
                    "tool_choice",
                    null);
        }
        if (present(body, "parallel_tool_calls") && !present(body, "tools")) {
            throw refused(
                    "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are"
                            + " specified.",
                    "parallel_tool_calls",
                    null);
        }
        for (int i = 0; i < body.path("tools").size(); i++) {
            tool(body.path("tools").path(i), "tools[" + i + "]");
        }
    }

    private static void tool(JsonNode tool, String at) {
        String type = tool.path("type").asText("");
        if (!type.equals("function") && !type.equals("custom")) {
            throw refused(
                    "Invalid value: '" + type + "'. Supported values are: 'function' and 'custom'.",
                    at + ".type",
                    "invalid_value");
        }
        String name = tool.path(type).path("name").asText("");
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    "Invalid '" + at + "." + type + ".name': string does not match pattern. Expected a string that"
                            + " matches the pattern '^[a-zA-Z0-9_-]+$'.",
                    at + "." + type + ".name",
                    "invalid_value");
        }
        if (tool.path("function").path("strict").asBoolean(false)) {
            strict(
                    tool.path("function").path("parameters"),
                    "function '" + name + "'",
                    at + ".function.parameters",
                    "()");
        }
    }

    private void toolTurns() {
        Set<String> open = new LinkedHashSet<>();
        for (int i = 0; i < body.path("messages").size(); i++) {
            JsonNode message = body.path("messages").path(i);
            if (Rules.role(message).equals("tool")) {
                if (!open.remove(message.path("tool_call_id").asText(""))) {
                    throw refused(
                            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
                                    + " with 'tool_calls'.",
                            "messages.[" + i + "].role",
                            null);
                }
            } else {
                answered(open, i);
                message.path("tool_calls")
                        .forEach(call -> open.add(call.path("id").asText("")));
            }
        }
        answered(open, body.path("messages").size());
    }

    private static void answered(Set<String> open, int at) {
        if (!open.isEmpty()) {
            throw refused(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", open),
                    "messages.[" + at + "].role",
                    null);
        }
    }
}
