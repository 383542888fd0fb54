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
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groq. Facts: Python SDK of 2026-08-18, console docs, traffic recorded in February 2026, read 2026-11-25. */
public final class GroqWire extends ChatWire {

    private static final String INVALID = "invalid_request_error";
    private static final Set<String> MEMBERS = Set.of(
            "model",
            "messages",
            "max_completion_tokens",
            "max_tokens",
            "n",
            "stop",
            "temperature",
            "top_p",
            "seed",
            "user",
            "parallel_tool_calls",
            "reasoning_effort",
            "reasoning_format",
            "include_reasoning",
            "service_tier",
            "response_format",
            "tools",
            "tool_choice",
            "disable_tool_validation",
            "documents",
            "citation_options",
            "search_settings",
            "compound_custom",
            "stream",
            "stream_options");
    private static final Set<String> NOT_YET = Set.of(
            "frequency_penalty", "presence_penalty", "logit_bias", "logprobs", "top_logprobs", "metadata", "store");

    public GroqWire() {
        says(ErrorCase.BAD_KEY, () -> refusal(401, "Invalid API Key", INVALID, "invalid_api_key"));
        says(
                ErrorCase.NO_PERMISSION,
                () -> refusal(
                        403,
                        "The model is blocked at the organization level. Please have an org admin enable this model.",
                        "permissions_error",
                        "model_permission_blocked_org"));
        says(ErrorCase.UNKNOWN_MODEL, () -> unknownModel("no-such-model"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "Please reduce the length of the messages or completion.",
                        INVALID,
                        "context_length_exceeded"));
        says(ErrorCase.RATE_LIMITED, GroqWire::rateLimited);
        says(
                ErrorCase.OVERLOADED,
                () -> refusal(
                        498, "Flex tier capacity exceeded, please try again later.", "capacity", "capacity_exceeded"));
        says(
                ErrorCase.SERVER_ERROR,
                () -> refusal(500, "Internal Server Error", "internal_server_error", "internal_server_error"));
        says(ErrorCase.MALFORMED_REQUEST, () -> refusal(400, "property 'top_k' is unsupported", INVALID, null));
    }

    private static Payload rateLimited() {
        return refusal(
                        429,
                        "Rate limit reached for model in organization on tokens per minute (TPM): Limit 8000, Used 7900,"
                                + " Requested 500. Please try again in 3s.",
                        "tokens",
                        "rate_limit_exceeded")
                .with(Map.of(
                        "retry-after", "3", "x-ratelimit-remaining-tokens", "100", "x-ratelimit-reset-tokens", "3s"));
    }

    private static Payload refusal(int status, String message, String type, @Nullable String code) {
        return json(status, Deltas.error(message, type, code));
    }

    @Override
    public String id() {
        return "groq";
    }

    @Override
    public String basePath() {
        return "/openai/v1";
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        for (String member : Rules.unknown(body, MEMBERS)) {
            throw refused(
                    NOT_YET.contains(member)
                            ? "`" + member + "` is not supported with this model"
                            : "property '" + member + "' is unsupported");
        }
        if (!present(body, "model") || !present(body, "messages")) {
            throw refused("'" + (present(body, "model") ? "messages" : "model") + "' : property is missing");
        }
        if (body.path("messages").isEmpty()) {
            throw refused("'messages' : minimum number of items is 1");
        }
        if (body.path("n").asInt(1) != 1) {
            throw refused("'n' : number must be at most 1");
        }
        if (Rules.outside(body.path("temperature"), 0, 2)) {
            throw refused("'temperature' : number must be at most 2");
        }
        if (body.path("stop").size() > 4) {
            throw refused("'stop' : maximum number of items is 4");
        }
        if (body.path("tools").size() > 128) {
            throw refused("'tools' : maximum number of items is 128");
        }
        if (present(body, "reasoning_format") && present(body, "include_reasoning")) {
            throw refused("cannot specify both `reasoning_format` and `include_reasoning`");
        }
        effort(body, call.model());
    }

    private static void effort(JsonNode body, String model) {
        Set<String> allowed = model.contains("gpt-oss") ? Set.of("low", "medium", "high") : Set.of("none", "default");
        if (present(body, "reasoning_effort")
                && !allowed.contains(body.path("reasoning_effort").asText())) {
            throw refused("`reasoning_effort` must be one of "
                    + allowed.stream().sorted().toList());
        }
    }

    private static RefusedException refused(String message) {
        return new RefusedException(refusal(400, message, INVALID, null));
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return refusal(401, "Invalid API Key", INVALID, "invalid_api_key");
    }

    @Override
    Payload badJson() {
        return refusal(400, "request body could not be parsed as JSON", INVALID, null);
    }

