/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the vectors of texts. Null and empty mean: not set.
 *
 * @param model the provider's model id; null: the target's
 * @param inputs at least one, none of them empty
 * @param dimensions the length of the vectors, from 1
 * @param inputType what the vectors are for, such as {@code query} or {@code document}
 * @param user the end user, as a stable pseudonym
 * @param providerOptions further members of the provider's own request, passed through as they are
 */
public record EmbeddingRequest(
        @Nullable String model,
        List<String> inputs,
        @Nullable Integer dimensions,
        @Nullable String inputType,
        @Nullable String user,
        Map<String, Object> providerOptions) {

    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("an embedding request needs at least one input");
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).isEmpty()) {
                throw new IllegalArgumentException("input " + i + " of the embedding request is empty");
            }
        }
        if (dimensions != null && dimensions < 1) {
            throw new IllegalArgumentException("dimensions is " + dimensions + ", but must be at least 1");
        }
        providerOptions = Json.copy(providerOptions);
    }

    /** The same request for other texts. */
    public EmbeddingRequest withInputs(List<String> texts) {
        return new EmbeddingRequest(model, texts, dimensions, inputType, user, providerOptions);
    }

    /** The texts and nothing else. */
    public static EmbeddingRequest of(List<String> inputs) {
        return new EmbeddingRequest(null, inputs, null, null, null, Map.of());
    }
}
