/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Money;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsTest {

    private static final EmbeddingRequest TWO = EmbeddingRequest.of(List.of("a", "b"));
    private static final EmbeddingRequest ONE = EmbeddingRequest.of(List.of("a"));

    private static EmbeddingResponse decode(Target target, EmbeddingRequest request, String body) {
        WireReply reply = new WireReply(200, Headers.of("x-request-id", "req-1"), ByteChunks.utf8(body));
        return Streams.DIALECT.embedResponse(reply, request, target);
    }

    @Test
    void a_request_names_model_and_inputs_and_no_more() {
        WireRequest wire = Streams.DIALECT.embed(TWO, Targets.plain());

        assertThat(wire.path()).isEqualTo("/embeddings");
        assertThat(Bodies.map(wire)).isEqualTo(Map.of("model", "model-1", "input", List.of("a", "b")));
    }

    @Test
    void settings_have_the_names_that_the_profile_gives_them() {
        EmbeddingRequest request =
                new EmbeddingRequest(null, List.of("a"), 256, "query", "user-1", Map.of("truncate", true));
        Target target = Targets.with(
                OpenAiQuirks.DIMENSIONS_FIELD, "output_dimension",
                OpenAiQuirks.INPUT_TYPE_FIELD, "input_type",
                OpenAiQuirks.EMBEDDING_FORMAT, "base64",
                OpenAiQuirks.REQUEST_FIELDS, List.of("model", "messages"));

        assertThat(Bodies.map(Streams.DIALECT.embed(request, target)))
                .isEqualTo(Map.of(
                        "model", "model-1",
                        "input", List.of("a"),
                        "output_dimension", 256,
                        "input_type", "query",
                        "user", "user-1",
                        "truncate", true,
                        "encoding_format", "base64"));
        assertThat(Streams.DIALECT
                        .embed(request, Targets.lacking(Feature.DIMENSIONS, Feature.USER))
                        .notices())
                .extracting(n -> n.setting())
                .containsExactly("dimensions", "inputType", "user");
    }

    @Test
    void a_provider_without_embeddings_says_so() {
        assertThatThrownBy(() -> Streams.DIALECT.embed(ONE, Targets.lacking(Feature.EMBEDDINGS)))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE));
    }

    @Test
    void vectors_come_in_the_order_of_their_inputs() {
        EmbeddingResponse answer = decode(
                Targets.with(OpenAiQuirks.BILL_PATH, "cost.total_cost"),
                TWO,
                "{\"id\":\"e1\",\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"embedding\":[0.5,-1],\"index\":1},"
                        + "{\"index\":0,\"embedding\":[1,2e-3]}],\"model\":\"model-1-v2\","
                        + "\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4,\"cost\":{\"total_cost\":0.01}}}");

        assertThat(answer.embeddings().get(0).vector()).containsExactly(1f, 0.002f);
        assertThat(answer.embeddings().get(1).vector()).containsExactly(0.5f, -1f);
        assertThat(answer.id()).isEqualTo("e1");
        assertThat(answer.requestId()).isEqualTo("req-1");
        assertThat(answer.model()).isEqualTo("model-1-v2");
        assertThat(answer.usage().inputTokens()).hasValue(4);
        assertThat(answer.cost().money()).isEqualTo(Money.usd("0.01"));
    }

    @Test
    void a_base64_text_is_float32_little_endian_or_signed_bytes() {
        ByteBuffer floats = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.25f)
                .putFloat(-3f);
        String asFloats = Base64.getEncoder().encodeToString(floats.array());
        String body = "{\"data\":[{\"index\":null,\"embedding\":\"%s\"}]}";

        assertThat(vector(Targets.plain(), body.formatted(asFloats))).containsExactly(0.25f, -3f);
        assertThat(vector(Targets.with(OpenAiQuirks.EMBEDDING_FORMAT, "base64_int8"), body.formatted("AX+A")))
                .containsExactly(1f, 127f, -128f);
    }

    private static float[] vector(Target target, String body) {
        return decode(target, ONE, body).embeddings().get(0).vector();
    }

    @Test
    void a_vector_of_any_length_is_read() {
        String many = "1,".repeat(4999) + "1";

        assertThat(vector(Targets.plain(), "{\"data\":[{\"embedding\":[" + many + "]}],\"usage\":null}"))
                .hasSize(5000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1]}]} | RESPONSE_INVALID | the answer has 2 vectors for 1 inputs",
                "{\"data\":[{\"embedding\":\"AQ==\"}]} | RESPONSE_INVALID | 1 bytes are no float32 vector",
                "{\"data\":[{\"embedding\":\"%\"}]} | RESPONSE_INVALID | the answer is malformed",
                "{\"data\":[{\"embedding\":[\"x\"]}]} | RESPONSE_INVALID | expected a number, found a text",
                "{\"data\": | RESPONSE_INVALID | not valid JSON",
                "{\"error\":{\"message\":\"no\",\"code\":429}} | RATE_LIMITED | no",
                "{\"detail\":\"no\"} | SERVER_ERROR | no",
                "{\"data\":null} | SERVER_ERROR | failed",
                "[] | SERVER_ERROR | failed"
            })
    void an_answer_without_the_vectors_is_an_error(String body, ErrorKind kind, String message) {
        assertThatThrownBy(() -> decode(Targets.plain(), ONE, body))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }
}
