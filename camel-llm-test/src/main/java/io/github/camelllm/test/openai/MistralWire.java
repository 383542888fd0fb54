/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mistral AI. Facts: OpenAPI document of 2026-08-21, traffic recorded in January and August 2026, read 2026-11-25. */
public final class MistralWire extends ChatWire {

    private static final ToolStyle OWN = new ToolStyle("", 9, 0);

    public MistralWire() {
        says(ErrorCase.BAD_KEY, () -> json(401, Nodes.object().put("detail", "Invalid API Key")));
        says(ErrorCase.UNKNOWN_MODEL, () -> unknownModel("no-such-model"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> error(
                        400,
                        TextNode.valueOf("Prompt contains 300000 tokens and 0 draft tokens, too large for model with"
                                + " 262144 maximum context length"),
                        "invalid_request_prompt",
                        null));
        says(ErrorCase.CONTENT_BLOCKED, MistralWire::guardrail);
        says(ErrorCase.RATE_LIMITED, MistralWire::rateLimited);
        says(
                ErrorCase.OVERLOADED,
                () -> error(
                        429,
                        TextNode.valueOf("Service tier capacity exceeded for this model."),
                        "service_tier_capacity_exceeded",
                        "3505"));
        says(
                ErrorCase.SERVER_ERROR,
                () -> error(500, TextNode.valueOf("Service unavailable."), "internal_server_error", "1000"));
        says(
                ErrorCase.MALFORMED_REQUEST,
                () -> MistralRules.invalid(
                        "extra_forbidden", "Extra inputs are not permitted", TextNode.valueOf("7"), "body", "seed"));
    }

    private static Payload guardrail() {
        ObjectNode body = Nodes.object();
        body.putObject("error").put("message", "Content blocked by guardrail").put("status", 403);
        body.putObject("guardrails").putObject("results");
        return json(403, body);
    }

    private static Payload rateLimited() {
        ObjectNode body = Nodes.object()
                .put("object", "error")
                .put("message", "Rate limit exceeded")
                .put("type", "rate_limited")
                .putNull("param")
                .put("code", "1300")
                .put("raw_status_code", 429);
        return json(429, body)
                .with(Map.of("x-ratelimit-limit-req-minute", "60", "x-ratelimit-remaining-req-minute", "0"));
    }

    static Payload error(int status, JsonNode message, String type, @Nullable String code) {
        ObjectNode body = Nodes.object().put("object", "error");
        body.set("message", message);
        return json(status, body.put("type", type).putNull("param").put("code", code));
    }

    @Override
    public String id() {
        return "mistral";
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    void checkChat(WireCall call) {
        new MistralRules(call.body()).check();
    }

    @Override
    void checkEmbeddings(WireCall call) {
        MistralRules.checkEmbeddings(call.body());
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return json(401, Nodes.object().put("detail", key.isEmpty() ? "Missing API key" : "Invalid API Key"));
    }

    @Override
    Payload badJson() {
        return MistralRules.invalid("json_invalid", "JSON decode error", Nodes.object(), "body", "0");
    }

    @Override
    Payload unknownModel(String model) {
        return error(404, TextNode.valueOf("Invalid model: " + model), "invalid_model", "1500");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        String id = Ids.uuid(id() + call.request().number());
        return Map.of("mistral-correlation-id", id, "x-kong-request-id", id);
    }

    /** Recorded on unary answers; absent on streamed chat. */
    @Override
    Map<String, String> answerHeaders(WireCall call) {
        if (call.streams()) {
            return Map.of();
        }
        int left = Math.max(0, 60 - call.request().number());
        return Map.of(
                "x-ratelimit-limit-req-minute", "60",
                "x-ratelimit-remaining-req-minute", Integer.toString(left),
                "x-ratelimit-limit-tokens-minute", "500000",
                "x-ratelimit-remaining-tokens-minute", "499900",
                "x-ratelimit-tokens-query-cost", "100");
    }

    @Override
    ToolStyle toolStyle() {
        return OWN;
    }

    /** Models of others that Mistral hosts send tool calls in pieces, with ids of their own kind. */
    private static boolean hosted(ChatCall call) {
        return call.model().startsWith("zai-");
    }

    @Override
    Iterator<Piece> arranged(Iterator<Piece> pieces) {
        return new TurnPieces(pieces);
    }

    @Override
    ObjectNode whole(ChatCall call) {
        ObjectNode body = Nodes.object()
                .put("id", Ids.hex(call.seed(), 32))
                .put("created", call.created())
                .put("model", call.model());
        body.set("usage", usage(call));
        body.put("object", "chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < call.choices(); i++) {
            choices.addObject()
                    .put("index", i)
                    .put("finish_reason", call.finish())
                    .set("message", message(call, i));
        }
        return body;
    }

    private static ObjectNode message(ChatCall call, int choice) {
        ObjectNode message = Nodes.object().put("role", "assistant");
        if (call.answer().toolCalls().isEmpty()) {
            message.putNull("tool_calls");
        } else {
            ArrayNode calls = Deltas.toolCalls(call, OWN);
            calls.forEach(tool -> ((ObjectNode) tool).remove("type"));
            message.set("tool_calls", calls);
        }
        String text =
                call.hasText() ? call.text(choice) : call.answer().refusal().orElse(null);
        if (call.answer().reasoning().isPresent()) {
            ArrayNode chunks = message.putArray("content");
            chunks.add(thinking(call.answer().reasoning().get(), true));
            if (text != null) {
                chunks.add(textChunk(text));
            }
        } else if (text != null) {
            message.put("content", text);
        }
        return message;
    }

    private static ObjectNode thinking(String text, boolean closed) {
        ObjectNode chunk = Nodes.object().put("type", "thinking");
        chunk.putArray("thinking").add(textChunk(text));
        return closed ? chunk.put("closed", true) : chunk;
    }

    private static ObjectNode textChunk(String text) {
        return Nodes.object().put("type", "text").put("text", text);
    }

    private static ObjectNode usage(ChatCall call) {
        Tokens tokens = call.tokens();
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("total_tokens", tokens.total())
                .put("completion_tokens", tokens.output());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        return usage.put("service_tier", call.answer().serviceTier().orElse("standard"));
    }

    @Override
    List<Frame> opening(ChatCall call) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode delta = Nodes.object().put("role", "assistant").put("content", "");
            frames.add(call.event(Frame.Kind.OPENING, chunk(call, i, delta, null), Sse.LF));
        }
        return frames;
    }

