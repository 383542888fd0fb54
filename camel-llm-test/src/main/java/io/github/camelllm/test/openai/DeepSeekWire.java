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
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.Rules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DeepSeek. Facts: provider docs of October 2026, traffic recorded in December 2025, June and August 2026. */
public final class DeepSeekWire extends ChatWire {

    private static final String INVALID = "invalid_request_error";
    private static final Set<String> MEMBERS = Set.of(
            "model",
            "messages",
            "thinking",
            "reasoning_effort",
            "max_tokens",
            "temperature",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "stop",
            "logprobs",
            "top_logprobs",
            "response_format",
            "tools",
            "tool_choice",
            "stream",
            "stream_options",
            "user_id");

    public DeepSeekWire() {
        says(ErrorCase.BAD_KEY, () -> wrongKey("****test"));
        says(ErrorCase.UNKNOWN_MODEL, () -> unknownModel("no-such-model"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "This model's maximum context length is 1048565 tokens. However, you requested 1250025 tokens"
                                + " (1250025 in the messages, 0 in the completion). Please reduce the length of the messages"
                                + " or completion.",
                        INVALID));
        says(ErrorCase.CONTENT_BLOCKED, () -> refusal(400, "Content Exists Risk", INVALID));
        says(
                ErrorCase.RATE_LIMITED,
                () -> refusal(429, "Too many concurrent requests. Please try again later.", "rate_limit_error"));
        says(ErrorCase.QUOTA_EXHAUSTED, () -> refusal(402, "Insufficient Balance", "unknown_error"));
        says(
                ErrorCase.OVERLOADED,
                () -> refusal(
                        503,
                        "Service is too busy. We advise users to temporarily switch to alternative LLM API"
                                + " service providers.",
                        "service_unavailable_error"));
        says(ErrorCase.SERVER_ERROR, () -> refusal(500, "Internal Server Error", "internal_server_error"));
        says(
                ErrorCase.MALFORMED_REQUEST,
                () -> refusal(
                        422,
                        "Failed to deserialize the JSON body into the target type: missing field `messages`",
                        INVALID));
    }

    /** Errors come as octets; the body is JSON all the same (recorded). */
    private static Payload refusal(int status, String message, String type) {
        byte[] body = Nodes.bytes(Deltas.error(message, type, null, INVALID));
        return Payload.whole(status, "application/octet-stream", body);
    }

    private static Payload wrongKey(String shown) {
        return refusal(401, "Authentication Fails, Your api key: " + shown + " is invalid", "authentication_error");
    }

    @Override
    public String id() {
        return "deepseek";
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    boolean chats(String path) {
        return path.equals("/chat/completions")
                || path.equals("/v1/chat/completions")
                || path.equals("/beta/chat/completions");
    }

    @Override
    boolean hasEmbeddings() {
        return false;
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        for (String member : List.of("model", "messages")) {
            if (!present(body, member)) {
                throw refused(
                        422,
                        "Failed to deserialize the JSON body into the target type: missing field `" + member + "`");
            }
        }
        if (body.path("messages").isEmpty()) {
            throw refused(400, "Empty input messages");
        }
        format(body);
        range(body, "temperature", 0, 2);
        range(body, "presence_penalty", -2, 2);
        range(body, "frequency_penalty", -2, 2);
        range(body, "top_logprobs", 0, 20);
        range(body, "max_tokens", 1, 393_216);
        if (body.path("stop").size() > 16) {
            throw refused(400, "Invalid stop: at most 16 sequences are allowed");
        }
        if (thinks(body)) {
            replayedReasoning(body.path("messages"));
        }
        call.request().ignored(Rules.unknown(body, MEMBERS));
    }

    private static void format(JsonNode body) {
        String format = body.path("response_format").path("type").asText("text");
        if (!Set.of("text", "json_object").contains(format)) {
            throw refused(400, "This response_format type is unavailable now");
        }
        if (format.equals("json_object") && !Rules.saysJson(body.path("messages"))) {
            throw refused(
                    400,
                    "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.");
        }
    }

    private static void range(JsonNode body, String member, double least, double most) {
        if (Rules.outside(body.path(member), least, most)) {
            throw refused(
                    400,
                    "Invalid " + member + " value, the valid range of " + member + " is [" + least + ", " + most + "]");
        }
    }

    private static boolean thinks(JsonNode body) {
        return !body.path("thinking").path("type").asText("enabled").equals("disabled");
    }

    /** In thinking mode an assistant message with tool calls must bring its reasoning back. */
    private static void replayedReasoning(JsonNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            if (message.path("tool_calls").size() > 0 && !message.has("reasoning_content")) {
                throw refused(
                        400,
                        "Missing `reasoning_content` field in the assistant message at message index " + i
                                + ": the `reasoning_content` in the thinking mode must be passed back to the API.");
            }
        }
    }

