/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Vectors;
import java.util.List;

/** Vectors by type, in the order of the texts. */
final class EmbedAnswer {

    private static final int DIMENSIONS = 8;

    private EmbedAnswer() {}

    static ObjectNode of(WireCall call, Answer answer) {
        JsonNode texts = call.body().path("texts");
        int dimensions = call.body().path("output_dimension").asInt(DIMENSIONS);
        List<float[]> vectors = Vectors.of(texts, answer, dimensions);
        ObjectNode body =
                Nodes.object().put("id", Ids.uuid("embed/" + call.request().number()));
        body.set("texts", texts);
        ObjectNode byType = body.putObject("embeddings");
        JsonNode types = call.body().path("embedding_types");
        for (JsonNode type : types.isArray() ? types : Nodes.array().add("float")) {
            byType.set(type.asText(), typed(type.asText(), vectors));
        }
        ObjectNode meta = body.putObject("meta");
        meta.putObject("api_version").put("version", "2");
        long tokens = answer.usage().map(usage -> usage.input()).orElseGet(() -> Counting.inputTokens(texts));
        meta.putObject("billed_units").put("input_tokens", tokens);
        return body.put("response_type", "embeddings_by_type");
    }

    private static ArrayNode typed(String type, List<float[]> vectors) {
        ArrayNode list = Nodes.array();
        for (float[] vector : vectors) {
            switch (type) {
                case "base64" -> list.add(Vectors.base64(vector));
                case "int8" -> list.add(bytes(vector, 0));
                case "uint8" -> list.add(bytes(vector, 128));
                default -> list.add(Vectors.numbers(vector));
            }
        }
        return list;
    }

    private static ArrayNode bytes(float[] vector, int shift) {
        ArrayNode numbers = Nodes.array();
        for (float value : vector) {
            numbers.add(Math.round(value * 127) + shift);
        }
        return numbers;
    }
}
