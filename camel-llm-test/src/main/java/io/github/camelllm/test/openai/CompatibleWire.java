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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the servers of open models have in common: no key unless one is configured, unknown members ignored, OpenAI's forms.
 * Facts: vLLM sources and docs of 2026, llama.cpp server README of 2026, LM Studio docs of 2026-04-29, GPUStack traffic
 * recorded 2026-06-08.
 */
abstract class CompatibleWire extends ChatWire {

    /** How the server words an error. */
    abstract Payload refusal(int status, String message, String type, @Nullable String param);

    /** The member for reasoning text. */
    String reasoningMember() {
        return "reasoning_content";
    }

    /** Whether usage comes in a chunk of its own when it is asked for; if not, it always sits in the finish chunk. */
    boolean usageChunk() {
        return true;
    }

    /** Whether the stream tells its usage. */
    boolean usageWanted(ChatCall call) {
        return !usageChunk() || call.usageAsked();
    }

    boolean endMark() {
        return true;
    }

    /** Adds what only this server says in its last chunk and its unary answers. */
    void decorate(ChatCall call, ObjectNode last) {}

    CompatibleWire() {
        says(ErrorCase.UNKNOWN_MODEL, () -> unknownModel("no-such-model"));
        says(ErrorCase.SERVER_ERROR, () -> refusal(500, "Internal server error", "InternalServerError", null));
        says(ErrorCase.OVERLOADED, () -> refusal(503, "The server is overloaded.", "ServiceUnavailableError", null));
        says(
                ErrorCase.MALFORMED_REQUEST,
                () -> refusal(400, "Stream options can only be defined when `stream=True`.", "BadRequestError", null));
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    boolean keyDemanded() {
        return false;
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        if (!present(body, "messages")) {
            throw new RefusedException(refusal(400, "messages: Field required", "BadRequestError", null));
        }
        if (present(body, "stream_options") && !call.streams()) {
            throw new RefusedException(errorPayload(ErrorCase.MALFORMED_REQUEST));
        }
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return json(401, Nodes.object().put("error", "Unauthorized"));
    }

    @Override
    Payload badJson() {
        return refusal(400, "There was an error parsing the body", "BadRequestError", null);
    }

    @Override
    Payload unknownModel(String model) {
        return refusal(404, "The model `" + model + "` does not exist.", "NotFoundError", "model");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of();
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("chatcmpl-tool-", 32, 8);
    }

    ObjectNode envelope(ChatCall call, String object) {
        return Nodes.object()
                .put("id", "chatcmpl-" + Ids.hex(call.seed(), 32))
                .put("object", object)
                .put("created", call.created())
                .put("model", call.model());
    }

    @Override
    ObjectNode whole(ChatCall call) {
        ObjectNode body = envelope(call, "chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode choice = choices.addObject().put("index", i);
            choice.set("message", message(call, i));
            choice.set("logprobs", call.logprobsAsked() ? Deltas.logprobs(call, i) : null);
            choice.put("finish_reason", call.finish());
            decorateChoice(choice);
        }
        body.set("usage", usage(call));
        decorate(call, body);
        return body;
    }

    void decorateChoice(ObjectNode choice) {}

    /** Adds what only this provider says in the message of a unary answer. */
    void decorateMessage(ChatCall call, ObjectNode message) {}

    /** Changes each chunk with a choice to this provider's form. */
    void decorateChunk(ChatCall call, ObjectNode chunk) {}

    private ObjectNode message(ChatCall call, int choice) {
        ObjectNode message =
                Nodes.object().put("role", "assistant").put("content", call.hasText() ? call.text(choice) : null);
        call.answer().refusal().ifPresent(text -> message.put("refusal", text));
        call.answer().reasoning().ifPresent(text -> message.put(reasoningMember(), text));
        if (!call.answer().toolCalls().isEmpty()) {
            message.set("tool_calls", Deltas.toolCalls(call, toolStyle()));
        }
        decorateMessage(call, message);
        return message;
    }

    ObjectNode usage(ChatCall call) {
        Tokens tokens = call.tokens();
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("total_tokens", tokens.total())
                .put("completion_tokens", tokens.output());
        if (tokens.cached() == 0) {
            return usage.putNull("prompt_tokens_details");
        }
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        return usage;
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
        ObjectNode delta = Deltas.of(call, piece, reasoningMember());
        ObjectNode chunk = chunk(call, piece.choice(), delta, null);
        if (call.logprobsAsked() && piece instanceof Piece.Text text) {
            ((ObjectNode) chunk.path("choices").path(0)).set("logprobs", logprobs(call, text.text()));
        }
        return List.of(call.event(Frame.Kind.CONTENT, chunk, Sse.LF));
    }

    /** The log probabilities of a streamed piece. */
    JsonNode logprobs(ChatCall call, String token) {
        return Logprobs.of(token, call.body().path("top_logprobs").asInt(0));
    }

    @Override
    List<Frame> ending(ChatCall call) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode last = chunk(call, i, Nodes.object().put("content", ""), call.finish());
            decorateChoice((ObjectNode) last.path("choices").path(0));
            if (!usageChunk() && usageWanted(call)) {
                last.set("usage", usage(call));
            }
            if (i == call.choices() - 1) {
                decorate(call, last);
            }
            frames.add(call.event(Frame.Kind.FINISH, last, Sse.LF));
        }
        if (usageChunk() && usageWanted(call)) {
            ObjectNode chunk = envelope(call, "chat.completion.chunk");
            chunk.putArray("choices");
            chunk.set("usage", usage(call));
            decorate(call, chunk);
            frames.add(call.event(Frame.Kind.USAGE, chunk, Sse.LF));
        }
        if (endMark()) {
            frames.add(Sse.done());
        }
        return frames;
    }

    final ObjectNode chunk(ChatCall call, int index, ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = envelope(call, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        if (!usageChunk()) {
            chunk.putNull("usage");
        }
        decorateChunk(call, chunk);
        return chunk;
    }

    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        return List.of(Sse.raw(Frame.Kind.ERROR, errorBytes(error)), Sse.done());
    }

    @Override
    Payload embeddings(WireCall call, Answer answer) {
        return json(
                200,
                Embeddings.openAi(call, answer, call.body().path("dimensions").asInt(1024)));
    }
}
