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
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * xAI. Facts: docs of autumn 2026, Python SDK of 2026-08-18, traffic recorded in February and August 2026. The words of an
 * over-long prompt and of blocked content are those that GitHub issues report (cline/cline#3120 of 2025-04-25,
 * UKGovernmentBEIS/inspect_ai#2267 of 2025-08-12); what has no source above is made up.
 */
public final class XaiWire extends CompatibleWire {

    private static final String INVALID = "invalid-argument";
    private static final Set<String> EFFORTS = Set.of("none", "low", "medium", "high", "xhigh");
    private static final Set<String> IGNORED = Set.of("top_k", "logit_bias", "metadata", "prompt_cache_key");
    private static final BigDecimal TICKS = BigDecimal.TEN.pow(10);
    private static final long INPUT_TICKS = 12_500;
    private static final long CACHED_TICKS = 2_000;
    private static final long OUTPUT_TICKS = 25_000;

    public XaiWire() {
        says(ErrorCase.BAD_KEY, XaiWire::wrongKey);
        says(
                ErrorCase.NO_PERMISSION,
                () -> plain(
                        403,
                        "The caller does not have permission to execute the specified operation",
                        "The key or its team has no permission for this model."));
        says(
                ErrorCase.CONTENT_BLOCKED,
                () -> plain(
                        403,
                        "The caller does not have permission to execute the specified operation",
                        "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> plain(
                        400,
                        INVALID,
                        "This model's maximum prompt length is 131072 but the request contains 136973 tokens."));
        says(ErrorCase.RATE_LIMITED, () -> refusal(429, "Rate limit reached", "rate_limit_error", null));
        says(
                ErrorCase.QUOTA_EXHAUSTED,
                () -> plain(
                        429,
                        "Some resource has been exhausted",
                        "Your team has either used all available credits or reached its monthly spending limit."));
        says(
                ErrorCase.OVERLOADED,
                () -> plain(200, "The service is currently unavailable", "Timed out waiting for first token"));
        says(ErrorCase.SERVER_ERROR, () -> refusal(500, "Internal server error", "server_error", null));
        says(ErrorCase.MALFORMED_REQUEST, () -> plain(400, INVALID, "Live search is deprecated"));
    }

    /** The form of most errors: two texts, and no object. */
    private static Payload plain(int status, String code, String error) {
        return json(status, Nodes.object().put("code", code).put("error", error));
    }

    /** A wrong key is a bad argument, recorded with status 400. */
    private static Payload wrongKey() {
        return plain(400, INVALID, "Incorrect API key provided. You can obtain an API key from https://console.x.ai.");
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        return json(status, Deltas.error(message, type, param, null));
    }

    @Override
    public String id() {
        return "xai";
    }

    @Override
    boolean keyDemanded() {
        return true;
    }

    @Override
    boolean hasEmbeddings() {
        return false;
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        if (!present(body, "messages")) {
            throw new RefusedException(unread("missing field `messages`"));
        }
        if (present(body, "search_parameters")) {
            throw new RefusedException(errorPayload(ErrorCase.MALFORMED_REQUEST));
        }
        if (Rules.outside(body.path("temperature"), 0, 2)) {
            throw refused("temperature must be between 0 and 2");
        }
        if (Rules.outside(body.path("top_logprobs"), 0, 8)) {
            throw refused("top_logprobs must be between 0 and 8");
        }
        effort(body, call.model());
        thinking(body, call.model());
        List<String> ignored = IGNORED.stream().filter(body::has).sorted().toList();
        call.request().ignored(ignored);
    }

    private static void effort(JsonNode body, String model) {
        if (!present(body, "reasoning_effort")) {
            return;
        }
        if (model.startsWith("grok-4.20")) {
            throw refused("Model " + model + " does not support parameter reasoningEffort.");
        }
        String effort = body.path("reasoning_effort").asText();
        if (!EFFORTS.contains(effort)) {
            throw refused("Invalid reasoning effort: " + effort);
        }
    }

    /** What models that think refuse. */
    private static void thinking(JsonNode body, String model) {
        if (!model.startsWith("grok-") || model.endsWith("-non-reasoning")) {
            return;
        }
        for (String member : List.of("stop", "presence_penalty", "frequency_penalty")) {
            if (present(body, member)) {
                throw refused("Argument not supported on this model: " + member);
            }
        }
    }

    private static RefusedException refused(String message) {
        return new RefusedException(plain(400, INVALID, message));
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return key.isEmpty() ? plain(401, "unauthenticated", "No API key was provided.") : wrongKey();
    }

    @Override
    Payload badJson() {
        return unread("expected value");
    }

    /** What cannot be read is refused in plain text. */
    private static Payload unread(String reason) {
        String words = "Failed to deserialize the JSON body into the target type: " + reason;
        return Payload.whole(422, "text/plain; charset=utf-8", words.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    Payload unknownModel(String model) {
        return plain(
                404,
                "Some requested entity was not found",
                "The model " + model + " does not exist or your team does not have access to it.");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        String seed = "xai" + call.request().number();
        headers.put("x-request-id", Ids.uuid(seed));
        headers.put("x-zero-data-retention", "false");
        headers.put("x-data-retention", "general");
        headers.put("traceparent", "00-" + Ids.hex(seed, 32) + "-" + Ids.hex(seed, 16) + "-00");
        headers.put("x-ratelimit-limit-requests", "1800");
        headers.put(
                "x-ratelimit-remaining-requests",
                Integer.toString(1800 - call.request().number()));
        headers.put("x-ratelimit-limit-tokens", "10000000");
        headers.put("x-ratelimit-remaining-tokens", "9999000");
        return headers;
    }

    /** A tool call arrives complete in one delta. */
    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("call_", 8, 0);
    }

    @Override
    ObjectNode envelope(ChatCall call, String object) {
        return Nodes.object()
                .put("id", Ids.uuid(call.seed()))
                .put("object", object)
                .put("created", call.created())
                .put("model", call.model())
                .put("system_fingerprint", "fp_1");
    }

    @Override
    void decorateMessage(ChatCall call, ObjectNode message) {
        if (message.path("content").isNull()) {
            message.put("content", "");
        }
        message.put("refusal", call.answer().refusal().orElse(null));
    }

    @Override
    void decorate(ChatCall call, ObjectNode last) {
        if (!call.answer().citations().isEmpty()) {
            call.answer()
                    .citations()
                    .forEach(source -> last.withArray("/citations").add(source.url()));
        }
        if (last.path("object").asText().equals("chat.completion")) {
            last.put("service_tier", call.answer().serviceTier().orElse("default"));
        }
    }

    /** Reasoning tokens stand beside the completion tokens, and the bill is in ticks of 1e-10 USD. */
    @Override
    ObjectNode usage(ChatCall call) {
        Tokens tokens = call.tokens();
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", Math.max(0, tokens.output() - tokens.reasoning()))
                .put("total_tokens", tokens.total());
        usage.putObject("prompt_tokens_details")
                .put("text_tokens", tokens.input())
                .put("audio_tokens", 0)
                .put("image_tokens", 0)
                .put("cached_tokens", tokens.cached());
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", tokens.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage.put("num_sources_used", call.answer().citations().size()).put("cost_in_usd_ticks", ticks(call));
    }

    private static long ticks(ChatCall call) {
        Tokens tokens = call.tokens();
        return call.answer()
                .cost()
                .map(usd -> usd.multiply(TICKS).longValueExact())
                .orElseGet(() -> (tokens.input() - tokens.cached()) * INPUT_TICKS
                        + tokens.cached() * CACHED_TICKS
                        + tokens.output() * OUTPUT_TICKS);
    }

    @Override
    List<Frame> opening(ChatCall call) {
        return List.of();
    }

    /** The role is in every delta; the finish reason is absent, not null, until the end. */
    @Override
    void decorateChunk(ChatCall call, ObjectNode chunk) {
        ObjectNode choice = (ObjectNode) chunk.path("choices").path(0);
        ObjectNode delta = (ObjectNode) choice.path("delta");
        delta.put("role", "assistant");
        choice.remove("logprobs");
        if (choice.path("finish_reason").isNull()) {
            choice.remove("finish_reason");
        } else {
            delta.remove("content");
        }
    }
}