    private static RefusedException refused(int status, String message) {
        return new RefusedException(refusal(status, message, INVALID));
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return wrongKey(key.length() < 8 ? "****" : "****" + key.substring(key.length() - 4));
    }

    @Override
    Payload badJson() {
        return refusal(400, "Failed to parse the request body as JSON", INVALID);
    }

    @Override
    Payload unknownModel(String model) {
        return refusal(400, "Model Not Exist", INVALID);
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of("x-ds-trace-id", Ids.hex(id() + call.request().number(), 32));
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("call_00_", 24, 6);
    }

    @Override
    ObjectNode whole(ChatCall call) {
        ObjectNode body = envelope(call, "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put(
                "content",
                call.hasText() ? call.text(0) : call.answer().refusal().orElse(""));
        if (thinks(call.body())) {
            message.put("reasoning_content", call.answer().reasoning().orElse(""));
        }
        if (!call.answer().toolCalls().isEmpty()) {
            ArrayNode calls = Deltas.toolCalls(call, toolStyle());
            for (int i = 0; i < calls.size(); i++) {
                ((ObjectNode) calls.get(i)).put("index", i);
            }
            message.set("tool_calls", calls);
        }
        choice.set("logprobs", call.logprobsAsked() ? Deltas.logprobs(call, 0) : null);
        choice.put("finish_reason", call.finish());
        body.set("usage", usage(call));
        return body.put("system_fingerprint", "fp_eaab8d114b_prod0820_fp8_kvcache");
    }

    /** Empty lines keep a waiting call alive. */
    @Override
    byte[] padded(ChatCall call, byte[] json) {
        return ("\n\n\n" + new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode envelope(ChatCall call, String object) {
        return Nodes.object()
                .put("id", Ids.uuid(call.seed()))
                .put("object", object)
                .put("created", call.created())
                .put("model", call.model());
    }

    private static ObjectNode usage(ChatCall call) {
        Tokens tokens = call.tokens();
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        if (thinks(call.body())) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
        }
        return usage.put("prompt_cache_hit_tokens", tokens.cached())
                .put("prompt_cache_miss_tokens", tokens.input() - tokens.cached());
    }

    @Override
    List<Frame> opening(ChatCall call) {
        ObjectNode delta = Nodes.object().put("role", "assistant");
        if (thinks(call.body())) {
            delta.putNull("content").put("reasoning_content", "");
        } else {
            delta.put("content", "");
        }
        return List.of(
                Sse.comment("keep-alive", Sse.LF),
                call.event(Frame.Kind.OPENING, chunk(call, delta, null, null), Sse.LF));
    }

    /** While thinking is on, each delta has both members, one of them null. */
    @Override
    List<Frame> content(ChatCall call, Piece piece) {
        boolean thinks = thinks(call.body());
        ObjectNode delta = Nodes.object();
        if (piece instanceof Piece.Reasoning reasoning) {
            if (!thinks) {
                return List.of();
            }
            delta.putNull("content").put("reasoning_content", reasoning.text());
        } else if (piece instanceof Piece.Text || piece instanceof Piece.Refusal) {
            delta.put("content", piece instanceof Piece.Text text ? text.text() : ((Piece.Refusal) piece).text());
            if (thinks) {
                delta.putNull("reasoning_content");
            }
        } else if (piece instanceof Piece.ToolStart || piece instanceof Piece.ToolArguments) {
            delta = Deltas.of(call, piece, "reasoning_content");
        } else {
            return List.of();
        }
        ObjectNode logprobs = call.logprobsAsked() && piece instanceof Piece.Text text
                ? Logprobs.of(text.text(), call.body().path("top_logprobs").asInt(0))
                : null;
        return List.of(call.event(Frame.Kind.CONTENT, chunk(call, delta, logprobs, null), Sse.LF));
    }

    /** The usage sits in the chunk with the finish reason; there is no further chunk. */
    @Override
    List<Frame> ending(ChatCall call) {
        ObjectNode delta = Nodes.object().put("content", "");
        if (thinks(call.body())) {
            delta.putNull("reasoning_content");
        }
        ObjectNode last = chunk(call, delta, null, call.finish());
        last.set("usage", usage(call));
        return List.of(call.event(Frame.Kind.FINISH, last, Sse.LF), Sse.done());
    }

    private static ObjectNode chunk(
            ChatCall call, ObjectNode delta, @Nullable ObjectNode logprobs, @Nullable String finish) {
        ObjectNode chunk =
                envelope(call, "chat.completion.chunk").put("system_fingerprint", "fp_eaab8d114b_prod0820_fp8_kvcache");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.set("logprobs", logprobs);
        choice.put("finish_reason", finish);
        return call.usageAsked() ? chunk.putNull("usage") : chunk;
    }

    /** The shape is not documented; the error object is what the other answers have. */
    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        return List.of(Sse.raw(Frame.Kind.ERROR, errorBytes(error)));
    }
}
