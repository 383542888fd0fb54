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
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DeepInfra. Facts: docs of 2026-07-22, OpenAPI of May 2026; no stream was recorded. */
public final class DeepInfraWire extends CompatibleWire {

    private static final String INVALID = "invalid_request_error";
    private static final Set<String> IGNORED =
            Set.of("parallel_tool_calls", "logit_bias", "metadata", "store", "max_completion_tokens", "top_logprobs");
    private static final int SIZE = 1024;
    private static final Set<String> EFFORTS = Set.of("none", "low", "medium", "high", "xhigh");

    public DeepInfraWire() {
        says(ErrorCase.BAD_KEY, DeepInfraWire::wrongKey);
        says(ErrorCase.NO_PERMISSION, () -> bare(403, "The token may not use this model"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "This model's maximum context length is 131072 tokens. However, your request has 200000 input"
                                + " tokens. Please reduce the length of the input messages.",
                        INVALID,
                        null));
        says(ErrorCase.RATE_LIMITED, () -> refusal(429, "Rate limited", "rate_limit_error", null));
        says(ErrorCase.QUOTA_EXHAUSTED, () -> bare(402, "A positive balance is required to do inference"));
        says(ErrorCase.OVERLOADED, () -> bare(423, "Deployment is being started"));
        says(ErrorCase.MALFORMED_REQUEST, () -> invalid("messages", "field required", "value_error.missing"));
    }

    private static Payload wrongKey() {
        ObjectNode body = Nodes.object();
        body.putObject("detail").put("error", "User is not authenticated");
        return json(401, body);
    }

    private static Payload bare(int status, String message) {
        return json(status, Nodes.object().put("error", message));
    }

    /** The form of failed validation. */
    private static Payload invalid(String member, String message, String type) {
        ObjectNode body = Nodes.object();
        ObjectNode detail = body.putArray("detail").addObject();
        detail.putArray("loc").add("body").add(member);
        detail.put("msg", message).put("type", type);
        return json(422, body);
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        return json(status, Deltas.error(message, type, null));
    }

    @Override
    public String id() {
        return "deepinfra";
    }

    @Override
    public String basePath() {
        return "/v1/openai";
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
        if (!present(body, "messages")) {
            throw new RefusedException(errorPayload(ErrorCase.MALFORMED_REQUEST));
        }
        range(body, "temperature", 0, 2);
        range(body, "top_p", Double.MIN_VALUE, 1);
        range(body, "min_p", 0, 1);
        range(body, "presence_penalty", -2, 2);
        range(body, "frequency_penalty", -2, 2);
        range(body, "repetition_penalty", 0.01, 5);
        range(body, "n", 1, 4);
        if (body.path("stop").size() > 16) {
            throw refused("stop", "ensure this value has at most 16 items");
        }
        if (present(body, "reasoning_effort")
                && !EFFORTS.contains(body.path("reasoning_effort").asText())) {
            throw refused("reasoning_effort", "unexpected value");
        }
        if (present(body, "logprobs") && !body.path("logprobs").isBoolean()) {
            throw refused("logprobs", "value could not be parsed to a boolean");
        }
        call.request().ignored(IGNORED.stream().filter(body::has).sorted().toList());
    }

    private static void range(JsonNode body, String member, double least, double most) {
        if (Rules.outside(body.path(member), least, most)) {
            throw refused(member, "ensure this value is from " + least + " to " + most);
        }
    }

    private static RefusedException refused(String member, String message) {
        return new RefusedException(invalid(member, message, "value_error"));
    }

    @Override
    void checkEmbeddings(WireCall call) {
        if (call.body().path("input").size() > 1024) {
            throw refused("input", "ensure this value has at most 1024 items");
        }
        if (call.body().path("dimensions").asInt(32) < 32) {
            throw refused("dimensions", "ensure this value is greater than or equal to 32");
        }
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return wrongKey();
    }

    @Override
    Payload badJson() {
        return invalid("body", "Expecting value", "value_error.jsondecode");
    }

    @Override
    Payload unknownModel(String model) {
        return refusal(404, "The model `" + model + "` does not exist", "NotFoundError", null);
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("call_", 24, 8);
    }

    @Override
    void decorate(ChatCall call, ObjectNode last) {
        String tier = call.answer()
                .serviceTier()
                .orElse(call.body().path("service_tier").asText(""));
        if (!tier.isEmpty()) {
            last.put("service_tier", tier);
        }
    }

    /** The estimated bill is in the usage. For Google's models the reasoning stands beside the completion tokens. */
    @Override
    ObjectNode usage(ChatCall call) {
        Tokens tokens = call.tokens();
        boolean beside = call.model().startsWith("google/");
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", beside ? tokens.output() - tokens.reasoning() : tokens.output())
                .put("total_tokens", tokens.total())
                .put("estimated_cost", cost(call));
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        if (tokens.reasoning() > 0) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
        }
        return usage;
    }

    /** At the price of openai/gpt-oss-120b. */
    private static BigDecimal cost(ChatCall call) {
        return call.answer()
                .cost()
                .orElseGet(() -> new BigDecimal("0.000000039")
                        .multiply(BigDecimal.valueOf(call.tokens().input()))
                        .add(new BigDecimal("0.00000019")
                                .multiply(BigDecimal.valueOf(call.tokens().output()))));
    }

    /**
     * Usage comes unless it is declined, with the finish reason, and is no member of any chunk before. The last delta is
     * empty.
     */
    @Override
    void decorateChunk(ChatCall call, ObjectNode chunk) {
        chunk.remove("usage");
        ObjectNode choice = (ObjectNode) chunk.path("choices").path(0);
        choice.remove("logprobs");
        if (!choice.path("finish_reason").isNull()) {
            choice.putObject("delta");
        }
    }

    @Override
    void decorateChoice(ObjectNode choice) {
        if (choice.path("logprobs").isNull()) {
            choice.remove("logprobs");
        }
    }

    @Override
    boolean usageWanted(ChatCall call) {
        return call.body().path("stream_options").path("include_usage").asBoolean(true);
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of();
    }

    /** A size above the model's own is filled up with zeros. */
    @Override
    Payload embeddings(WireCall call, Answer answer) {
        int asked = call.body().path("dimensions").asInt(SIZE);
        return json(
                200,
                Embeddings.openAi(
                        call,
                        answer,
                        Math.min(asked, SIZE),
                        vector -> asked > SIZE ? Arrays.copyOf(vector, asked) : vector));
    }
}
