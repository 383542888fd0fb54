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
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenRouter. Facts: OpenAPI and docs of 2026-08-22, traffic recorded in November 2025, June and August 2026. */
public final class OpenRouterWire extends ChatWire {

    private static final Frame WAITING = Sse.comment("OPENROUTER PROCESSING", Sse.LF);
    private static final String FORMAT = "anthropic-claude-v1";

    public OpenRouterWire() {
        says(ErrorCase.BAD_KEY, () -> refusal(401, "User not found.", null));
        says(ErrorCase.NO_PERMISSION, () -> refusal(403, "This key may not use this model.", "permission_denied"));
        says(ErrorCase.UNKNOWN_MODEL, () -> unknownModel("vendor/no-such-model"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "This endpoint's maximum context length is 131072 tokens. However, you requested about 200000"
                                + " tokens (200000 of text input). Please reduce the length of either one.",
                        "context_length_exceeded"));
        says(ErrorCase.CONTENT_BLOCKED, OpenRouterWire::moderated);
        says(ErrorCase.RATE_LIMITED, OpenRouterWire::rateLimited);
        says(
                ErrorCase.QUOTA_EXHAUSTED,
                () -> refusal(
                        402,
                        "This request requires more credits, or fewer max_tokens. You requested up to 1000 tokens, but can"
                                + " only afford 10.",
                        null));
        says(
                ErrorCase.OVERLOADED,
                () -> refusal(503, "No provider is available now.", "provider_overloaded")
                        .with(Map.of("Retry-After", "2")));
        says(ErrorCase.SERVER_ERROR, () -> refusal(502, "Provider returned error", "provider_unavailable"));
        says(
                ErrorCase.MALFORMED_REQUEST,
                () -> refusal(400, "Input required: specify \"prompt\" or \"messages\"", null));
    }

    private static Payload rateLimited() {
        ObjectNode body = Nodes.object();
        ObjectNode metadata = body.putObject("error")
                .put("code", 429)
                .put("message", "Provider returned error")
                .putObject("metadata");
        metadata.put("error_type", "rate_limit_exceeded")
                .put("provider_name", "Vendor")
                .put("raw", "{\"error\":\"slow down\"}")
                .putArray("previous_errors");
        return json(429, body.put("user_id", "user_1"))
                .with(Map.of(
                        "Retry-After", "1",
                        "X-RateLimit-Limit", "20",
                        "X-RateLimit-Remaining", "0",
                        "X-RateLimit-Reset", "1790000060000"));
    }

    private static Payload moderated() {
        ObjectNode body = Nodes.object();
        ObjectNode metadata = body.putObject("error")
                .put("code", 403)
                .put("message", "Your chosen model requires moderation and your input was flagged.")
                .putObject("metadata");
        metadata.putArray("reasons").add("violence");
        metadata.put("flagged_input", "...").put("provider_name", "Vendor").put("model_slug", "vendor/model");
        return json(403, body.put("user_id", "user_1"));
    }

    private static Payload refusal(int status, String message, @Nullable String type) {
        ObjectNode body = Nodes.object();
        ObjectNode error = body.putObject("error").put("message", message).put("code", status);
        if (type != null) {
            error.putObject("metadata").put("error_type", type);
        }
        return json(status, body);
    }

    @Override
    public String id() {
        return "openrouter";
    }

    @Override
    public String basePath() {
        return "/api/v1";
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        if (body.path("messages").isEmpty()) {
            throw refused("Input required: specify \"prompt\" or \"messages\"");
        }
        JsonNode reasoning = body.path("reasoning");
        if (present(reasoning, "effort") && present(reasoning, "max_tokens")) {
            throw refused("Only one of \"reasoning.effort\" and \"reasoning.max_tokens\" can be specified");
        }
        if (body.path("stop").size() > 4) {
            throw refused("stop: Array must contain at most 4 element(s)");
        }
        if (Rules.outside(body.path("temperature"), 0, 2)) {
            throw refused("temperature: Number must be between 0 and 2");
        }
    }

    private static RefusedException refused(String message) {
        return new RefusedException(refusal(400, message, null));
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return refusal(401, key.isEmpty() ? "Missing Authentication header" : "User not found.", null);
    }

    @Override
    Payload badJson() {
        return refusal(400, "Invalid JSON body", null);
    }

    @Override
    Payload unknownModel(String model) {
        return refusal(404, "No endpoints found for " + model + ".", null);
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of("X-Generation-Id", generation(call));
    }

    private static String generation(WireCall call) {
        return "gen-" + call.request().number() + "-"
                + Ids.alnum("openrouter" + call.request().number(), 20);
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("toolu_", 24, 8);
    }

    /** The upstream that answered. */
    private static String vendor(String model) {
        return model.startsWith("anthropic/") ? "Amazon Bedrock" : model.startsWith("openai/") ? "OpenAI" : "DeepInfra";
    }

    private static String nativeReason(String finish) {
        return finish.equals("stop") ? "end_turn" : finish.equals("tool_calls") ? "tool_use" : finish;
    }

    private static ObjectNode envelope(ChatCall call, String object) {
        return Nodes.object()
                .put("id", generation(call.wire()))
                .put("object", object)
                .put("created", call.created())
                .put("model", call.model())
                .put("provider", vendor(call.model()));
    }

    @Override
    ObjectNode whole(ChatCall call) {
        ObjectNode body = envelope(call, "chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode choice = choices.addObject().put("index", i);
            choice.set("logprobs", call.logprobsAsked() ? Deltas.logprobs(call, i) : null);
            choice.put("finish_reason", call.finish()).put("native_finish_reason", nativeReason(call.finish()));
            choice.set("message", message(call, i));
        }
        body.set("usage", usage(call));
        return body.putNull("system_fingerprint");
    }

