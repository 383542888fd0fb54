/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the Messages API refuses in a request, as strictly as it does. */
final class MessageRules {

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "metadata",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "cache_control",
            "service_tier",
            "inference_geo",
            "container",
            "mcp_servers",
            "context_management",
            "stream");
    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");
    private static final Set<String> CHOICES = Set.of("auto", "any", "none", "tool");
    /** Models that take no sampling and no budget. */
    private static final String NEWEST = "claude-(opus-(4-[78]|5)|sonnet-5|haiku-5|fable).*";
    /** Models that do not go on with a last message of the assistant. */
    private static final String WITHOUT_PREFILL = "claude-((opus|sonnet)-4-6|opus-(4-[78]|5)|sonnet-5|haiku-5|fable).*";
    /** Models that cannot be made to call a tool. */
    private static final String UNFORCED = "claude-(opus-5-5|sonnet-5-5|fable-5-[12]).*";
    /** Models that always think. */
    private static final String ALWAYS_THINKING = "claude-(opus-5-5|fable-5).*";
    /** Models whose efforts are known to end below the highest but one. */
    private static final String WITHOUT_XHIGH = "claude-(opus|sonnet)-4-6.*";

    private static final String WITHOUT_SAMPLING = "2026-10-21";
    private static final int BREAKPOINTS = 4;

    private final WireCall call;
    private final JsonNode body;
    private final boolean newest;

    MessageRules(WireCall call) {
        this.call = call;
        body = call.body();
        newest = call.model().matches(NEWEST);
    }

    void check() {
        require(body.isObject(), "The request body is not valid JSON");
        for (String mandatory : List.of("model", "max_tokens", "messages")) {
            require(Rules.present(body, mandatory), mandatory + ": Field required");
        }
        Rules.unknown(body, MEMBERS).forEach(name -> require(false, name + ": Extra inputs are not permitted"));
        sampling();
        thinking();
        tools();
        breakpoints();
        messages();
    }

    private void sampling() {
        for (String member : List.of("temperature", "top_p", "top_k")) {
            require(!(newest && body.has(member)), "`" + member + "` is deprecated for this model.");
            require(
                    !(body.has(member)
                            && call.request().header("anthropic-version").equals(WITHOUT_SAMPLING)),
                    member + ": Extra inputs are not permitted");
        }
        require(!Rules.outside(body.path("temperature"), 0, 1), "temperature: range: 0..1");
        require(
                !(body.has("temperature") && body.has("top_p")),
                "`temperature` and `top_p` cannot both be specified for this model. Please use only one.");
    }

    private void thinking() {
        JsonNode thinking = body.path("thinking");
        if (thinking.path("type").asText().equals("enabled")) {
            require(!newest, "thinking.type.enabled is not supported on this model");
            int budget = thinking.path("budget_tokens").asInt();
            require(budget >= 1024, "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
            require(
                    body.path("max_tokens").asInt() > budget,
                    "`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
        require(
                !(thinking.path("type").asText().equals("disabled")
                        && call.model().matches(ALWAYS_THINKING)),
                "thinking.type.disabled is not supported on this model");
        String effort = body.at("/output_config/effort").asText("high");
        require(EFFORTS.contains(effort), "output_config.effort: Input should be one of " + EFFORTS);
        require(
                !(effort.equals("xhigh") && call.model().matches(WITHOUT_XHIGH)),
                "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.");
    }

    private void breakpoints() {
        int found = body.findValues("cache_control").size();
        require(
                found <= BREAKPOINTS,
                "A maximum of " + BREAKPOINTS + " blocks with cache_control may be provided. Found " + found + ".");
    }

    private void tools() {
        for (JsonNode tool : body.path("tools")) {
            require(
                    tool.has("type") && !tool.path("type").asText().equals("custom")
                            || tool.path("name").asText().matches("[a-zA-Z0-9_-]{1,128}")
                                    && tool.path("input_schema").isObject(),
                    "tools: each needs a name and an input_schema");
        }
        if (body.has("tool_choice")) {
            require(CHOICES.contains(body.at("/tool_choice/type").asText()), "tool_choice.type: unknown");
            require(body.path("tools").size() > 0, "tool_choice may only be specified while providing tools.");
            forced();
        }
    }

    private void forced() {
        boolean forced =
                Set.of("any", "tool").contains(body.at("/tool_choice/type").asText());
        boolean thinks =
                Set.of("enabled", "adaptive").contains(body.at("/thinking/type").asText());
        require(!(forced && thinks), "Thinking may not be enabled when tool_choice forces tool use.");
        require(
                !(forced && call.model().matches(UNFORCED)),
                "tool_choice: forced tool use is not supported on this model");
    }

    private void messages() {
        JsonNode messages = body.path("messages");
        require(messages.size() > 0, "messages: at least one message is required");
        require(Rules.role(messages.path(0)).equals("user"), "messages: first message must use the \"user\" role");
        List<String> open = new ArrayList<>();
        for (JsonNode message : messages) {
            String role = Rules.role(message);
            require(role.equals("user") || role.equals("assistant"), "messages: Unexpected role \"" + role + "\"");
            answered(open, message);
            open.clear();
            blocks(message, open);
        }
        require(
                !(call.model().matches(WITHOUT_PREFILL)
                        && Rules.role(messages.path(messages.size() - 1)).equals("assistant")),
                "This model does not support assistant message prefill. The conversation must end with a user message.");
    }

    private void blocks(JsonNode message, List<String> open) {
        JsonNode content = message.path("content");
        require(!content.isTextual() || !content.asText().isBlank(), "messages: content must be non-empty");
        boolean afterOthers = false;
        for (JsonNode block : content) {
            String type = block.path("type").asText();
            require(
                    !type.equals("text") || !block.path("text").asText().isBlank(),
                    "messages: text content blocks must be non-empty");
            require(
                    !(type.equals("tool_result") && afterOthers),
                    "messages: `tool_result` blocks must come before other content");
            afterOthers |= !type.equals("tool_result");
            if (type.equals("tool_use")) {
                require(block.path("input").isObject(), "tool_use.input: Input should be a valid dictionary");
                open.add(block.path("id").asText());
            }
        }
    }

    /** Each call of the turn before has its result in this one. */
    private void answered(List<String> open, JsonNode message) {
        List<String> results = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                results.add(block.path("tool_use_id").asText());
            }
        }
        require(
                results.containsAll(open),
                "messages: `tool_use` ids were found without `tool_result` blocks immediately after: " + open);
        require(
                open.containsAll(results),
                "messages: unexpected `tool_use_id` found in `tool_result` blocks: " + results);
    }

    private void require(boolean good, String message) {
        if (!good) {
            throw new ApiError(400, "invalid_request_error", message).refusal(call);
        }
    }
}
