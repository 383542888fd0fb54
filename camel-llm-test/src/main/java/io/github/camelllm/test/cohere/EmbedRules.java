/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Rules;
import java.util.Set;

/** What Cohere refuses in a request for vectors. */
final class EmbedRules {

    private static final int MOST_TEXTS = 96;
    private static final Set<String> MEMBERS = Set.of(
            "model",
            "texts",
            "images",
            "inputs",
            "input_type",
            "embedding_types",
            "output_dimension",
            "truncate",
            "max_tokens",
            "priority");
    private static final Set<String> INPUT_TYPES =
            Set.of("search_document", "search_query", "classification", "clustering", "image");
    private static final Set<Integer> DIMENSIONS = Set.of(256, 512, 1024, 1536);

    private final WireCall call;
    private final JsonNode body;

    EmbedRules(WireCall call) {
        this.call = call;
        body = call.body();
    }

    void check() {
        require(body.isObject(), "invalid json syntax");
        Rules.unknown(body, MEMBERS)
                .forEach(name -> require(false, "unknown field: parameter '" + name + "' is not a valid field"));
        require(!call.model().isEmpty(), "model is required");
        require(INPUT_TYPES.contains(body.path("input_type").asText()), "valid input_type must be provided");
        int texts = body.path("texts").size();
        require(texts > 0 || body.path("inputs").size() > 0, "texts, images or inputs must be provided");
        require(texts <= MOST_TEXTS, "total number of texts must be at most " + MOST_TEXTS + " - received " + texts);
        require(
                !body.has("output_dimension")
                        || DIMENSIONS.contains(body.path("output_dimension").asInt()),
                "output_dimension must be one of 256, 512, 1024, 1536");
    }

    private void require(boolean good, String message) {
        if (!good) {
            throw new ApiError(400, "invalid request: " + message).refusal(call);
        }
    }
}
