/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import static io.github.camelllm.test.wire.Rules.present;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fireworks AI. Facts: Python SDK of 2026-07-21, docs of 2026; no stream was recorded. Without
 * {@code context_length_exceeded_behavior: error} the provider cuts what is too long and says nothing; a script that wants
 * that gives an answer with the finish reason {@code length}, because the simulator knows no window.
 */
public final class FireworksWire extends CompatibleWire {

    private static final String INVALID = "invalid_request_error";

    public FireworksWire() {
        says(ErrorCase.BAD_KEY, FireworksWire::wrongKey);
        says(
                ErrorCase.NO_PERMISSION,
                () -> refusal(403, "The API key has no permission for this account.", "permission_denied", null));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "The prompt is too long: 200000, model maximum context" + " length: 131071",
                        INVALID,
                        null));
        says(
                ErrorCase.RATE_LIMITED,
                () -> refusal(429, "Rate limit exceeded, please try again later", "rate_limit", null));
        says(ErrorCase.QUOTA_EXHAUSTED, () -> bare(402, "Payment required"));
        says(
                ErrorCase.OVERLOADED,
                () -> refusal(503, "Service overloaded, please try again later", "overloaded", null));
        says(ErrorCase.SERVER_ERROR, () -> refusal(500, "Internal server error", "server_error", null));
        says(
                ErrorCase.MALFORMED_REQUEST,
                () -> refusal(400, "max_tokens and max_completion_tokens exclude each other", INVALID, null));
    }

    private static Payload wrongKey() {
        return bare(401, "The API key you provided is invalid.");
    }

    /** An error may be a plain text. */
    private static Payload bare(int status, String message) {
        return json(status, Nodes.object().put("error", message));
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        ObjectNode body = Nodes.object();
        body.putObject("error")
                .put("object", "error")
                .put("type", type)
                .put("code", type)
                .put("message", message);
        return json(status, body);
    }

    @Override
    public String id() {
        return "fireworks";
    }

    @Override
    public String basePath() {
        return "/inference/v1";
    }

    @Override
    boolean keyDemanded() {
        return true;
    }

    @Override
    boolean usageChunk() {
        return false;
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        if (body.path("messages").isEmpty()) {
            throw refused("messages: field required");
        }
        if (present(body, "max_tokens") && present(body, "max_completion_tokens")) {
            throw new RefusedException(errorPayload(ErrorCase.MALFORMED_REQUEST));
        }
        range(body, "temperature", 0, 2);
        range(body, "top_p", 0, 1);
        range(body, "top_k", 0, 100);
        range(body, "presence_penalty", -2, 2);
        range(body, "frequency_penalty", -2, 2);
        range(body, "repetition_penalty", 0, 2);
        range(body, "n", 1, 128);
        range(body, "top_logprobs", 0, 5);
        range(body, "logprobs", 0, 5);
        if (body.path("stop").size() > 4) {
            throw refused("stop: at most 4 sequences are allowed");
        }
        String behavior = body.path("context_length_exceeded_behavior").asText("truncate");
        if (!Set.of("truncate", "error").contains(behavior)) {
            throw refused("context_length_exceeded_behavior: must be 'truncate' or 'error'");
        }
        reasoning(body, call.model());
    }

    private void reasoning(JsonNode body, String model) {
        JsonNode effort = body.path("reasoning_effort");
        JsonNode thinking = body.path("thinking");
        if (present(body, "reasoning_effort") && thinking.isObject()) {
            throw refused("thinking and reasoning_effort exclude each other");
        }
        if (thinking.path("budget_tokens").asInt(1024) < 1024) {
            throw refused("thinking.budget_tokens: must be at least 1024");
        }
        boolean off = effort.asText().equals("none") || (effort.isBoolean() && !effort.asBoolean());
        boolean always = model.contains("gpt-oss") || model.contains("minimax-m2");
        if ((off && always) || (effort.isInt() && model.contains("gpt-oss"))) {
            throw refused("reasoning_effort: this value is not supported by this model");
        }
    }

    private void range(JsonNode body, String member, double least, double most) {
        if (Rules.outside(body.path(member), least, most)) {
            throw refused(member + ": must be from " + least + " to " + most);
        }
    }

    private RefusedException refused(String message) {
        return new RefusedException(refusal(400, message, INVALID, null));
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return wrongKey();
    }

    @Override
    Payload badJson() {
        return refusal(400, "The body is no JSON", INVALID, null);
    }

    @Override
    Payload unknownModel(String model) {
        return bare(404, "Model not found, inaccessible, and/or not deployed");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of("x-ratelimit-limit-tokens-prompt", "60000", "x-ratelimit-limit-tokens-generated", "600");
    }

    /** Told of unary answers only; streams have {@code perf_metrics} when asked. */
    @Override
    Map<String, String> wholeHeaders(ChatCall call) {
        return Map.of(
                "fireworks-prompt-tokens",
                Long.toString(call.tokens().input()),
                "fireworks-server-time-to-first-token",
                "0.12");
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("call_", 24, 8);
    }

    /** There is no count of reasoning tokens. */
    @Override
    ObjectNode usage(ChatCall call) {
        Tokens tokens = call.tokens();
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("total_tokens", tokens.total())
                .put("completion_tokens", tokens.output());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        return usage;
    }

    @Override
    void decorate(ChatCall call, ObjectNode last) {
        if (call.body().path("perf_metrics_in_response").asBoolean(false)) {
            last.putObject("perf_metrics")
                    .put("prompt-tokens", Long.toString(call.tokens().input()))
                    .put("cached-prompt-tokens", Long.toString(call.tokens().cached()))
                    .put("server-time-to-first-token", "0.12");
        }
    }

    @Override
    void decorateChoice(ObjectNode choice) {
        if (choice.path("logprobs").isNull()) {
            choice.remove("logprobs");
        }
    }

    @Override
    void decorateChunk(ChatCall call, ObjectNode chunk) {
        ObjectNode choice = (ObjectNode) chunk.path("choices").path(0);
        choice.remove("logprobs");
        ObjectNode delta = (ObjectNode) choice.path("delta");
        if (delta.path("content").asText("x").isEmpty()) {
            delta.remove("content");
        }
    }
}
