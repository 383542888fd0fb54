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
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Vectors;
import java.util.Map;
import java.util.Set;

/**
 * The Gemini API with an API key. Facts: ai.google.dev (API reference, thinking, rate limits, long decode) and
 * googleapis/python-genai 2.19.0, read November 2026; traffic recorded by vercel/ai and pydantic-ai.
 */
public final class GoogleAiWire extends GeminiWire {

    private static final int MOST_IN_BATCH = 100;

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

    private static final ApiError BAD_KEY =
            ApiError.invalid("API key not valid. Please pass a valid API key.").with(ApiError.info("API_KEY_INVALID"));
    private static final String QUOTA = "You exceeded your current quota, please check your plan and billing details.";
    private static final Map<ErrorCase, ApiError> ERRORS = Map.of(
            ErrorCase.BAD_KEY, BAD_KEY,
            ErrorCase.NO_PERMISSION,
                    ApiError.of(
                                    403,
                                    "PERMISSION_DENIED",
                                    "Generative Language API has not been used in project 1 before or it is disabled.")
                            .with(ApiError.info("SERVICE_DISABLED")),
            ErrorCase.UNKNOWN_MODEL, missing("models/no-such-model"),
            ErrorCase.RATE_LIMITED,
                    ApiError.of(429, "RESOURCE_EXHAUSTED", QUOTA + " Please retry in 3s.")
                            .with(
                                    ApiError.quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "5"),
                                    ApiError.retry("3s")),
            ErrorCase.QUOTA_EXHAUSTED,
                    ApiError.of(429, "RESOURCE_EXHAUSTED", QUOTA)
                            .with(
                                    ApiError.quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "250"),
                                    ApiError.retry("41s")));

    @Override
    public String id() {
        return "google-ai";
    }

    @Override
    public String basePath() {
        return "/v1beta";
    }

    @Override
    String folder() {
        return "/v1beta";
    }

    @Override
    Set<String> ownMembers() {
        return Set.of("serviceTier");
    }

    @Override
    ContentCall.Style style() {
        return STYLE;
    }

    @Override
    Map<ErrorCase, ApiError> ownErrors() {
        return ERRORS;
    }

    @Override
    void checkLogin(WireCall call) {
        String key = call.request().header("x-goog-api-key");
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

    @Override
    ApiError unknownModel(String resource) {
        return missing(resource);
    }

    private static ApiError missing(String resource) {
        return ApiError.of(
                404,
                "NOT_FOUND",
                resource + " is not found for API version v1beta, or is not supported for generateContent. Call "
                        + "ListModels to see the list of available models and their supported methods.");
    }

    @Override
    boolean checkVectors(WireCall call, Asked asked) {
        if (!asked.method().equals("batchEmbedContents")) {
            return false;
        }
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
        return true;
    }

    @Override
    ObjectNode vectors(WireCall call, Answer answer) {
        ArrayNode texts = Nodes.array();
        call.body().path("requests").forEach(request -> texts.add(text(request.path("content"))));
        int dimensions = call.body().at("/requests/0/outputDimensionality").asInt(DIMENSIONS);
        ObjectNode all = Nodes.object();
        ArrayNode embeddings = all.putArray("embeddings");
        Vectors.of(texts, answer, dimensions)
                .forEach(vector -> embeddings.addObject().set("values", Vectors.numbers(vector)));
        return all;
    }
}
