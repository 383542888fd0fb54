/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Azure OpenAI: OpenAI's chat completions at two kinds of paths, with results of content filters. Facts: Microsoft's
 * documents and recorded traffic, read 2026-11-25. A base URL without {@code /openai/v1} serves both kinds.
 */
public final class AzureWire extends OpenAiWire {

    /** What the deployments of this resource run, unless a script names another. */
    private static final String MODEL = "gpt-4.1-2025-04-14";

    private static final String EMBEDDER = "text-embedding-3-small";
    private static final String DEPLOYMENTS = "/openai/deployments/";
    private static final List<String> SEVERITIES = List.of("hate", "self_harm", "sexual", "violence");
    private static final List<String> DATED = List.of("api-version=20", "api-version=preview");

    public AzureWire() {
        says(
                ErrorCase.BAD_KEY,
                () -> said(
                        401,
                        "401",
                        "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a"
                                + " valid key for an active subscription and use a correct regional API endpoint for"
                                + " your resource."));
        says(ErrorCase.NO_PERMISSION, () -> said(403, "403", "Access denied due to Virtual Network/Firewall rules."));
        says(ErrorCase.UNKNOWN_MODEL, AzureWire::unknownDeployment);
        says(
                ErrorCase.CONTEXT_TOO_LONG,
                () -> refusal(
                        400,
                        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001"
                                + " tokens. Please reduce the length of the messages.",
                        "invalid_request_error",
                        "messages",
                        "context_length_exceeded"));
        says(ErrorCase.CONTENT_BLOCKED, AzureWire::blocked);
        says(
                ErrorCase.RATE_LIMITED,
                () -> said(
                                429,
                                "429",
                                "Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded"
                                        + " token rate limit of your current AIServices S0 pricing tier. Please retry"
                                        + " after 1 seconds.")
                        .with(Map.of(
                                "Retry-After", "1",
                                "x-ratelimit-remaining-requests", "0",
                                "x-ratelimit-reset-requests", "1")));
        says(
                ErrorCase.OVERLOADED,
                () -> said(
                        429,
                        "429",
                        "The service is temporarily unable to process your request. Please try again later."));
        says(ErrorCase.SERVER_ERROR, () -> said(500, "InternalServerError", "The server had an error."));
    }

    private static Payload said(int status, String code, String message) {
        ObjectNode body = Nodes.object();
        body.putObject("error").put("code", code).put("message", message);
        return json(status, body);
    }

    private static Payload unknownDeployment() {
        return said(
                404,
                "DeploymentNotFound",
                "The API deployment for this resource does not exist. If you created the deployment within the last 5"
                        + " minutes, please wait a moment and try again.");
    }

    private static Payload blocked() {
        ObjectNode body = Nodes.object();
        ObjectNode error = body.putObject("error")
                .put(
                        "message",
                        "The response was filtered due to the prompt triggering Azure OpenAI's content management"
                                + " policy. Please modify your prompt and retry.")
                .putNull("type")
                .put("param", "prompt")
                .put("code", "content_filter")
                .put("status", 400);
        ObjectNode inner = error.putObject("innererror").put("code", "ResponsibleAIPolicyViolation");
        ObjectNode results = severities(null);
        results.putObject("jailbreak").put("filtered", true).put("detected", true);
        inner.set("content_filter_result", results);
        return json(400, body);
    }

    @Override
    public String id() {
        return "azure-openai";
    }

    @Override
    public String basePath() {
        return "/openai/v1";
    }

    @Override
    String below(WireCall call) {
        String path = call.request().path();
        boolean versioned = DATED.stream().anyMatch(call.request().target()::contains);
        if (path.equals("/openai/responses") && versioned) {
            return "/responses";
        }
        if (!path.startsWith(DEPLOYMENTS)) {
            return super.below(call);
        }
        int end = path.indexOf('/', DEPLOYMENTS.length());
        return versioned && end > 0 ? path.substring(end) : "";
    }

    /** With a dated version the deployment stands in the path. */
    @Override
    WireCall understood(WireCall call) {
        String deployment = deployment(call.request().path());
        if (deployment.isEmpty() || !call.body().isObject()) {
            return call;
        }
        ObjectNode body = Nodes.object();
        body.setAll((ObjectNode) call.body());
        return call.withBody(body.put("model", deployment));
    }

    /** The deployment in the path, or an empty string. */
    private static String deployment(String path) {
        int end = path.startsWith(DEPLOYMENTS) ? path.indexOf('/', DEPLOYMENTS.length()) : -1;
        return end < 0 ? "" : URLDecoder.decode(path.substring(DEPLOYMENTS.length(), end), StandardCharsets.UTF_8);
    }

    @Override
    public String model(RecordedRequest request) {
        String deployment = deployment(request.path());
        return deployment.isEmpty() ? super.model(request) : deployment;
    }

    @Override
    String key(WireCall call) {
        String key = call.request().header("api-key");
        return key.isEmpty() ? super.key(call) : key;
    }

    @Override
    void checkChat(WireCall call) {
        if (call.body().path("model").asText("").isEmpty()) {
            throw new RefusedException(
                    refusal(400, "you must provide a model parameter", "invalid_request_error", null, null));
        }
        super.checkChat(call);
    }

    @Override
    Payload badKey(WireCall call, String key) {
        return errorPayload(ErrorCase.BAD_KEY);
    }

    @Override
    Payload unknownModel(String model) {
        return unknownDeployment();
    }

