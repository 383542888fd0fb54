/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Notice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of texts. The forms are those of providers/cohere, Embeddings. */
class EmbeddingsTest {

    private static final EmbeddingRequest TWO = EmbeddingRequest.of(List.of("a", "b"));

    private static EmbeddingRequest request(
            @Nullable String type, @Nullable Integer dimensions, Map<String, Object> options) {
        return new EmbeddingRequest(null, List.of("a", "b"), dimensions, type, null, options);
    }

    private static JsonNode body(EmbeddingRequest request) {
        return Wire.tree(Wire.embed(request, "embed-v4.0").body().text());
    }

    private static EmbeddingResponse vectors(String embeddings) {
        return Wire.vectors(
                ("{'id':'m1','embeddings':" + embeddings
                                + ",'texts':['a','b'],'meta':{'billed_units':{'input_tokens':2}}}")
                        .replace('\'', '"'),
                TWO);
    }

    @Test
    void texts_are_sent_with_a_purpose_and_a_form() {
        assertThat(body(request("query", 512, Map.of())))
                .isEqualTo(
                        Wire.tree("{\"model\":\"embed-v4.0\",\"texts\":[\"a\",\"b\"],\"input_type\":\"search_query\","
                                + "\"embedding_types\":[\"float\"],\"output_dimension\":512}"));
        assertThat(Wire.embed(TWO, "embed-v4.0").path()).isEqualTo("/embed");
    }

    @ParameterizedTest
    @CsvSource({
        "document, search_document",
        "passage, search_document",
        "query, search_query",
        "search_query, search_query",
        "clustering, clustering",
        "classification, classification"
    })
    void a_purpose_has_the_providers_word(String asked, String sent) {
        assertThat(body(request(asked, null, Map.of())).path("input_type").asText())
                .isEqualTo(sent);
    }

    @Test
    void a_purpose_that_nobody_named_is_told() {
        WireRequest wire = Wire.embed(TWO, "embed-v4.0");

        assertThat(Wire.tree(wire.body().text()).path("input_type").asText()).isEqualTo("search_document");
        assertThat(wire.notices()).extracting(Notice::setting).containsExactly("inputType");
        assertThat(Wire.embed(request(null, null, Map.of("input_type", "image")), "embed-v4.0")
                        .notices())
                .isEmpty();
    }

    @Test
    void a_length_that_the_model_cannot_have_and_a_user_are_told() {
        EmbeddingRequest request = new EmbeddingRequest(null, List.of("a"), 256, "document", "tenant-1", Map.of());

        assertThat(Wire.embed(request, "embed-english-v3.0").notices())
                .extracting(Notice::setting)
                .containsExactly("dimensions", "user");
    }

    @Test
    void an_option_of_the_provider_goes_through_and_chooses_the_form() {
        JsonNode body = body(request("document", null, Map.of("embedding_types", List.of("int8"), "truncate", "NONE")));

        assertThat(body.path("embedding_types").toString()).isEqualTo("[\"int8\"]");
        assertThat(body.path("truncate").asText()).isEqualTo("NONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'float':[[0.5,-1],[2,3]]}                  | 0.5 | 3",
                "{'base64':['AAAAPwAAgL8=','AAAAQAAAQEA=']}  | 0.5 | 3",
                "{'int8':[[-128,1],[2,127]]}                 | -128 | 127",
                "{'uint8':[[0,1],[2,255]],'ubinary':[[1,1],[1,1]]} | 0 | 255",
                "{'int8':[[9,9],[9,9]],'float':[[0.5,1],[2,3]],'new':[[7]]} | 0.5 | 3",
                "[[0.5,-1],[2,3]]                            | 0.5 | 3"
            })
    void vectors_come_in_several_forms_and_the_most_exact_counts(String embeddings, float first, float last) {
        EmbeddingResponse response = vectors(embeddings);

        assertThat(response.embeddings()).extracting("index").containsExactly(0, 1);
        assertThat(response.embeddings().get(0).vector()[0]).isEqualTo(first);
        assertThat(response.embeddings().get(1).vector()[1]).isEqualTo(last);
        assertThat(response.id()).isEqualTo("m1");
        assertThat(response.usage().counts()).isEqualTo(Map.of(Bucket.INPUT, 2L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'float':[[0.5]]}              | has 1 vectors for 2 inputs",
                "{'float':[[0.5],['x']]}        | malformed",
                "{'base64':['AAAA','AA*']}      | malformed",
                "{'base64':['AAAAAAA=','AAAA']} | are no float32 vector",
                "{'float':[0.5,1]}              | malformed"
            })
    void what_is_no_vector_for_each_input_is_an_invalid_response(String embeddings, String what) {
        assertThatThrownBy(() -> vectors(embeddings))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID))
                .hasMessageContaining(what);
    }

    @Test
    void an_error_with_a_status_of_success_is_an_error() {
        assertThatThrownBy(() -> Wire.vectors("{\"message\":\"too many tokens\"}", TWO))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG));
    }
}
