/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Usage;
import java.util.Map;

/** What answers at a target: a model of a provider, or what a test puts in its place. Thread-safe. No call throws. */
public interface Backend {

    /**
     * Asks for a whole answer.
     *
     * @param context told to the listeners
     * @param heard hears of the attempt if it was sent, before its result is known
     */
    Call<ChatResponse> complete(ChatRequest request, Map<String, String> context, CallListener heard);

    /**
     * Asks for a streamed answer.
     *
     * @param context told to the listeners
     * @param heard hears of the attempt if it was sent, before its end is known
     */
    StreamCall stream(ChatRequest request, Map<String, String> context, CallListener heard);

    /**
     * Asks for vectors.
     *
     * @param context told to the listeners
     * @param heard hears of the attempt if it was sent, before its result is known
     */
    Call<EmbeddingResponse> embed(EmbeddingRequest request, Map<String, String> context, CallListener heard);

    /** What a usage costs at this moment; unknown where nobody knows. */
    Cost price(Usage usage);
}
