/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedWire;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Lazy;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.RefusedException;
import io.github.camelllm.test.wire.SchemaSample;
import io.github.camelllm.test.wire.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The Gemini API with an API key. Facts: ai.google.dev (API reference, thinking, rate limits, long decode) and
 * googleapis/python-genai 2.19.0, read November 2026; traffic recorded by vercel/ai and pydantic-ai.
 */
public final class GoogleAiWire implements SimulatedWire {

    private static final String FOLDER = "/v1beta";
    private static final String JSON = "application/json; charset=UTF-8";
    private static final int DIMENSIONS = 8;
    private static final int MOST_IN_BATCH = 100;
    private static final int ECHOED = 200;

    private static final ApiError BAD_KEY =
            ApiError.invalid("API key not valid. Please pass a valid API key.").with(ApiError.info("API_KEY_INVALID"));
    private static final Map<ErrorCase, ApiError> ERRORS = Map.of(
            ErrorCase.BAD_KEY, BAD_KEY,
            ErrorCase.NO_PERMISSION,
                    ApiError.of(
                                    403,
                                    "PERMISSION_DENIED",
                                    "Generative Language API has not been used in project 1 before or it is disabled.")
                            .with(ApiError.info("SERVICE_DISABLED")),
            ErrorCase.UNKNOWN_MODEL, unknownModel("models/no-such-model"),
            ErrorCase.CONTEXT_TOO_LONG,
                    ApiError.invalid(
                            "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."),
            ErrorCase.RATE_LIMITED,
                    ApiError.of(
                                    429,
                                    "RESOURCE_EXHAUSTED",
                                    "You exceeded your current quota, please check your plan and billing details. "
                                            + "Please retry in 3s.")
                            .with(
                                    ApiError.quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "5"),
                                    ApiError.retry("3s")),
            ErrorCase.QUOTA_EXHAUSTED,
                    ApiError.of(
                                    429,
                                    "RESOURCE_EXHAUSTED",
                                    "You exceeded your current quota, please check your plan and billing details.")
                            .with(
                                    ApiError.quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "250"),
                                    ApiError.retry("41s")),
            ErrorCase.OVERLOADED, ApiError.of(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
            ErrorCase.SERVER_ERROR, ApiError.of(500, "INTERNAL", "An internal error has occurred. Please retry."),
            ErrorCase.MALFORMED_REQUEST, ApiError.invalid(ContentRules.unknown("message")));

    private static final ContentCall.Style STYLE = new ContentCall.Style() {
        @Override
        public void object(ObjectNode object) {}

        @Override
        public void tier(ObjectNode usage, String tier) {
            usage.put("serviceTier", tier);
        }

        @Override
        public boolean numbered() {
            return true;
        }
    };

    @Override
    public String id() {
        return "google-ai";
    }

    @Override
    public String basePath() {
        return FOLDER;
    }

    @Override
    public Optional<Payload> unscripted(WireCall call) {
        try {
            return own(call);
        } catch (RefusedException e) {
            return Optional.of(e.payload());
        }
    }

    private Optional<Payload> own(WireCall call) {
        checkLogin(call);
        if (call.request().method().equals("GET") && call.request().path().equals(FOLDER + "/models")) {
            return Optional.of(models(call));
        }
        Asked asked = Asked.of(call.request());
        if (!asked.folder().equals(FOLDER) || !call.request().method().equals("POST")) {
            return Optional.of(Payload.whole(
                    404,
                    "text/html; charset=UTF-8",
                    "<title>Error 404 (Not Found)!!1</title>".getBytes(StandardCharsets.UTF_8)));
        }
        if (!call.models().isEmpty() && !call.models().contains(asked.model())) {
            throw unknownModel(asked.resource()).refusal(call);
        }
        switch (asked.method()) {
            case "generateContent", "streamGenerateContent" -> new ContentRules(call, Set.of("serviceTier")).check();
            case "batchEmbedContents" -> checkBatch(call, asked);
            default -> throw unknownModel(asked.resource()).refusal(call);
        }
        return Optional.empty();
    }

    private static ApiError unknownModel(String resource) {
        return ApiError.of(
                404,
                "NOT_FOUND",
                resource + " is not found for API version v1beta, or is not supported for generateContent. Call "
                        + "ListModels to see the list of available models and their supported methods.");
    }

    private static void checkLogin(WireCall call) {
        String key = call.request().header("x-goog-api-key");
        if (key.isEmpty()) {
            key = call.request().header("Authorization").replaceFirst("^Bearer ", "");
        }
        if (key.isEmpty()) {
            throw ApiError.of(
                            403,
                            "PERMISSION_DENIED",
                            "Method doesn't allow unregistered callers (callers without established identity). "
                                    + "Please use API Key or other form of API consumer identity to call this API.")
                    .refusal(call);
        }
        if (!call.keyAccepted(key)) {
            throw BAD_KEY.refusal(call);
        }
    }

    private static void checkBatch(WireCall call, Asked asked) {
        JsonNode requests = call.body().path("requests");
        if (requests.isEmpty() || requests.size() > MOST_IN_BATCH) {
            throw ApiError.invalid("* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch")
                    .refusal(call);
        }
        for (JsonNode request : requests) {
            if (!request.path("model").asText().equals(asked.resource())) {
                throw ApiError.invalid("* BatchEmbedContentsRequest.requests[0].model: unexpected model name format")
                        .refusal(call);
            }
            if (request.path("content").path("parts").isEmpty()) {
                throw ApiError.invalid("content is empty").refusal(call);
            }
        }
    }

    private static Payload models(WireCall call) {
        ObjectNode list = Nodes.object();
        ArrayNode models = list.putArray("models");
        call.models().stream()
                .sorted()
                .forEach(model -> models.addObject()
                        .put("name", "models/" + model)
                        .putArray("supportedGenerationMethods")
                        .add("generateContent"));
        return Payload.whole(200, JSON, Nodes.bytes(list));
    }

    @Override
    public String prompt(JsonNode body) {
        String prompt = "";
        for (JsonNode content : body.path("contents")) {
            String text = text(content);
            if (!content.path("role").asText("user").equals("model") && !text.isEmpty()) {
                prompt = text;
            }
        }
        return prompt;
    }

    private static String text(JsonNode content) {
        StringBuilder text = new StringBuilder();
        content.path("parts").forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    @Override
    public Reply usualReply(WireCall call) {
        JsonNode body = call.body();
        for (JsonNode function : body.at("/tools/0/functionDeclarations")) {
            if (forced(body, function.path("name").asText())) {
                return Reply.toolCall(function.path("name").asText(), sample(function.path("parametersJsonSchema")));
            }
        }
        JsonNode schema = body.at("/generationConfig/responseJsonSchema");
        if (schema.isObject()) {
            return Reply.text(sample(schema));
        }
        if (body.at("/generationConfig/responseMimeType").asText().equals("application/json")) {
            return Reply.text("{\"simulated\":true}");
        }
        String prompt = prompt(body);
        return Reply.text("Simulated answer to: "
                + prompt.substring(0, Math.min(ECHOED, prompt.length())).strip());
    }

    private static boolean forced(JsonNode body, String name) {
        JsonNode calling = body.at("/toolConfig/functionCallingConfig");
        JsonNode allowed = calling.path("allowedFunctionNames");
        return calling.path("mode").asText().equals("ANY")
                && (allowed.isEmpty() || allowed.toString().contains("\"" + name + "\""));
    }

    private static String sample(JsonNode schema) {
        return new String(Nodes.bytes(SchemaSample.of(schema)), StandardCharsets.UTF_8);
    }

    @Override
    public Payload answer(WireCall call, Answer answer) {
        Asked asked = Asked.of(call.request());
        if (asked.method().equals("batchEmbedContents")) {
            return Payload.whole(200, JSON, Nodes.bytes(vectors(call.body(), answer)));
        }
        ContentCall content = ContentCall.of(call, answer, id(), STYLE);
        if (asked.streams()) {
            return Payload.stream("text/event-stream", () -> Lazy.flat(content.frames()));
        }
        ObjectNode body = content.whole();
        answer.rewrite().accept(body);
        return Payload.whole(200, JSON, Nodes.bytes(body));
    }

    private static ObjectNode vectors(JsonNode body, Answer answer) {
        ArrayNode texts = Nodes.array();
        body.path("requests").forEach(request -> texts.add(text(request.path("content"))));
        int dimensions = body.at("/requests/0/outputDimensionality").asInt(DIMENSIONS);
        ObjectNode all = Nodes.object();
        ArrayNode embeddings = all.putArray("embeddings");
        Vectors.of(texts, answer, dimensions)
                .forEach(vector -> embeddings.addObject().set("values", Vectors.numbers(vector)));
        return all;
    }

    @Override
    public Set<ErrorCase> errors() {
        return Set.of(ErrorCase.values());
    }

    /** A blocked prompt is no error of HTTP: there is an answer, but without candidates. */
    @Override
    public Payload error(WireCall call, ErrorCase error) {
        if (error != ErrorCase.CONTENT_BLOCKED) {
            return said(error).payload(call);
        }
        return Asked.of(call.request()).streams()
                ? Payload.stream(
                        "text/event-stream",
                        () -> List.of(ContentCall.event(Frame.Kind.CONTENT, blocked()))
                                .iterator())
                : Payload.whole(200, JSON, Nodes.bytes(blocked()));
    }

    private static ApiError said(ErrorCase error) {
        return Objects.requireNonNull(ERRORS.get(error), error::name);
    }

    private static ObjectNode blocked() {
        ObjectNode body = Nodes.object();
        body.putObject("promptFeedback").put("blockReason", "PROHIBITED_CONTENT");
        body.putObject("usageMetadata").put("promptTokenCount", 20).put("totalTokenCount", 20);
        return body.put("modelVersion", "gemini-3.8-flash").put("responseId", "abc");
    }

    @Override
    public List<Frame> errorInStream(WireCall call, ErrorCase error) {
        ObjectNode body =
                error == ErrorCase.CONTENT_BLOCKED ? blocked() : said(error).body();
        return List.of(ContentCall.event(Frame.Kind.ERROR, body));
    }

    @Override
    public Frame malformedEvent(WireCall call) {
        return Frame.of(
                Frame.Kind.CONTENT, "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"bro\r\n\r\n");
    }
}