    @Override
    Payload unknownModel(String model) {
        return refusal(
                404,
                "The model `" + model + "` does not exist or you do not have access to it.",
                INVALID,
                "model_not_found");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-request-id", requestId(call));
        headers.put("x-ratelimit-limit-requests", "14400");
        headers.put("x-ratelimit-limit-tokens", "8000");
        headers.put(
                "x-ratelimit-remaining-requests",
                Integer.toString(14_400 - call.request().number()));
        headers.put("x-ratelimit-remaining-tokens", "7900");
        headers.put("x-ratelimit-reset-requests", "2m59.56s");
        headers.put("x-ratelimit-reset-tokens", "750ms");
        return headers;
    }

    private static String requestId(WireCall call) {
        return "req_" + Ids.hex("groq" + call.request().number(), 26);
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("fc_", 24, 0);
    }

    @Override
    ObjectNode whole(ChatCall call) {
        ObjectNode body = Nodes.object()
                .put("id", "chatcmpl-" + Ids.uuid(call.seed()))
                .put("object", "chat.completion")
                .put("created", call.created())
                .put("model", call.model());
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (call.hasText() || call.answer().refusal().isPresent()) {
            message.put(
                    "content",
                    call.hasText() ? call.text(0) : call.answer().refusal().get());
        }
        if (showsReasoning(call)) {
            call.answer().reasoning().ifPresent(text -> message.put("reasoning", text));
        }
        if (!call.answer().toolCalls().isEmpty()) {
            message.set("tool_calls", Deltas.toolCalls(call, toolStyle()));
        }
        choice.putNull("logprobs").put("finish_reason", call.finish());
        body.set("usage", usage(call.tokens()));
        body.putNull("usage_breakdown").put("system_fingerprint", "fp_5cbe2eef9e");
        body.putObject("x_groq").put("id", requestId(call.wire())).put("seed", 872_656_815);
        return body.put("service_tier", call.answer().serviceTier().orElse("on_demand"));
    }

    private static boolean showsReasoning(ChatCall call) {
        return call.body().path("include_reasoning").asBoolean(true)
                && !call.body().path("reasoning_format").asText().equals("hidden");
    }

    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Nodes.object()
                .put("queue_time", 0.041905864)
                .put("prompt_tokens", tokens.input())
                .put("prompt_time", 0.003940145)
                .put("completion_tokens", tokens.output())
                .put("completion_time", 0.652670277)
                .put("total_tokens", tokens.total())
                .put("total_time", 0.656610422);
        if (tokens.cached() > 0) {
            usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        }
        if (tokens.reasoning() > 0) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
        }
        return usage;
    }

    @Override
    List<Frame> opening(ChatCall call) {
        ObjectNode delta = Nodes.object().put("role", "assistant").put("content", call.hasText() ? "" : null);
        ObjectNode chunk = chunk(call, delta, null);
        chunk.putObject("x_groq").put("id", requestId(call.wire())).put("seed", 872_656_815);
        return List.of(call.event(Frame.Kind.OPENING, chunk, Sse.LF));
    }

    @Override
    List<Frame> content(ChatCall call, Piece piece) {
        if (piece instanceof Piece.Reasoning && !showsReasoning(call)) {
            return List.of();
        }
        ObjectNode delta = piece instanceof Piece.Refusal refusal
                ? Nodes.object().put("content", refusal.text())
                : Deltas.of(call, piece, "reasoning");
        if (piece instanceof Piece.Reasoning && call.model().contains("gpt-oss")) {
            delta.put("channel", "analysis");
        }
        return List.of(call.event(Frame.Kind.CONTENT, chunk(call, delta, null), Sse.LF));
    }

    /** Usage stands twice in the last chunk, without being asked for. */
    @Override
    List<Frame> ending(ChatCall call) {
        ObjectNode chunk = chunk(call, Nodes.object(), call.finish());
        chunk.putObject("x_groq").put("id", requestId(call.wire())).set("usage", usage(call.tokens()));
        chunk.set("usage", usage(call.tokens()));
        return List.of(call.event(Frame.Kind.FINISH, chunk, Sse.LF), Sse.done());
    }

    private static ObjectNode chunk(ChatCall call, ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = Nodes.object()
                .put("id", "chatcmpl-" + Ids.uuid(call.seed()))
                .put("object", "chat.completion.chunk")
                .put("created", call.created())
                .put("model", call.model())
                .put("system_fingerprint", "fp_5cbe2eef9e");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        return chunk;
    }

    /** A named event with the status inside, and no end mark behind it. */
    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        ObjectNode body = (ObjectNode) Nodes.read(errorBytes(error));
        ((ObjectNode) body.path("error")).put("status_code", errorStatus(error));
        return List.of(Sse.namedError(body));
    }

    @Override
    Payload embeddings(WireCall call, Answer answer) {
        return json(200, Embeddings.openAi(call, answer, 768));
    }
}