    @Override
    Payload unknownPath(WireCall call) {
        return said(404, "404", "Resource not found");
    }

    @Override
    Map<String, String> headers(WireCall call) {
        return Map.of("apim-request-id", Ids.hex(id() + call.request().number(), 32), "x-ms-region", "Sweden Central");
    }

    /** Reset headers are seconds here. */
    @Override
    Map<String, String> answerHeaders(WireCall call) {
        int used = call.request().number();
        return Map.of(
                "x-ratelimit-limit-requests", "500",
                "x-ratelimit-limit-tokens", "200000",
                "x-ratelimit-remaining-requests", Integer.toString(Math.max(0, 500 - used)),
                "x-ratelimit-remaining-tokens", "199984");
    }

    @Override
    ObjectNode whole(ChatCall call) {
        ObjectNode body = super.whole(call);
        if (ResponsesForms.asked(call.wire())) {
            return body.put("model", model(call)).putNull("content_filters");
        }
        body.put("model", model(call)).remove("service_tier");
        body.path("choices").forEach(choice -> {
            ObjectNode message = (ObjectNode) choice.path("message");
            call.answer().reasoning().ifPresent(thoughts -> message.put("reasoning_content", thoughts));
            ((ObjectNode) choice).set("content_filter_results", found(call));
        });
        body.set("prompt_filter_results", prompt());
        return body;
    }

    private static String model(ChatCall call) {
        return call.answer().model().orElse(MODEL);
    }

    @Override
    List<Frame> opening(ChatCall call) {
        ObjectNode first =
                Nodes.object().put("id", "").put("object", "").put("created", 0).put("model", "");
        first.set("choices", Nodes.array());
        first.set("prompt_filter_results", prompt());
        List<Frame> frames = new ArrayList<>();
        frames.add(call.event(Frame.Kind.OPENING, first, Sse.LF));
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode delta =
                    Nodes.object().put("role", "assistant").put("content", "").putNull("refusal");
            frames.add(event(call, Frame.Kind.OPENING, choice(i, delta, Nodes.object(), null, null)));
        }
        return frames;
    }

    @Override
    List<Frame> content(ChatCall call, Piece piece) {
        ObjectNode delta = Deltas.of(call, piece, "reasoning_content");
        ObjectNode logprobs = call.logprobsAsked() && piece instanceof Piece.Text text
                ? Logprobs.of(text.text(), call.body().path("top_logprobs").asInt(0))
                : null;
        return List.of(
                event(call, Frame.Kind.CONTENT, choice(piece.choice(), delta, severities(null), logprobs, null)));
    }

    @Override
    List<Frame> ending(ChatCall call) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < call.choices(); i++) {
            ObjectNode results = call.finish().equals("content_filter") ? found(call) : Nodes.object();
            frames.add(event(call, Frame.Kind.FINISH, choice(i, Nodes.object(), results, null, call.finish())));
        }
        if (call.usageAsked()) {
            ObjectNode usage = chunk(call, null);
            usage.set("usage", usage(call.tokens()));
            frames.add(call.event(Frame.Kind.USAGE, usage, Sse.LF));
        }
        frames.add(Sse.done());
        return frames;
    }

    private static Frame event(ChatCall call, Frame.Kind kind, ObjectNode choice) {
        return call.event(kind, chunk(call, choice), Sse.LF);
    }

    private static ObjectNode choice(
            int index, ObjectNode delta, ObjectNode results, @Nullable ObjectNode logprobs, @Nullable String finish) {
        ObjectNode choice = Nodes.object();
        choice.set("content_filter_results", results);
        choice.set("delta", delta);
        choice.put("finish_reason", finish).put("index", index);
        choice.set("logprobs", logprobs);
        return choice;
    }

    private static ObjectNode chunk(ChatCall call, @Nullable ObjectNode choice) {
        ObjectNode chunk = Nodes.object();
        chunk.set("choices", choice == null ? Nodes.array() : Nodes.array(choice));
        chunk.put("created", call.created())
                .put("id", "chatcmpl-" + Ids.alnum(call.seed(), 29))
                .put("model", model(call))
                .put("object", "chat.completion.chunk");
        if (call.usageAsked()) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private static JsonNode prompt() {
        ObjectNode results = severities(null);
        results.putObject("jailbreak").put("detected", false).put("filtered", false);
        ObjectNode result = Nodes.object().put("prompt_index", 0);
        result.set("content_filter_results", results);
        return Nodes.array(result);
    }

    /** What the filters found in the answer: violence, when they withheld it. */
    private static ObjectNode found(ChatCall call) {
        boolean withheld = call.finish().equals("content_filter");
        ObjectNode results = severities(withheld ? "violence" : null);
        results.putObject("protected_material_text").put("detected", false).put("filtered", false);
        return results;
    }

    private static ObjectNode severities(@Nullable String filtered) {
        ObjectNode results = Nodes.object();
        SEVERITIES.forEach(category -> results.putObject(category)
                .put("filtered", category.equals(filtered))
                .put("severity", category.equals(filtered) ? "medium" : "safe"));
        return results;
    }

    @Override
    Payload embeddings(WireCall call, Answer answer) {
        int dimensions = call.body().path("dimensions").asInt(1536);
        ObjectNode body = Embeddings.openAi(call, answer, dimensions);
        return json(200, body.put("model", answer.model().orElse(EMBEDDER)));
    }
}
