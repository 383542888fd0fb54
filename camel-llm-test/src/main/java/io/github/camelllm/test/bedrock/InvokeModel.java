/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.Payload;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Vectors;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Embeddings by InvokeModel: a text for Titan, texts for Cohere. */
final class InvokeModel {

    private static final int USUAL_LENGTH = 1024;
    private static final int MOST_TEXTS = 96;
    private static final Set<Integer> TITAN_LENGTHS = Set.of(256, 512, 1024);
    private static final Set<String> COHERE_TYPES =
            Set.of("search_document", "search_query", "classification", "clustering", "image");

    private InvokeModel() {}

    static void check(WireCall call) {
        JsonNode body = call.body();
        require(call, body.has("inputText") != body.has("texts"), "#: required key [inputText] or [texts] not found");
        if (body.has("inputText")) {
            require(call, body.path("inputText").isTextual(), "#/inputText: expected type: String, found: JSONArray");
            require(
                    call,
                    !body.has("dimensions")
                            || TITAN_LENGTHS.contains(body.path("dimensions").asInt()),
                    "#/dimensions: must be one of 256, 512, 1024");
        } else {
            require(call, body.path("texts").size() <= MOST_TEXTS, "#/texts: expected maximum item count: 96");
            require(
                    call,
                    COHERE_TYPES.contains(body.path("input_type").asText()),
                    "#: required key [input_type] not found");
        }
    }

    private static void require(WireCall call, boolean good, String message) {
        if (!good) {
            throw ServiceError.invalid(
                            "Malformed input request: " + message + ", please reformat your input and try again.")
                    .refusal(call);
        }
    }

    static Payload answer(WireCall call, Answer answer) {
        JsonNode body = call.body();
        boolean titan = body.has("inputText");
        JsonNode input = titan ? body.path("inputText") : body.path("texts");
        int length = body.path(titan ? "dimensions" : "output_dimension").asInt(USUAL_LENGTH);
        List<float[]> vectors = Vectors.of(input, answer, length);
        long tokens = answer.usage().map(count -> count.input()).orElseGet(() -> Counting.inputTokens(input));
        ObjectNode said = titan ? titan(vectors, tokens) : cohere(call, vectors);
        answer.rewrite().accept(said);
        return Payload.whole(200, "application/json", Nodes.bytes(said))
                .with(Map.of("X-Amzn-Bedrock-Input-Token-Count", Long.toString(tokens)));
    }

    private static ObjectNode titan(List<float[]> vectors, long tokens) {
        ObjectNode said = Nodes.object();
        said.set("embedding", Vectors.numbers(vectors.get(0)));
        return said.put("inputTextTokenCount", tokens);
    }

    private static ObjectNode cohere(WireCall call, List<float[]> vectors) {
        ArrayNode lists = Nodes.array();
        vectors.forEach(vector -> lists.add(Vectors.numbers(vector)));
        boolean byType = call.body().has("embedding_types");
        ObjectNode said = Nodes.object();
        if (byType) {
            said.putObject("embeddings").set("float", lists);
        } else {
            said.set("embeddings", lists);
        }
        said.put("id", Ids.uuid("embed" + call.request().number()));
        said.put("response_type", byType ? "embeddings_by_type" : "embeddings_floats");
        said.set("texts", call.body().path("texts"));
        return said;
    }
}
