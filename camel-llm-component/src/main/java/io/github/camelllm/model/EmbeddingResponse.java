/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of all inputs, in their order.
 *
 * @param id the provider's id of the answer; null: it sent none
 * @param requestId the provider's id of the HTTP request; null: it sent none
 * @param provider who answered: the profile's id
 * @param requestModel the model that was asked for
 * @param model the model that answered, as the provider said; null: it did not say
 * @param embeddings as many as inputs
 * @param usage in disjoint buckets
 * @param cost what it cost
 * @param notices what was not sent as asked
 */
public record EmbeddingResponse(
        @Nullable String id,
        @Nullable String requestId,
        String provider,
        @Nullable String requestModel,
        @Nullable String model,
        List<Embedding> embeddings,
        Usage usage,
        Cost cost,
        List<Notice> notices) {

    public EmbeddingResponse {
        Objects.requireNonNull(provider, "provider");
        embeddings = List.copyOf(embeddings);
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(cost, "cost");
        notices = List.copyOf(notices);
    }

    /** The same vectors with their cost. */
    public EmbeddingResponse withCost(Cost known) {
        return new EmbeddingResponse(id, requestId, provider, requestModel, model, embeddings, usage, known, notices);
    }

    /** The same vectors with the notices of the request. */
    public EmbeddingResponse withNotices(List<Notice> all) {
        return new EmbeddingResponse(id, requestId, provider, requestModel, model, embeddings, usage, cost, all);
    }
}