    private ObjectNode message(ChatCall call, int choice) {
        Answer answer = call.answer();
        ObjectNode message = Nodes.object()
                .put("role", "assistant")
                .put("content", call.hasText() ? call.text(choice) : null)
                .put("refusal", answer.refusal().orElse(null))
                .put("reasoning", answer.reasoning().orElse(null));
        answer.reasoning()
                .ifPresent(text ->
                        message.putArray("reasoning_details").add(detail(text).put("signature", "c2lnbmVk")));
        if (!answer.toolCalls().isEmpty()) {
            message.set("tool_calls", Deltas.toolCalls(call, toolStyle()));
        }
        if (!answer.citations().isEmpty()) {
            message.set("annotations", annotations(call));
        }
        return message;
    }

    private static ArrayNode annotations(ChatCall call) {
        ArrayNode annotations = Deltas.annotations(call);
        for (int i = 0; i < annotations.size(); i++) {
            ((ObjectNode) annotations.path(i).path("url_citation"))
                    .put("content", call.answer().citations().get(i).snippet());
        }
        return annotations;
    }

    private static ObjectNode detail(String text) {
        return Nodes.object()
                .put("type", "reasoning.text")
                .put("text", text)
                .put("format", FORMAT)
                .put("index", 0);
    }

    /** Usage is always sent, with the bill. */
    private static ObjectNode usage(ChatCall call) {
        Tokens tokens = call.tokens();
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        bill(usage, call.answer(), tokens);
        ObjectNode prompt = usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        prompt.put("cache_write_tokens", tokens.cacheWrite()).put("audio_tokens", tokens.audioInput());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
        return usage;
    }

    /** The bill, and the shares of prompt and answer in it. */
    private static void bill(ObjectNode usage, Answer answer, Tokens tokens) {
        BigDecimal prompt = new BigDecimal("0.000001").multiply(BigDecimal.valueOf(tokens.input()));
        BigDecimal cost = answer.cost()
                .orElseGet(() -> prompt.add(new BigDecimal("0.000005").multiply(BigDecimal.valueOf(tokens.output()))));
        BigDecimal share = prompt.min(cost);
        usage.put("cost", cost)
                .put("is_byok", false)
                .putObject("cost_details")
                .put("upstream_inference_cost", cost)
                .put("upstream_inference_prompt_cost", share)
                .put("upstream_inference_completions_cost", cost.subtract(share));
    }

    /** Blank lines keep the connection alive while the upstream thinks. */
    @Override
    byte[] padded(ChatCall call, byte[] json) {
        return ("\n         \n\n         \n" + new String(json, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    List<Frame> opening(ChatCall call) {
        return List.of(WAITING, WAITING);
    }

    @Override
    List<Frame> content(ChatCall call, Piece piece) {
        ObjectNode delta = Nodes.object().put("role", "assistant");
        if (piece instanceof Piece.Reasoning reasoning) {
            delta.put("content", "").put("reasoning", reasoning.text());
            delta.putArray("reasoning_details").add(detail(reasoning.text()));
        } else if (piece instanceof Piece.Text || piece instanceof Piece.Refusal) {
            delta.setAll(Deltas.of(call, piece, "reasoning"));
        } else if (piece instanceof Piece.Sources) {
            delta.put("content", "").set("annotations", annotations(call));
        } else {
            delta.putNull("content").setAll(Deltas.of(call, piece, "reasoning"));
        }
        Frame event = call.event(Frame.Kind.CONTENT, chunk(call, piece.choice(), delta, null), Sse.LF);
        return delta.path("content").asText().endsWith(".") ? List.of(event, WAITING) : List.of(event);
    }

    /** The finish reason comes twice: alone, and again with the usage. */
    @Override
    List<Frame> ending(ChatCall call) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            frames.add(call.event(Frame.Kind.FINISH, chunk(call, i, emptyDelta(), call.finish()), Sse.LF));
        }
        ObjectNode last = chunk(call, 0, emptyDelta(), call.finish());
        last.put("service_tier", call.answer().serviceTier().orElse(null)).set("usage", usage(call));
        frames.add(call.event(Frame.Kind.FINISH, last, Sse.LF));
        frames.add(Sse.done());
        return frames;
    }

    private static ObjectNode emptyDelta() {
        return Nodes.object().put("content", "").put("role", "assistant");
    }

    private static ObjectNode chunk(ChatCall call, int index, ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = envelope(call, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.put("finish_reason", finish)
                .put("native_finish_reason", finish == null ? null : nativeReason(finish))
                .putNull("logprobs");
        return chunk;
    }

    /** A chunk with an error beside its choices and usage, as recorded in November 2025, and the end mark. */
    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        ObjectNode chunk = Nodes.object()
                .put("id", generation(call))
                .put("object", "chat.completion.chunk")
                .put("created", 1_790_000_000 + call.request().number())
                .put("model", call.model())
                .put("provider", vendor(call.model()));
        chunk.set("error", Nodes.read(errorBytes(error)).path("error"));
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("role", "assistant").put("content", "");
        choice.putNull("finish_reason").putNull("native_finish_reason");
        chunk.putObject("usage")
                .put("prompt_tokens", 10)
                .put("completion_tokens", 0)
                .put("total_tokens", 10);
        return List.of(Sse.data(Frame.Kind.ERROR, chunk, Sse.LF), Sse.done());
    }

    @Override
    Payload embeddings(WireCall call, Answer answer) {
        ObjectNode body =
                Embeddings.openAi(call, answer, call.body().path("dimensions").asInt(1536));
        bill((ObjectNode) body.path("usage"), answer, Tokens.of(Embeddings.tokens(call, answer), 0));
        return json(200, body.put("id", generation(call)).put("provider", vendor(call.model())));
    }
}
