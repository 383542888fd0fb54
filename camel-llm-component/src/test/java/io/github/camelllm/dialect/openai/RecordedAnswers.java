/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;

/** Compares recorded answers that came whole with what they themselves state. */
record RecordedAnswers(Target target) {

    private static final Map<String, ErrorKind> KINDS = Map.of(
            "unsupported_parameter", ErrorKind.UNSUPPORTED_FEATURE,
            "empty_array", ErrorKind.INVALID_REQUEST,
            "invalid_request_error", ErrorKind.INVALID_REQUEST,
            "model_not_found", ErrorKind.MODEL_NOT_FOUND);

    Told chat(String file, WireReply reply, boolean billsRequests) {
        Told recorded = Recorded.whole(reply.body().text(), billsRequests);
        assertThat(Told.by(Streams.DIALECT.chatResponse(reply, Streams.REQUEST, target)))
                .as(file)
                .isEqualTo(recorded);
        return recorded;
    }

    void error(String file, WireReply reply, String operation) {
        JsonNode recorded = Recorded.tree(reply.body().text()).required("error");
        LlmException error = Streams.DIALECT.error(reply, operation, target);

        String code = recorded.path("code").asText(recorded.path("type").asText());
        assertThat(error.details().providerMessage())
                .as(file)
                .isEqualTo(recorded.required("message").textValue());
        assertThat(error.details().providerCode()).as(file).isEqualTo(code);
        assertThat(error.details().requestId())
                .as(file)
                .isEqualTo(reply.headers().first("X-Request-Id").orElse(null));
        assertThat(error.details().httpStatus()).as(file).isEqualTo(reply.status());
        assertThat(error.kind()).as(file).isEqualTo(KINDS.get(code));
    }

    void embedding(String file, WireReply reply) {
        JsonNode recorded = Recorded.tree(reply.body().text());
        JsonNode data = recorded.required("data");
        EmbeddingResponse answer = Streams.DIALECT.embedResponse(
                reply, EmbeddingRequest.of(Collections.nCopies(data.size(), "x")), target);

        assertThat(answer.model()).as(file).isEqualTo(recorded.required("model").textValue());
        assertThat(answer.usage().counts())
                .as(file)
                .isEqualTo(Map.of(
                        Bucket.INPUT,
                        recorded.required("usage").required("total_tokens").longValue()));
        assertThat(answer.embeddings()).as(file).hasSize(data.size());
        for (JsonNode one : data) {
            int index = one.required("index").intValue();
            assertThat(answer.embeddings().get(index).index()).as(file).isEqualTo(index);
            assertThat(answer.embeddings().get(index).vector()).as(file).containsExactly(vector(one.get("embedding")));
        }
    }

    private static float[] vector(JsonNode embedding) {
        if (embedding.isArray()) {
            float[] vector = new float[embedding.size()];
            IntStream.range(0, vector.length)
                    .forEach(i -> vector[i] = embedding.get(i).floatValue());
            return vector;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(embedding.textValue()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(vector);
        return vector;
    }
}
