/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Target;
import java.util.List;

class EmbeddingsFuzzTest {

    private static final EmbeddingRequest TWO = EmbeddingRequest.of(List.of("a", "b"));

    @FuzzTest(maxDuration = "")
    @DictionaryFile(resourcePath = "answers.dict")
    void there_is_one_vector_for_each_input_or_a_typed_error(byte[] input) {
        Target target = FuzzedTargets.of(input);
        byte[] body = Utf8.after(1, input);

        Told<EmbeddingResponse> told = Told.by(() -> FuzzedTargets.DIALECT.embedResponse(
                new WireReply(200, Headers.NONE, ByteChunks.of(body)), TWO, target));

        EmbeddingResponse answer = told.answer();
        if (answer != null) {
            Told.assertCounted(answer.usage());
            List<Embedding> vectors = answer.embeddings();
            if (vectors.size() != 2
                    || vectors.get(0).index() != 0
                    || vectors.get(1).index() != 1) {
                assertThat(vectors).extracting(Embedding::index).containsExactly(0, 1);
            }
            assertJacksonSeesThem(body, vectors);
        }
    }

    /** Arrays of numbers are just what stands there, each at the place of its index. */
    private static void assertJacksonSeesThem(byte[] body, List<Embedding> vectors) {
        JsonNode json = Reference.unambiguous(Utf8.strict(body));
        if (json == null) {
            return;
        }
        int position = 0;
        for (JsonNode item : json.path("data")) {
            JsonNode stated = item.path("embedding");
            int index =
                    item.path("index").isIntegralNumber() ? item.path("index").intValue() : position;
            position++;
            if (stated.isArray() && !item.path("index").isFloatingPointNumber()) {
                float[] vector = vectors.get(index).vector();
                assertThat(vector).hasSize(stated.size());
                for (int i = 0; i < vector.length; i++) {
                    if (vector[i] != (float) stated.get(i).doubleValue()) {
                        assertThat(vector[i]).isEqualTo((float) stated.get(i).doubleValue());
                    }
                }
            }
        }
    }
}
