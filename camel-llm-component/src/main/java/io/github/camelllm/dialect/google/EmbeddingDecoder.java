/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Target;
import java.util.List;

/** Decodes vectors in any of the forms. */
final class EmbeddingDecoder {

    private final EmbeddingRequest request;
    private final Target target;
    private final Failures failures;

    EmbeddingDecoder(EmbeddingRequest request, Target target, Failures failures) {
        this.request = request;
        this.target = target;
        this.failures = failures;
    }

    EmbeddingResponse response(WireReply reply) {
        VectorReader answer = new VectorReader();
        try (JsonReader in = JsonReader.of(reply.body().stream())) {
            answer.read(in);
            in.end();
        } catch (JsonException e) {
            throw failures.invalid("the answer is malformed: " + e.getMessage(), e);
        }
        if (answer.error() != null) {
            throw ErrorBody.of(answer.error()).told(failures);
        }
        if (answer.vectors().size() != request.inputs().size()) {
            throw failures.invalid(
                    "the answer has " + answer.vectors().size() + " vectors for "
                            + request.inputs().size() + " inputs",
                    null);
        }
        if (answer.vectors().stream().anyMatch(vector -> vector.vector().length == 0)) {
            throw failures.invalid("the answer has an empty vector", null);
        }
        return new EmbeddingResponse(
                null,
                failures.requestId().orElse(null),
                target.provider().id(),
                request.model() == null ? target.model().id() : request.model(),
                null,
                answer.vectors(),
                answer.usage(),
                Cost.unknown("the provider sent no bill"),
                List.of());
    }
}