    @Override
    List<Frame> content(ChatCall call, Piece piece) {
        if (piece instanceof Piece.ToolStart start) {
            return hosted(call) ? hostedTool(call, start) : List.of();
        }
        ObjectNode delta = Nodes.object();
        if (piece instanceof Piece.Reasoning reasoning) {
            delta.putArray("content").add(thinking(reasoning.text(), false));
        } else if (piece instanceof Piece.Turn turn) {
            delta.putArray("content").add(thinking(turn.reasoning(), true)).add(textChunk(turn.text()));
        } else if (piece instanceof Piece.Text text) {
            delta.put("content", text.text());
        } else if (piece instanceof Piece.Refusal refusal) {
            delta.put("content", refusal.text());
        } else {
            return List.of();
        }
        return List.of(padded(call, Frame.Kind.CONTENT, chunk(call, piece.choice(), delta, null)));
    }

    private static List<Frame> hostedTool(ChatCall call, Piece.ToolStart start) {
        ObjectNode first = Nodes.object();
        ObjectNode opened = first.putArray("tool_calls").addObject();
        opened.put("id", "chatcmpl-tool-" + Ids.hex(start.id(), 16)).put("type", "function");
        opened.putObject("function").put("name", start.name()).put("arguments", "");
        opened.put("index", start.index());
        ObjectNode second = Nodes.object();
        ObjectNode more = second.putArray("tool_calls").addObject().put("type", "function");
        more.putObject("function").put("name", "").put("arguments", start.arguments());
        more.put("index", start.index());
        return List.of(
                padded(call, Frame.Kind.CONTENT, chunk(call, start.choice(), first.put("content", ""), null)),
                padded(call, Frame.Kind.CONTENT, chunk(call, start.choice(), second.put("content", ""), null)));
    }

    /** The last chunk has the finish reason, the usage, and a complete tool call if there is one. */
    @Override
    List<Frame> ending(ChatCall call) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode delta = Nodes.object().put("content", "");
            if (!call.answer().toolCalls().isEmpty() && !hosted(call)) {
                ArrayNode calls = Deltas.toolCalls(call, OWN);
                for (int at = 0; at < calls.size(); at++) {
                    ((ObjectNode) calls.get(at)).put("index", at);
                }
                delta.set("tool_calls", calls);
            }
            ObjectNode chunk = chunk(call, i, delta, call.finish());
            if (i == call.choices() - 1) {
                chunk.set("usage", usage(call));
            }
            frames.add(padded(call, Frame.Kind.FINISH, chunk));
        }
        frames.add(Sse.done());
        return frames;
    }

    private static ObjectNode chunk(ChatCall call, int index, ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = Nodes.object()
                .put("id", Ids.hex(call.seed(), 32))
                .put("object", "chat.completion.chunk")
                .put("created", call.created())
                .put("model", call.model());
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.put("finish_reason", finish).putNull("logprobs");
        return chunk;
    }

    /** Chunks carry letters of changing number, so that their length tells nothing. */
    private static Frame padded(ChatCall call, Frame.Kind kind, ObjectNode chunk) {
        String text = chunk.toString();
        chunk.put("p", Ids.alnum(text, 1 + Math.floorMod(text.hashCode(), 30)));
        return call.event(kind, chunk, Sse.LF);
    }

    /** The shape is not documented; an object of type error is what the other answers have. */
    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        return List.of(Sse.raw(Frame.Kind.ERROR, errorBytes(error)));
    }

    @Override
    Payload embeddings(WireCall call, Answer answer) {
        int dimensions = call.body().path("output_dimension").asInt(1024);
        ObjectNode listed = Embeddings.openAi(call, answer, dimensions);
        long tokens = Embeddings.tokens(call, answer);
        ObjectNode body = Nodes.object().put("id", Ids.hex(id() + call.request().number(), 32));
        body.setAll(listed);
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("total_tokens", tokens)
                .put("completion_tokens", 0)
                .putNull("prompt_audio_seconds")
                .putNull("prompt_tokens_details");
        return json(200, body);
    }
}
