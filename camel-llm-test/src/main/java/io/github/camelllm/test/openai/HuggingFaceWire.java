/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hugging Face: the router with Together behind it, and, for the model {@code tgi}, a dedicated endpoint that runs Text
 * Generation Inference. Facts: hub docs of 2026-08-22, TGI sources of 2026-01-08, traffic recorded in January 2026. The
 * embeddings are those of Text Embeddings Inference in OpenAI's form.
 */
public final class HuggingFaceWire extends CompatibleWire {

    private static final String INVALID = "invalid_request_error";

    public HuggingFaceWire() {
        says(ErrorCase.BAD_KEY, () -> bare(401, "Invalid username or password."));
        says(
                ErrorCase.NO_PERMISSION,
                () -> bare(
                        403,
                        "This authentication method does not have sufficient permissions to call Inference Providers."));
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> tgi(
                        422,
                        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs`"
                                + " tokens and 100 `max_new_tokens`",
                        "validation"));
        says(ErrorCase.RATE_LIMITED, () -> bare(429, "Too many requests, please slow down."));
        says(
                ErrorCase.QUOTA_EXHAUSTED,
                () -> bare(402, "You have exceeded your monthly included credits for Inference Providers."));
        says(ErrorCase.OVERLOADED, () -> bare(503, "The model is loading or has no capacity."));
        says(ErrorCase.SERVER_ERROR, () -> bare(500, "Internal Server Error"));
        says(ErrorCase.MALFORMED_REQUEST, () -> refusal(400, "messages is required", INVALID, null));
    }

    private static Payload bare(int status, String message) {
        return json(status, Nodes.object().put("error", message));
    }

    private static Payload tgi(int status, String message, String type) {
        return json(status, Nodes.object().put("error", message).put("error_type", type));
    }

    @Override
    Payload refusal(int status, String message, String type, @Nullable String code) {
        return json(status, Deltas.error(message, type, code));
    }

    @Override
    public String id() {
        return "huggingface";
    }

    private static boolean isTgi(String model) {
        return model.equals("tgi");
    }

    @Override
    boolean keyDemanded() {
        return true;
    }

    @Override
    Payload worded(WireCall call, ErrorCase error) {
        if (!isTgi(call.model())) {
            return errorPayload(error);
        }
        return switch (error) {
            case OVERLOADED, RATE_LIMITED -> tgi(429, "Model is overloaded", "overloaded");
            case SERVER_ERROR -> tgi(500, "Incomplete generation", "incomplete_generation");
            case MALFORMED_REQUEST -> tgi(422, "Input validation error: `messages` is missing", "validation");
            default -> errorPayload(error);
        };
    }

    @Override
    void checkChat(WireCall call) {
        JsonNode body = call.body();
        boolean tgi = isTgi(call.model());
        if (body.path("messages").isEmpty()) {
            throw new RefusedException(worded(call, ErrorCase.MALFORMED_REQUEST));
        }
        if (tgi) {
            checkTgi(body);
        }
    }

    private static void checkTgi(JsonNode body) {
        if (body.path("temperature").isNumber() && body.path("temperature").asDouble() <= 0) {
            throw invalid("`temperature` must be strictly positive");
        }
        JsonNode topP = body.path("top_p");
        if (topP.isNumber() && (topP.asDouble() <= 0 || topP.asDouble() >= 1)) {
            throw invalid("`top_p` must be > 0.0 and < 1.0");
        }
        if (body.path("stop").size() > 4) {
            throw invalid("`stop` supports up to 4 stop sequences");
        }
        JsonNode format = body.path("response_format");
        if (format.isObject() && !format.has("value")) {
            throw invalid("`response_format`: missing field `value`");
        }
        if (format.isObject() && !body.path("tools").isEmpty()) {
            throw invalid("Grammar and tools are mutually exclusive");
        }
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(tgi(422, "Input validation error: " + message, "validation"));
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return errorPayload(ErrorCase.BAD_KEY);
    }

    @Override
    Payload badJson() {
        return refusal(400, "The body is no JSON", INVALID, null);
    }

    @Override
    Payload unknownModel(String model) {
        return refusal(
                400,
                "The requested model '" + model + "' is not supported by any provider you have enabled.",
                INVALID,
                "model_not_supported");
    }

    /** Recorded on answers with status 200, where it means nothing. */
    @Override
    Map<String, String> answerHeaders(WireCall call) {
        return isTgi(call.model()) ? Map.of("x-compute-type", "gpu+optimized") : Map.of("retry-after", "30");
    }

    @Override
    Map<String, String> wholeHeaders(ChatCall call) {
        if (!isTgi(call.wire().model())) {
            return Map.of();
        }
        return Map.of(
                "x-prompt-tokens",
                Long.toString(call.tokens().input()),
                "x-generated-tokens",
                Long.toString(call.tokens().output()));
    }

    @Override
    ToolStyle toolStyle() {
        return new ToolStyle("call_", 24, 8);
    }

    @Override
    String reasoningMember() {
        return "reasoning";
    }

    @Override
    ObjectNode envelope(ChatCall call, String object) {
        if (!isTgi(call.wire().model())) {
            return TogetherForms.envelope(call, object);
        }
        return Nodes.object()
                .put("id", "")
                .put("object", object)
                .put("created", call.created())
                .put("model", call.model())
                .put("system_fingerprint", "3.3.5-native");
    }

    /** TGI writes the arguments of a whole answer as a JSON value, and numbers the calls. */
    @Override
    void decorateMessage(ChatCall call, ObjectNode message) {
        JsonNode tools = message.path("tool_calls");
        for (int i = 0; i < tools.size(); i++) {
            ObjectNode tool = (ObjectNode) tools.get(i);
            if (isTgi(call.wire().model())) {
                ObjectNode function = (ObjectNode) tool.path("function");
                function.putNull("description")
                        .set("arguments", Nodes.text(function.path("arguments").asText()));
                tool.put("id", Integer.toString(i));
            } else {
                tool.put("index", i);
            }
        }
    }

    @Override
    ObjectNode usage(ChatCall call) {
        if (!isTgi(call.wire().model())) {
            return TogetherForms.usage(call.tokens());
        }
        Tokens tokens = call.tokens();
        return Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.total());
    }

    @Override
    List<Frame> opening(ChatCall call) {
        return isTgi(call.wire().model()) ? List.of(Frame.of(Frame.Kind.COMMENT, ":\n\n")) : List.of();
    }

    /** TGI's deltas have a role each, and its tool calls no id. */
    @Override
    void decorateChunk(ChatCall call, ObjectNode chunk) {
        if (isTgi(call.wire().model())) {
            ObjectNode delta = (ObjectNode) chunk.path("choices").path(0).path("delta");
            delta.put("role", "assistant");
            delta.path("tool_calls")
                    .forEach(tool -> ((ObjectNode) tool).put("id", "").put("type", "function"));
            chunk.putNull("usage");
        } else {
            TogetherForms.doubled(chunk);
        }
    }

    /** TGI sends usage in a chunk of its own and only when asked; Together always in the finish chunk. */
    @Override
    List<Frame> ending(ChatCall call) {
        if (isTgi(call.wire().model())) {
            return super.ending(call);
        }
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode last = chunk(call, i, Nodes.object(), call.finish());
            ((ObjectNode) last.path("choices").path(0)).put("seed", TogetherForms.SEED);
            last.set("usage", usage(call));
            frames.add(call.event(Frame.Kind.FINISH, last, Sse.LF));
        }
        frames.add(Sse.done());
        return frames;
    }

    /** TGI says 422, whatever happened. */
    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        if (!isTgi(call.model())) {
            return super.errorInStream(call, error);
        }
        ObjectNode body = Nodes.object();
        body.putObject("error")
                .put("message", "Request failed during generation: out of memory")
                .put("http_status_code", 422);
        return List.of(Sse.data(Frame.Kind.ERROR, body, Sse.LF), Sse.done());
    }
}
