/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Usage;
import java.util.Map;

/**
 * A provider's model.
 *
 * @param whole answers calls whose answer comes at once: its headers come when the answer is ready
 * @param streamed answers streamed calls; the same target with limits of its own
 */
public record LoadedBackend(LoadedModel whole, LoadedModel streamed) implements Backend {

    @Override
    public Call<ChatResponse> complete(ChatRequest request, Map<String, String> context, CallListener heard) {
        return whole.complete(request, context, heard);
    }

    @Override
    public StreamCall stream(ChatRequest request, Map<String, String> context, CallListener heard) {
        return streamed.stream(request, context, heard);
    }

    @Override
    public Call<EmbeddingResponse> embed(EmbeddingRequest request, Map<String, String> context, CallListener heard) {
        return whole.embed(request, context, heard);
    }

    @Override
    public Cost price(Usage usage) {
        return whole.calculateCost(usage);
    }
}
