/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Notice;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vectors in the three forms. Sources: providers/google-ai and vertex-ai, Embeddings, read 2026-11-25. */
class EmbeddingsTest {

    private static final EmbeddingRequest TWO =
            new EmbeddingRequest(null, List.of("a", "b"), 768, "document", null, Map.of());

    private static void refused(ErrorKind kind, String words, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    @Test
    void a_batch_repeats_the_model_in_each_request() {
        WireRequest wire = Wire.embed(TWO);

        assertThat(wire.path()).isEqualTo("/models/a-model:batchEmbedContents");
        assertThat(wire.body().text())
                .isEqualTo("{\"requests\":[{\"model\":\"models/a-model\",\"content\":{\"parts\":[{\"text\":\"a\"}]},"
                        + "\"taskType\":\"RETRIEVAL_DOCUMENT\",\"outputDimensionality\":768},"
                        + "{\"model\":\"models/a-model\",\"content\":{\"parts\":[{\"text\":\"b\"}]},"
                        + "\"taskType\":\"RETRIEVAL_DOCUMENT\",\"outputDimensionality\":768}]}");
    }

    @Test
    void predict_and_embed_content_say_it_in_their_words() {
        WireRequest predict = Wire.embed(TWO, "embedForm", "predict");
        EmbeddingRequest one = new EmbeddingRequest(null, List.of("a"), 768, null, null, Map.of());

        assertThat(predict.path()).isEqualTo("/models/a-model:predict");
        assertThat(predict.body().text())
                .isEqualTo("{\"instances\":[{\"content\":\"a\",\"task_type\":\"RETRIEVAL_DOCUMENT\"},"
                        + "{\"content\":\"b\",\"task_type\":\"RETRIEVAL_DOCUMENT\"}],"
                        + "\"parameters\":{\"outputDimensionality\":768}}");
        assertThat(Wire.embed(one, "embedForm", "single").body().text())
                .isEqualTo("{\"content\":{\"parts\":[{\"text\":\"a\"}]},"
                        + "\"embedContentConfig\":{\"outputDimensionality\":768}}");
    }

    @Test
    void what_the_model_cannot_take_is_told_or_refused() {
        EmbeddingRequest odd = new EmbeddingRequest(null, List.of("a"), null, "poetry", null, Map.of());
        EmbeddingRequest many = EmbeddingRequest.of(Collections.nCopies(101, "a"));

        assertThat(Wire.embed(TWO, "taskTypes", false).notices())
                .extracting(Notice::setting)
                .containsExactly("inputType");
        refused(ErrorKind.INVALID_REQUEST, "RETRIEVAL_QUERY", () -> Wire.embed(odd));
        refused(ErrorKind.INVALID_REQUEST, "at most 100", () -> Wire.embed(many, "embedBatch", "100"));
        refused(ErrorKind.INVALID_REQUEST, "one text", () -> Wire.embed(TWO, "embedForm", "single"));
    }

    @Test
    void vectors_come_in_order_with_the_tokens_where_they_are_told() {
        EmbeddingResponse batch = Wire.vectors("{\"embeddings\":[{\"values\":[0.5,-1]},{\"values\":[2]}]}", TWO);
        EmbeddingResponse predicted = Wire.vectors(
                "{\"predictions\":[{\"embeddings\":{\"values\":[1],\"statistics\":{\"token_count\":2,\"truncated\":false}}},"
                        + "{\"embeddings\":{\"statistics\":{\"token_count\":3},\"values\":[2]}}],"
                        + "\"metadata\":{\"billableCharacterCount\":5}}",
                TWO);

        assertThat(batch.embeddings().get(0).vector()).containsExactly(0.5f, -1f);
        assertThat(batch.usage().known()).isFalse();
        assertThat(predicted.embeddings()).hasSize(2);
        assertThat(predicted.usage().inputTokens()).hasValue(5);
    }

    @Test
    void one_vector_too_few_or_an_error_is_no_answer() {
        refused(
                ErrorKind.RESPONSE_INVALID,
                "1 vectors for 2",
                () -> Wire.vectors("{\"embeddings\":[{\"values\":[1]}]}", TWO));
        refused(
                ErrorKind.RESPONSE_INVALID,
                "empty vector",
                () -> Wire.vectors("{\"embeddings\":[{\"values\":[1]},{\"values\":[]}]}", TWO));
        refused(ErrorKind.RESPONSE_INVALID, "malformed", () -> Wire.vectors("{\"embeddings\":7}", TWO));
        refused(
                ErrorKind.RATE_LIMITED,
                "slow",
                () -> Wire.vectors(
                        "[{\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}]", TWO));
    }
}
