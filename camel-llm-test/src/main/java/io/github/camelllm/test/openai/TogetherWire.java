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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Together AI. Facts: OpenAPI of April 2026, SDK of August 2026, traffic recorded in January 2026 (and, for the index of
 * whole tool calls, in September 2025 by llamastack/llama-stack, tests/integration/recordings). Of errors the statuses are
 * documented; their words, but those of a wrong key, are made up.
 */
public final class TogetherWire extends CompatibleWire {

    private static final String INVALID = "invalid_request_error";
    private static final Set<String> IGNORED = Set.of(
            "stream_options",
            "parallel_tool_calls",
            "user",
            "metadata",
            "service_tier",
            "store",
            "max_completion_tokens");

    public TogetherWire() {
        says(ErrorCase.BAD_KEY, TogetherWire::wrongKey);
        says(ErrorCase.CONTEXT_TOO_LONG, TogetherWire::tooLong);
        says(
                ErrorCase.RATE_LIMITED,
                () -> error(429, "You have reached the rate limit of this model.", "rate_limit_error", null));
        says(
                ErrorCase.QUOTA_EXHAUSTED,
                () -> error(402, "The account has reached its spending limit.", "credit_limit", null));
        says(
                ErrorCase.OVERLOADED,
                () -> error(503, "The server is overloaded or not ready yet.", "service_unavailable", null));
        says(ErrorCase.SERVER_ERROR, () -> error(500, "Internal server error", "server_error", null));
        says(ErrorCase.MALFORMED_REQUEST, () -> error(400, "Input validation error", INVALID, null));
    }

    private static Payload error(int status, String message, String type, @Nullable String code) {
        return json(status, Deltas.error(message, type, null, code));
    }

    private static Payload wrongKey() {
        return error(401, "Invalid API key provided.", INVALID, "invalid_api_key");
    }

    /** Status 403 is no question of permissions here. */
    private static Payload tooLong() {
        return error(
                403,
                "The input tokens plus max_tokens exceed the context length of the model: 200000 tokens, the limit is"
                        + " 131072 tokens.",
                INVALID,
                null);
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String param) {
        return json(status, Deltas.error(message, INVALID, param, null));
    }

    @Override
    public String id() {
        return "together-ai";
    }

    @Override
    boolean keyDemanded() {
        return true;
    }

    @Override
    String reasoningMember() {
        return "reasoning";
    }

    @Override
    boolean usageChunk() {
        return false;
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        if (body.path("messages").isEmpty()) {
            throw refused("messages", "messages: Field required");
        }
        if (present(body, "stop") && !body.path("stop").isArray()) {
            throw refused("stop", "stop: Input should be a valid list");
        }
        if (body.path("logprobs").isBoolean() || Rules.outside(body.path("logprobs"), 0, 20)) {
            throw refused("logprobs", "logprobs: Input should be an integer from 0 to 20");
        }
        range(body, "temperature", 0, 2);
        range(body, "presence_penalty", -2, 2);
        range(body, "frequency_penalty", -2, 2);
        range(body, "n", 1, 128);
        call.request().ignored(IGNORED.stream().filter(body::has).sorted().toList());
    }

    private void range(JsonNode body, String member, int least, int most) {
        if (Rules.outside(body.path(member), least, most)) {
            throw refused(member, member + ": Input should be from " + least + " to " + most);
        }
    }

    private RefusedException refused(String param, String message) {
        return new RefusedException(refusal(400, message, INVALID, param));
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return wrongKey();
    }

    @Override
    Payload badJson() {
        return error(400, "Input validation error: the body is no JSON", INVALID, null);
    }

    @Override
    Payload unknownModel(String model) {
        return error(
                404,
                "Unable to access model " + model + ". Please visit https://api.together.ai/models to view the list of"
                        + " supported models.",
                INVALID,
                "model_not_available");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-request-id", Ids.alnum("together" + call.request().number(), 20));
        headers.put("x-ratelimit-limit", "600");
        headers.put(
                "x-ratelimit-remaining", Integer.toString(600 - call.request().number()));
        headers.put("x-ratelimit-reset", "1");
        headers.put("x-tokenlimit-limit", "180000");
        headers.put("x-tokenlimit-remaining", "179000");
        return headers;
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("call_", 24, 8);
    }

    @Override
    ObjectNode envelope(ChatCall call, String object) {
        return TogetherForms.envelope(call, object);
    }

    @Override
    void decorateMessage(ChatCall call, ObjectNode message) {
        JsonNode refusal = message.remove("refusal");
        if (refusal != null) {
            message.set("content", refusal);
        }
        int index = 0;
        for (JsonNode toolCall : message.withArray("/tool_calls")) {
            ((ObjectNode) toolCall).put("index", index++);
        }
    }

    @Override
    void decorateChoice(ObjectNode choice) {
        choice.put("seed", TogetherForms.SEED);
        if (choice.path("logprobs").isObject()) {
            choice.set("logprobs", TogetherForms.listed(choice.path("logprobs")));
        }
    }

    @Override
    ObjectNode usage(ChatCall call) {
        return TogetherForms.usage(call.tokens());
    }

    @Override
    List<Frame> opening(ChatCall call) {
        return List.of();
    }

    /** That of the piece's token, as a number. */
    @Override
    JsonNode logprobs(ChatCall call, String token) {
        return Logprobs.of(token, 0).at("/content/0/logprob");
    }

    @Override
    void decorateChunk(ChatCall call, ObjectNode chunk) {
        TogetherForms.doubled(chunk);
    }

    /** A plain array, not an object with {@code data}. */
    @Override
    JsonNode models(WireCall call) {
        ArrayNode list = Nodes.array();
        call.models().stream().sorted().forEach(model -> {
            ObjectNode entry =
                    list.addObject().put("id", model).put("object", "model").put("type", "chat");
            entry.putObject("pricing").put("input", 0.15).put("output", 0.6);
        });
        return list;
    }

    @Override
    void checkEmbeddings(WireCall call) {
        call.request()
                .ignored(Stream.of("dimensions", "encoding_format", "user")
                        .filter(call.body()::has)
                        .toList());
    }

    /** The schema knows no usage here, and no size. */
    @Override
    Payload embeddings(WireCall call, Answer answer) {
        ObjectNode body = Embeddings.openAi(call, answer, 1024);
        body.remove("usage");
        return json(200, body);
    }
}
