/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Notice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of texts. The forms are those of providers/ollama, Embeddings. */
class EmbeddingsTest {

    private static final EmbeddingRequest TWO = EmbeddingRequest.of(List.of("a", "b"));

    @Test
    void texts_are_sent_and_not_cut_silently() {
        EmbeddingRequest request =
                new EmbeddingRequest(null, List.of("a", "b"), 256, "query", "tenant-1", Map.of("keep_alive", "5m"));
        var wire = Wire.embed(request);

        assertThat(wire.path()).isEqualTo("/api/embed");
        assertThat(Wire.tree(wire.body().text()))
                .isEqualTo(Wire.tree("{\"model\":\"qwen3:8b\",\"input\":[\"a\",\"b\"],\"dimensions\":256,"
                        + "\"truncate\":false,\"keep_alive\":\"5m\"}"));
        assertThat(wire.notices()).extracting(Notice::setting).containsExactly("inputType", "user");
    }

    @Test
    void vectors_come_in_the_order_of_the_texts() {
        EmbeddingResponse response = Wire.vectors(
                "{\"model\":\"embeddinggemma\",\"embeddings\":[[0.01,-0.02],[0.03,0.04]],\"total_duration\":14143917,\"prompt_eval_count\":8}",
                TWO);

        assertThat(response.embeddings()).extracting("index").containsExactly(0, 1);
        assertThat(response.embeddings().get(1).vector()).containsExactly(0.03f, 0.04f);
        assertThat(response.model()).isEqualTo("embeddinggemma");
        assertThat(response.usage().counts()).isEqualTo(Map.of(Bucket.INPUT, 8L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"embeddings\":[[1]]}       | RESPONSE_INVALID | has 1 vectors for 2 inputs",
                "{\"embeddings\":[[1],[\"x\"]]} | RESPONSE_INVALID | malformed",
                "{\"embeddings\":[1,2]}       | RESPONSE_INVALID | malformed",
                "{\"error\":\"the input length exceeds the context length\"} | CONTEXT_TOO_LONG | input length"
            })
    void what_is_no_vector_for_each_text_is_an_error(String body, ErrorKind kind, String what) {
        assertThatThrownBy(() -> Wire.vectors(body, TWO))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(what);
    }
}
