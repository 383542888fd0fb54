/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import static io.github.camelllm.test.wire.Rules.present;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI refuses in a chat request. Error codes and the texts of `unsupported_parameter`, `empty_array` and tools with
 * reasoning as recorded; the rest as the OpenAPI document of 2026-08-21 and the guides say it.
 */
final class OpenAiRules {

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "messages",
            "max_completion_tokens",
            "max_tokens",
            "temperature",
            "top_p",
            "n",
            "stop",
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "response_format",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning_effort",
            "verbosity",
            "modalities",
            "audio",
            "prediction",
            "service_tier",
            "store",
            "metadata",
            "safety_identifier",
            "prompt_cache_key",
            "user",
            "prompt_cache_retention",
            "prompt_cache_options",
            "moderation",
            "stream",
            "stream_options",
            "web_search_options",
            "functions",
            "function_call");
    private static final Set<String> ROLES = Set.of("developer", "system", "user", "assistant", "tool", "function");
    private static final Set<String> EFFORTS = Set.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final Pattern GPT = Pattern.compile("gpt-(\\d+)(?:\\.(\\d+))?(?:-(astra|chat))?.*");
    private static final Pattern O_SERIES = Pattern.compile("o[134](-.*)?");

    private static final Set<String> WHOLE = Set.of("n", "top_logprobs", "max_tokens", "max_completion_tokens");

    private final JsonNode body;
    private final String model;
    private final String effort;

    OpenAiRules(JsonNode body) {
        this.body = body;
        this.model = body.path("model").asText("");
        this.effort = body.path("reasoning_effort").asText("");
    }

    void check() {
        members();
        messages();
        ranges();
        if (reasons()) {
            reasoningModel();
        }
        new OpenAiToolRules(body).check();
        stream();
    }

    private void members() {
        if (model.isEmpty()) {
            throw refused("you must provide a model parameter", null, null);
        }
        for (String member : Rules.unknown(body, MEMBERS)) {
            throw refused("Unknown parameter: '" + member + "'.", member, "unknown_parameter");
        }
        if (body.path("metadata").size() > 16) {
            throw refused(
                    "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got "
                            + body.path("metadata").size() + " instead.",
                    "metadata",
                    "object_above_max_properties");
        }
    }

    private void messages() {
        JsonNode messages = body.path("messages");
        if (!messages.isArray()) {
            throw refused("Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }
        if (messages.isEmpty()) {
            throw refused(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.",
                    "messages",
                    "empty_array");
        }
        for (int i = 0; i < messages.size(); i++) {
            message(messages.path(i), "messages[" + i + "]");
        }
    }

    private static void message(JsonNode message, String at) {
        String role = Rules.role(message);
        if (!ROLES.contains(role)) {
            throw refused(
                    "Invalid value: '" + role + "'. Supported values are: 'system', 'assistant', 'user', 'function',"
                            + " 'tool', and 'developer'.",
                    at + ".role",
                    "invalid_value");
        }
        JsonNode content = message.path("content");
        boolean mayLack = role.equals("assistant")
                && (message.path("tool_calls").size() > 0 || present(message, "refusal") || present(message, "audio"));
        if ((content.isMissingNode() || content.isNull()) && !mayLack) {
            throw refused("Invalid value for 'content': expected a string, got null.", at + ".content", null);
        }
        for (int i = 0; i < (content.isArray() ? content.size() : 0); i++) {
            part(role, content.path(i), at + ".content[" + i + "]");
        }
    }

    private static void part(String role, JsonNode part, String at) {
        Set<String> allowed = switch (role) {
            case "user" -> new LinkedHashSet<>(List.of("text", "image_url", "input_audio", "file"));
            case "assistant" -> new LinkedHashSet<>(List.of("text", "refusal"));
            default -> Set.of("text");
        };
        String type = part.path("type").asText("");
        if (!allowed.contains(type)) {
            throw refused(
                    "Invalid value: '" + type + "'. Supported values are: "
                            + String.join(
                                    ", ",
                                    allowed.stream()
                                            .map(name -> "'" + name + "'")
                                            .toList())
                            + ".",
                    at,
                    "invalid_value");
        }
        if (type.equals("image_url")
                && part.path("image_url").path("url").asText("").isEmpty()) {
            throw refused("Missing required parameter: '" + at + ".image_url.url'.", at, "missing_required_parameter");
        }
        if (type.equals("input_audio")
                && !Set.of("wav", "mp3")
                        .contains(part.path("input_audio").path("format").asText())) {
            throw refused(
                    "Invalid value: '" + part.path("input_audio").path("format").asText()
                            + "'. Supported values are: 'wav' and 'mp3'.",
                    at + ".input_audio.format",
                    "invalid_value");
        }
    }

    private void ranges() {
        range("temperature", 0, 2);
        range("top_p", 0, 1);
        range("frequency_penalty", -2, 2);
        range("presence_penalty", -2, 2);
        range("n", 1, 128);
        range("top_logprobs", 0, 20);
        range("max_completion_tokens", 1, Integer.MAX_VALUE);
        range("max_tokens", 1, Integer.MAX_VALUE);
        if (body.path("stop").size() > 4) {
            throw refused(
                    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with"
                            + " length " + body.path("stop").size() + " instead.",
                    "stop",
                    "array_above_max_length");
        }
        if (present(body, "top_logprobs") && !body.path("logprobs").asBoolean(false)) {
            throw refused(
                    "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.", "top_logprobs", null);
        }
    }

    private void range(String member, double least, double most) {
        JsonNode value = body.path(member);
        if (present(body, member) && !value.isNumber()) {
            throw refused(
                    "Invalid type for '" + member + "': expected a number, but got a "
                            + value.getNodeType().name().toLowerCase(Locale.ROOT) + " instead.",
                    member,
                    "invalid_type");
        }
        if (Rules.outside(value, least, most)) {
            boolean low = value.asDouble() < least;
            String number = WHOLE.contains(member) ? "integer" : "decimal";
            throw refused(
                    "Invalid '" + member + "': " + number + (low ? " below minimum" : " above maximum")
                            + " value. Expected a value " + (low ? ">= " + least : "<= " + most) + ", but got "
                            + value.asText()
                            + " instead.",
                    member,
                    number + (low ? "_below_min_value" : "_above_max_value"));
        }
    }

    private boolean reasons() {
        Matcher gpt = GPT.matcher(model);
        boolean chat = gpt.matches() && "chat".equals(gpt.group(3));
        return O_SERIES.matcher(model).matches() || (gptVersion() >= 500 && !chat);
    }

    /** 504 for gpt-5.4; 0 when this is no GPT. */
    private int gptVersion() {
        Matcher gpt = GPT.matcher(model);
        if (!gpt.matches()) {
            return 0;
        }
        return Integer.parseInt(gpt.group(1)) * 100 + (gpt.group(2) == null ? 0 : Integer.parseInt(gpt.group(2)));
    }

    private void reasoningModel() {
        if (present(body, "max_tokens")) {
            throw unsupported("max_tokens", " Use 'max_completion_tokens' instead.");
        }
        if (present(body, "reasoning_effort") && !EFFORTS.contains(effort)) {
            throw refused(
                    "Invalid value: '" + effort + "'. Supported values are: 'none', 'minimal', 'low', 'medium',"
                            + " 'high', 'xhigh', and 'max'.",
                    "reasoning_effort",
                    "invalid_value");
        }
        if (effort.equals("none") && rejectsNone()) {
            throw refused(
                    "Unsupported value: 'reasoning_effort' does not support 'none' with this model.",
                    "reasoning_effort",
                    "unsupported_value");
        }
        boolean off = gptVersion() >= 501 && effort.equals("none");
        if (!off) {
            noSampling();
        }
        for (String member : List.of("frequency_penalty", "presence_penalty", "logit_bias")) {
            if (present(body, member) && body.path(member).asDouble(1) != 0) {
                throw unsupported(member, "");
            }
        }
        if (present(body, "stop") && !model.startsWith("o1")) {
            throw unsupported("stop", "");
        }
        if (body.path("tools").size() > 0 && gptVersion() >= 504 && !off) {
            throw refused(
                    "Function tools with reasoning_effort are not supported for " + model + " in /v1/chat/completions."
                            + " Please use /v1/responses or set reasoning_effort to 'none'.",
                    "reasoning_effort",
                    null);
        }
    }

    private boolean rejectsNone() {
        return gptVersion() < 501
                || (gptVersion() >= 600 && model.contains("astra"))
                || gptVersion() >= 602
                || model.startsWith("gpt-6.1-sol");
    }

    private void noSampling() {
        for (String member : List.of("temperature", "top_p")) {
            JsonNode value = body.path(member);
            if (value.isNumber() && value.asDouble() != 1) {
                throw refused(
                        "Unsupported value: '" + member + "' does not support " + value.asText()
                                + " with this model. Only the default (1) value is supported.",
                        member,
                        "unsupported_value");
            }
        }
        if (body.path("logprobs").asBoolean(false)) {
            throw unsupported("logprobs", "");
        }
    }

    private void stream() {
        if (present(body, "stream_options") && !body.path("stream").asBoolean(false)) {
            throw refused(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
    }

    static void checkEmbeddings(JsonNode body) {
        for (String member : Rules.unknown(body, Set.of("model", "input", "encoding_format", "dimensions", "user"))) {
            throw refused("Unknown parameter: '" + member + "'.", member, "unknown_parameter");
        }
        if (!present(body, "input") || emptyText(body.path("input")) || emptyList(body.path("input"))) {
            throw refused(
                    "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
                    null,
                    null);
        }
        if (body.path("dimensions").asInt(1) < 1) {
            throw refused(
                    body.path("dimensions").asInt() + " is less than the minimum of 1 - 'dimensions'", null, null);
        }
        if (body.path("input").size() > 2048) {
            throw refused(
                    "Invalid 'input': array too long. Expected an array with maximum length 2048, but got an array"
                            + " with length " + body.path("input").size() + " instead.",
                    "input",
                    "array_above_max_length");
        }
    }

    private static boolean emptyText(JsonNode input) {
        return input.isTextual() && input.asText().isEmpty();
    }

    private static boolean emptyList(JsonNode input) {
        return input.isArray() && input.isEmpty();
    }

    private RefusedException unsupported(String member, String hint) {
        return refused(
                "Unsupported parameter: '" + member + "' is not supported with this model." + hint,
                member,
                "unsupported_parameter");
    }

    static RefusedException refused(String message, @Nullable String param, @Nullable String code) {
        return new RefusedException(OpenAiWire.refusal(400, message, "invalid_request_error", param, code));
    }
}
