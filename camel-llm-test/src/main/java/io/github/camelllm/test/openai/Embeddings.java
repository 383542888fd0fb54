/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Vectors;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Embeddings answers in OpenAI's form. */
final class Embeddings {

    private Embeddings() {}

    static ObjectNode openAi(WireCall call, Answer answer, int dimensions) {
        return openAi(call, answer, dimensions, vector -> vector);
    }

    /** @param shape what the provider makes of the model's own vector */
    static ObjectNode openAi(WireCall call, Answer answer, int dimensions, UnaryOperator<float[]> shape) {
        boolean base64 = call.body().path("encoding_format").asText("float").equals("base64");
        ObjectNode body = listed(call, answer, dimensions, (entry, vector) -> {
            if (base64) {
                entry.put("embedding", Vectors.base64(shape.apply(vector)));
            } else {
                entry.set("embedding", Vectors.numbers(shape.apply(vector)));
            }
        });
        long tokens = tokens(call, answer);
        body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return body;
    }

    static ObjectNode listed(WireCall call, Answer answer, int dimensions, BiConsumer<ObjectNode, float[]> writer) {
        ObjectNode body = Nodes.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        List<float[]> vectors = Vectors.of(call.body().path("input"), answer, dimensions);
        for (int i = 0; i < vectors.size(); i++) {
            ObjectNode entry = data.addObject().put("object", "embedding").put("index", i);
            writer.accept(entry, vectors.get(i));
        }
        return body.put("model", answer.model().orElse(call.model()));
    }

    static long tokens(WireCall call, Answer answer) {
        return answer.usage()
                .map(tokens -> tokens.input())
                .orElseGet(() -> Counting.inputTokens(call.body().path("input")));
    }
}
