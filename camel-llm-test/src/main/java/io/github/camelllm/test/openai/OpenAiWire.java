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
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI itself. Facts: OpenAPI document of 2026-08-21 and recorded traffic, read 2026-11-25. */
public class OpenAiWire extends ChatWire {

    private static final String INVALID = "invalid_request_error";

    @SuppressWarnings("this-escape") // only a map of its own is filled
    public OpenAiWire() {
        says(
                ErrorCase.BAD_KEY,
                () -> refusal(401, incorrectKey("sk-wrong-key-0000"), INVALID, null, "invalid_api_key"));
        says(
                ErrorCase.NO_PERMISSION,
                () -> refusal(
                        403,
                        "You have insufficient permissions for this operation. Missing scopes: model.request.",
                        INVALID,
                        null,
                        null));
        says(ErrorCase.UNKNOWN_MODEL, () -> notFound("no-such-model"));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "Your input exceeds the context window of this model. Please adjust your input and try again.",
                        INVALID,
                        "messages",
                        "context_length_exceeded"));
        says(
                ErrorCase.CONTENT_BLOCKED,
                () -> refusal(
                        400,
                        "Invalid prompt: your prompt was flagged as potentially violating our usage policy."
                                + " Please try again with a different prompt.",
                        INVALID,
                        null,
                        "invalid_prompt"));
        says(ErrorCase.RATE_LIMITED, OpenAiWire::rateLimited);
        says(
                ErrorCase.QUOTA_EXHAUSTED,
                () -> refusal(
                        429,
                        "You exceeded your current quota, please check your plan and billing details.",
                        "insufficient_quota",
                        null,
                        "insufficient_quota"));
        says(
                ErrorCase.OVERLOADED,
                () -> refusal(
                        503,
                        "The server is currently overloaded with other requests. Sorry about that! Please retry.",
                        "server_error",
                        null,
                        "server_is_overloaded"));
        says(
                ErrorCase.SERVER_ERROR,
                () -> refusal(
                        500,
                        "The server had an error while processing your request. Sorry about that!",
                        "server_error",
                        null,
                        null));
        says(
                ErrorCase.MALFORMED_REQUEST,
                () -> refusal(
                        400,
                        "Invalid type for 'temperature': expected a decimal, but got a string instead.",
                        INVALID,
                        "temperature",
                        "invalid_type"));
    }

    private static Payload rateLimited() {
        return refusal(
                        429,
                        "Rate limit reached for requests. Limit: 500 / min. Please try again in 1s.",
                        "requests",
                        null,
                        "rate_limit_exceeded")
                .with(Map.of(
                        "Retry-After", "1", "x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "1s"));
    }

    static Payload refusal(
            int status, String message, @Nullable String type, @Nullable String param, @Nullable String code) {
        return json(status, Deltas.error(message, type, param, code));
    }

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    boolean chats(String path) {
        return super.chats(path) || path.equals("/responses");
    }

    @Override
    void checkChat(WireCall call) {
        if (ResponsesForms.asked(call)) {
            new ResponsesRules(call.body()).check();
        } else {
            new OpenAiRules(call.body()).check();
        }
    }

    @Override
    Iterator<Frame> frames(ChatCall call) {
        return ResponsesForms.asked(call.wire()) ? new ResponsesStream(call).frames() : super.frames(call);
    }

    @Override
    public String prompt(JsonNode body) {
        return body.has("input") && !body.has("messages") ? ResponsesForms.prompt(body) : super.prompt(body);
    }

    @Override
    public Reply usualReply(WireCall call) {
        return ResponsesForms.asked(call)
                ? UsualReply.to(ResponsesForms.asChat(call.body()), prompt(call.body()))
                : super.usualReply(call);
    }

    @Override
    public Frame malformedEvent(WireCall call) {
        return ResponsesForms.asked(call)
                ? Frame.of(
                        Frame.Kind.CONTENT,
                        "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"bro\n\n")
                : super.malformedEvent(call);
    }

    @Override
    void checkEmbeddings(WireCall call) {
        OpenAiRules.checkEmbeddings(call.body());
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return key.isEmpty()
                ? refusal(
                        401,
                        "You didn't provide an API key. You need to provide your API key in an Authorization header"
                                + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
                        INVALID,
                        null,
                        null)
                : refusal(401, incorrectKey(key), INVALID, null, "invalid_api_key");
    }

    /** The provider shows the first and the last characters of the key. */
    private static String incorrectKey(String key) {
        String shown = key.length() < 16
                ? "*".repeat(key.length())
                : key.substring(0, 8) + "*".repeat(key.length() - 12) + key.substring(key.length() - 4);
        return "Incorrect API key provided: " + shown
                + ". You can find your API key at https://platform.openai.com/account/api-keys.";
    }

    @Override
    Payload badJson() {
        return refusal(
                400,
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP"
                        + " library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid"
                        + " JSON.)",
                INVALID,
                null,
                null);
    }

    @Override
    Payload unknownModel(String model) {
        return notFound(model);
    }

    private static Payload notFound(String model) {
        return refusal(
                404,
                "The model `" + model + "` does not exist or you do not have access to it.",
                INVALID,
                null,
                "model_not_found");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        int used = call.request().number();
        headers.put("x-request-id", "req_" + Ids.hex(id() + used, 32));
        headers.put("openai-processing-ms", "7");
        headers.put("openai-version", "2020-10-01");
        return headers;
    }

    private static Map<String, String> rateLimits(WireCall call) {
        int used = call.request().number();
        return Map.of(
                "x-ratelimit-limit-requests", "500",
                "x-ratelimit-limit-tokens", "200000",
                "x-ratelimit-remaining-requests", Integer.toString(Math.max(0, 500 - used)),
                "x-ratelimit-remaining-tokens", "199984",
                "x-ratelimit-reset-requests", "120ms",
                "x-ratelimit-reset-tokens", "4ms");
    }

    @Override
    Map<String, String> answerHeaders(WireCall call) {
        return rateLimits(call);
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("call_", 24, 8);
    }

    @Override
    ObjectNode whole(ChatCall call) {
        if (ResponsesForms.asked(call.wire())) {
            return ResponsesForms.whole(call);
        }
        ObjectNode body = Nodes.object()
                .put("id", "chatcmpl-" + Ids.alnum(call.seed(), 29))
                .put("object", "chat.completion")
                .put("created", call.created())
                .put("model", call.model());
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode choice = choices.addObject().put("index", i);
            choice.set("message", message(call, i));
            choice.set("logprobs", call.logprobsAsked() ? Deltas.logprobs(call, i) : null);
            choice.put("finish_reason", call.finish());
        }
        body.set("usage", usage(call.tokens()));
        return body.put("service_tier", call.answer().serviceTier().orElse("default"))
                .putNull("system_fingerprint");
    }

    private ObjectNode message(ChatCall call, int choice) {
        ObjectNode message = Nodes.object().put("role", "assistant");
        message.put("content", call.hasText() ? call.text(choice) : null);
        message.put("refusal", call.answer().refusal().orElse(null));
        message.set("annotations", Deltas.annotations(call));
        if (!call.answer().toolCalls().isEmpty()) {
            message.set("tool_calls", Deltas.toolCalls(call, toolStyle()));
        }
        call.answer().audio().ifPresent(audio -> message.set("audio", Deltas.audio(call, audio)));
        return message;
    }

    static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        ObjectNode prompt = usage.putObject("prompt_tokens_details")
                .put("cached_tokens", tokens.cached())
                .put("audio_tokens", tokens.audioInput());
        if (tokens.cacheWrite() > 0) {
            prompt.put("cache_write_tokens", tokens.cacheWrite());
        }
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", tokens.reasoning())
                .put("audio_tokens", tokens.audioOutput())
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    @Override
    List<Frame> opening(ChatCall call) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode delta = Nodes.object()
                    .put("role", "assistant")
                    .put("content", call.hasText() ? "" : null)
                    .putNull("refusal");
            frames.add(call.event(Frame.Kind.OPENING, chunk(call, choice(i, delta, null, null)), Sse.LF));
        }
        return frames;
    }

    /** OpenAI never shows its reasoning in chat completions. */
    @Override
    List<Frame> content(ChatCall call, Piece piece) {
        if (piece instanceof Piece.Reasoning) {
            return List.of();
        }
        ObjectNode logprobs = call.logprobsAsked() && piece instanceof Piece.Text text
                ? Logprobs.of(text.text(), call.body().path("top_logprobs").asInt(0))
                : null;
        ObjectNode delta = Deltas.of(call, piece, "reasoning");
        return List.of(
                call.event(Frame.Kind.CONTENT, chunk(call, choice(piece.choice(), delta, logprobs, null)), Sse.LF));
    }

    @Override
    List<Frame> ending(ChatCall call) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode last = choice(i, Nodes.object(), null, call.finish());
            frames.add(call.event(Frame.Kind.FINISH, chunk(call, last), Sse.LF));
        }
        if (call.usageAsked()) {
            ObjectNode usage = chunk(call, null);
            usage.set("usage", usage(call.tokens()));
            frames.add(call.event(Frame.Kind.USAGE, usage, Sse.LF));
        }
        frames.add(Sse.done());
        return frames;
    }

    private static ObjectNode choice(
            int index, ObjectNode delta, @Nullable ObjectNode logprobs, @Nullable String finish) {
        ObjectNode choice = Nodes.object().put("index", index);
        choice.set("delta", delta);
        choice.set("logprobs", logprobs);
        return choice.put("finish_reason", finish);
    }

    private static ObjectNode chunk(ChatCall call, @Nullable ObjectNode choice) {
        ObjectNode chunk = Nodes.object()
                .put("id", "chatcmpl-" + Ids.alnum(call.seed(), 29))
                .put("object", "chat.completion.chunk")
                .put("created", call.created())
                .put("model", call.model())
                .put("service_tier", call.answer().serviceTier().orElse("default"))
                .putNull("system_fingerprint");
        chunk.set("choices", choice == null ? Nodes.array() : Nodes.array(choice));
        if (call.usageAsked()) {
            chunk.putNull("usage");
        }
        if (call.body().path("stream_options").path("include_obfuscation").asBoolean(true)) {
            chunk.put(
                    "obfuscation",
                    Ids.alnum(
                            chunk.toString(), 4 + Math.floorMod(chunk.toString().hashCode(), 12)));
        }
        return chunk;
    }

    /** A chunk whose JSON has a top-level error; then the stream ends. */
    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        if (ResponsesForms.asked(call)) {
            ObjectNode event = Nodes.object().put("type", "error").put("sequence_number", 99);
            event.set("error", Nodes.read(errorBytes(error)).path("error"));
            return List.of(Sse.namedError(event));
        }
        return List.of(Sse.raw(Frame.Kind.ERROR, errorBytes(error)));
    }

    @Override
    Payload embeddings(WireCall call, Answer answer) {
        int dimensions = call.body().path("dimensions").asInt(call.model().contains("large") ? 3072 : 1536);
        return json(200, Embeddings.openAi(call, answer, dimensions));
    }
}
