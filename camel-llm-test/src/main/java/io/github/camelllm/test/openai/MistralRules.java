/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import static io.github.camelllm.test.wire.Rules.present;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Mistral refuses: every member that its schema does not name, at every level (422), and tool ids that are not nine
 * letters and digits (400). Facts: OpenAPI document of 2026-08-21 and issues on {@code extra_forbidden}, read 2026-11-25.
 */
final class MistralRules {

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "messages",
            "temperature",
            "top_p",
            "max_tokens",
            "stream",
            "stop",
            "random_seed",
            "metadata",
            "response_format",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "presence_penalty",
            "frequency_penalty",
            "n",
            "prediction",
            "reasoning_effort",
            "prompt_mode",
            "prompt_cache_key",
            "guardrails",
            "safe_prompt",
            "service_tier");
    private static final Map<String, Set<String>> MESSAGE = Map.of(
            "system", Set.of("role", "content"),
            "user", Set.of("role", "content"),
            "assistant", Set.of("role", "content", "tool_calls", "prefix"),
            "tool", Set.of("role", "content", "tool_call_id", "name"));
    private static final Map<String, Set<String>> PART = Map.of(
            "text", Set.of("type", "text"),
            "image_url", Set.of("type", "image_url"),
            "input_audio", Set.of("type", "input_audio"),
            "document_url", Set.of("type", "document_url", "document_name"),
            "file", Set.of("type", "file_id"),
            "thinking", Set.of("type", "thinking", "closed", "signature"),
            "reference", Set.of("type", "reference_ids"));
    private static final Pattern TOOL_ID = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final Set<String> CHOICES = Set.of("auto", "none", "any", "required");

    private final JsonNode body;

    MistralRules(JsonNode body) {
        this.body = body;
    }

    void check() {
        only(body, MEMBERS, "body");
        required(body, "model", "body");
        required(body, "messages", "body");
        values();
        for (int i = 0; i < body.path("messages").size(); i++) {
            message(body.path("messages").path(i), "body/messages/" + i);
        }
        lastRole();
        tools();
    }

    private void values() {
        range("temperature", 0, 1);
        range("top_p", 0, 1);
        range("presence_penalty", -2, 2);
        range("frequency_penalty", -2, 2);
        oneOf("reasoning_effort", Set.of("high", "none"));
        oneOf("service_tier", Set.of("auto", "standard_only"));
        JsonNode format = body.path("response_format");
        only(format, Set.of("type", "json_schema"), "body/response_format");
        only(
                format.path("json_schema"),
                Set.of("name", "schema", "description", "strict"),
                "body/response_format/json_schema");
        if (format.path("type").asText().equals("json_schema")) {
            required(format.path("json_schema"), "name", "body/response_format/json_schema");
            required(format.path("json_schema"), "schema", "body/response_format/json_schema");
        }
    }

    private void range(String member, double least, double most) {
        JsonNode value = body.path(member);
        if (present(body, member) && !value.isNumber()) {
            throw refused("float_type", "Input should be a valid number", value, "body/" + member);
        }
        if (Rules.outside(value, least, most)) {
            boolean low = value.asDouble() < least;
            throw refused(
                    low ? "greater_than_equal" : "less_than_equal",
                    "Input should be " + (low ? "greater" : "less") + " than or equal to " + (low ? least : most),
                    value,
                    "body/" + member);
        }
    }

    private void oneOf(String member, Set<String> allowed) {
        if (present(body, member) && !allowed.contains(body.path(member).asText())) {
            throw refused("enum", "Input should be one of " + allowed, body.path(member), "body/" + member);
        }
    }

    private static void message(JsonNode message, String at) {
        Set<String> members = MESSAGE.get(Rules.role(message));
        if (members == null) {
            throw refused(
                    "union_tag_invalid",
                    "Input tag '" + Rules.role(message)
                            + "' found using 'role' does not match any of the expected tags: 'assistant', 'system', 'tool', 'user'",
                    message,
                    at);
        }
        only(message, members, at + "/" + Rules.role(message));
        JsonNode content = message.path("content");
        for (int i = 0; i < (content.isArray() ? content.size() : 0); i++) {
            part(content.path(i), at + "/" + Rules.role(message) + "/content/" + i);
        }
        for (int i = 0; i < message.path("tool_calls").size(); i++) {
            toolCall(message.path("tool_calls").path(i), at + "/assistant/tool_calls/" + i);
        }
        if (Rules.role(message).equals("tool")) {
            toolId(message.path("tool_call_id").asText(""));
        }
    }

    private static void part(JsonNode part, String at) {
        String type = part.path("type").asText("text");
        Set<String> members = PART.get(type);
        if (members == null) {
            throw refused(
                    "union_tag_invalid",
                    "Input tag '" + type + "' found using 'type' does not match any of the" + " expected tags: "
                            + PART.keySet(),
                    part,
                    at);
        }
        only(part, members, at);
        if (type.equals("input_audio") && !part.path("input_audio").isTextual()) {
            throw refused(
                    "string_type", "Input should be a valid string", part.path("input_audio"), at + "/input_audio");
        }
        if (type.equals("document_url") && !part.path("document_url").isTextual()) {
            throw refused(
                    "string_type", "Input should be a valid string", part.path("document_url"), at + "/document_url");
        }
    }

    private static void toolCall(JsonNode call, String at) {
        only(call, Set.of("id", "type", "function", "index"), at);
        only(call.path("function"), Set.of("name", "arguments"), at + "/function");
        toolId(call.path("id").asText(""));
    }

    private static void toolId(String id) {
        if (!TOOL_ID.matcher(id).matches()) {
            throw new RefusedException(MistralWire.error(
                    400,
                    TextNode.valueOf("Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9."),
                    "invalid_function_call",
                    "3280"));
        }
    }

    private void lastRole() {
        JsonNode last = body.path("messages").path(body.path("messages").size() - 1);
        boolean prefix =
                Rules.role(last).equals("assistant") && last.path("prefix").asBoolean(false);
        if (!Set.of("user", "tool").contains(Rules.role(last)) && !prefix) {
            throw new RefusedException(MistralWire.error(
                    400,
                    TextNode.valueOf(
                            "Expected last role User or Tool (or Assistant with prefix True) for serving but got "
                                    + Rules.role(last)),
                    "invalid_request_message_order",
                    "3230"));
        }
    }

    private void tools() {
        JsonNode tools = body.path("tools");
        if (tools.size() > 128) {
            throw refused(
                    "too_long",
                    "List should have at most 128 items after validation, not " + tools.size(),
                    NullNode.instance,
                    "body/tools");
        }
        for (int i = 0; i < tools.size(); i++) {
            only(tools.path(i), Set.of("type", "function"), "body/tools/" + i);
            only(
                    tools.path(i).path("function"),
                    Set.of("name", "description", "strict", "parameters"),
                    "body/tools/" + i + "/function");
            required(tools.path(i).path("function"), "name", "body/tools/" + i + "/function");
        }
        JsonNode choice = body.path("tool_choice");
        if (present(body, "tool_choice") && !choice.isObject() && !CHOICES.contains(choice.asText())) {
            throw refused("enum", "Input should be 'auto', 'none', 'any' or 'required'", choice, "body/tool_choice");
        }
    }

    static void checkEmbeddings(JsonNode body) {
        only(body, Set.of("model", "input", "output_dimension", "output_dtype", "encoding_format", "metadata"), "body");
        required(body, "model", "body");
        required(body, "input", "body");
    }

    private static void only(JsonNode object, Set<String> members, String at) {
        for (String member : Rules.unknown(object, members)) {
            throw refused("extra_forbidden", "Extra inputs are not permitted", object.path(member), at + "/" + member);
        }
    }

    private static void required(JsonNode object, String member, String at) {
        if (!present(object, member)) {
            throw refused("missing", "Field required", object, at + "/" + member);
        }
    }

    private static RefusedException refused(String type, String message, JsonNode input, String at) {
        return new RefusedException(invalid(type, message, input, at.split("/")));
    }

    static Payload invalid(String type, String message, JsonNode input, String... place) {
        ObjectNode entry = Nodes.object().put("type", type);
        ArrayNode loc = entry.putArray("loc");
        Arrays.stream(place).forEach(step -> {
            if (step.matches("\\d+")) {
                loc.add(Integer.parseInt(step));
            } else {
                loc.add(step);
            }
        });
        entry.put("msg", message).set("input", input);
        ObjectNode detail = Nodes.object();
        detail.putArray("detail").add(entry);
        return MistralWire.error(422, detail, "invalid_request_error", null);
    }
}
