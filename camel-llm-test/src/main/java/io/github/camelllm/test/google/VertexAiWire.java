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
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Vectors;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gemini on Vertex AI: a project and a location in the path, an OAuth token for a key. Facts: docs.cloud.google.com and
 * googleapis/python-genai 2.19.0, read November 2026; traffic recorded by vercel/ai and pydantic-ai.
 */
public final class VertexAiWire extends GeminiWire {

    private static final ContentCall.Style STYLE = new ContentCall.Style() {
        @Override
        public void object(ObjectNode object) {
            object.put("createTime", "2026-11-20T12:00:00.000000Z");
        }

        @Override
        public void tier(ObjectNode usage, String tier) {
            usage.put("trafficType", tier.equals("standard") ? "ON_DEMAND" : tier);
        }

        @Override
        public boolean numbered() {
            return false;
        }
    };

    private static final ApiError BAD_TOKEN = ApiError.of(
                    401,
                    "UNAUTHENTICATED",
                    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or "
                            + "other valid authentication credential.")
            .with(ApiError.info("ACCESS_TOKEN_EXPIRED"));
    private static final Map<ErrorCase, ApiError> ERRORS = Map.of(
            ErrorCase.BAD_KEY, BAD_TOKEN,
            ErrorCase.NO_PERMISSION,
                    ApiError.of(
                                    403,
                                    "PERMISSION_DENIED",
                                    "Permission 'aiplatform.endpoints.predict' denied on resource (or it may not exist).")
                            .with(ApiError.info("IAM_PERMISSION_DENIED")),
            ErrorCase.UNKNOWN_MODEL, missing("publishers/google/models/no-such-model"),
            ErrorCase.RATE_LIMITED,
                    ApiError.of(429, "RESOURCE_EXHAUSTED", "Resource exhausted. Please try again later."));

    @Override
    public String id() {
        return "vertex-ai";
    }

    @Override
    public String basePath() {
        return "/v1/projects/test-project/locations/global";
    }

    @Override
    String folder() {
        return "/v1(beta1)?/projects/[^/]+/locations/[^/]+/publishers/google";
    }

    @Override
    Set<String> ownMembers() {
        return Set.of("labels", "modelArmorConfig");
    }

    @Override
    ContentCall.Style style() {
        return STYLE;
    }

    @Override
    Map<ErrorCase, ApiError> ownErrors() {
        return ERRORS;
    }

    /** A shared quota is no limit of one's own: there is no word for one that is used up. */
    @Override
    public Set<ErrorCase> errors() {
        return Set.of(
                ErrorCase.BAD_KEY,
                ErrorCase.NO_PERMISSION,
                ErrorCase.UNKNOWN_MODEL,
                ErrorCase.CONTEXT_TOO_LONG,
                ErrorCase.CONTENT_BLOCKED,
                ErrorCase.RATE_LIMITED,
                ErrorCase.OVERLOADED,
                ErrorCase.SERVER_ERROR,
                ErrorCase.MALFORMED_REQUEST);
    }

    @Override
    void checkLogin(WireCall call) {
        String header = call.request().header("Authorization");
        if (!header.startsWith("Bearer ") || !call.keyAccepted(header.substring("Bearer ".length()))) {
            throw BAD_TOKEN.refusal(call);
        }
    }

    @Override
    ApiError unknownModel(String resource) {
        return missing("publishers/google/" + resource);
    }

    private static ApiError missing(String resource) {
        return ApiError.of(
                404,
                "NOT_FOUND",
                "Publisher Model `" + resource + "` was not found or your project does not have access to it.");
    }

    @Override
    boolean checkVectors(WireCall call, Asked asked) {
        boolean predict = asked.method().equals("predict");
        JsonNode given = predict ? call.body().path("instances") : call.body().at("/content/parts");
        if (!predict && !asked.method().equals("embedContent")) {
            return false;
        }
        if (given.isEmpty()) {
            throw ApiError.invalid("Empty instances.").refusal(call);
        }
        return true;
    }

    @Override
    ObjectNode vectors(WireCall call, Answer answer) {
        ObjectNode all = Nodes.object();
        JsonNode body = call.body();
        if (!body.has("instances")) {
            String text = text(body.path("content"));
            List<float[]> vectors = Vectors.of(Nodes.array().add(text), answer, DIMENSIONS);
            all.putObject("embedding").set("values", Vectors.numbers(vectors.get(0)));
            all.putObject("usageMetadata").put("promptTokenCount", Counting.words(text));
            return all;
        }
        ArrayNode texts = Nodes.array();
        body.path("instances").forEach(instance -> texts.add(instance.path("content")));
        List<float[]> vectors = Vectors.of(
                texts, answer, body.at("/parameters/outputDimensionality").asInt(DIMENSIONS));
        ArrayNode predictions = all.putArray("predictions");
        for (int i = 0; i < vectors.size(); i++) {
            ObjectNode embeddings = predictions.addObject().putObject("embeddings");
            embeddings.set("values", Vectors.numbers(vectors.get(i)));
            embeddings
                    .putObject("statistics")
                    .put("token_count", Counting.words(texts.path(i).asText()))
                    .put("truncated", false);
        }
        return all;
    }
}
