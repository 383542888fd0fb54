/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import java.time.Duration;

/** The SDK of OpenAI, which talks to the simulator as it talks to OpenAI. */
final class Sdk implements AutoCloseable {

    static final String COORDINATES = "com.openai:openai-java:4.101.0";

    final OpenAIClient client;

    Sdk(OpenAIOkHttpClient.Builder settings) {
        client = settings.build();
    }

    /** One that does not try again. */
    static OpenAIOkHttpClient.Builder builder(Traffic traffic) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(traffic.at(Vendor.OPENAI).baseUrl())
                .apiKey(Traffic.KEY)
                .timeout(Duration.ofSeconds(60))
                .maxRetries(0);
    }

    ChatCompletion whole(ChatCompletionCreateParams params) {
        return client.chat().completions().create(params).validate();
    }

    /** The pieces put together by the SDK's own means. */
    ChatCompletion streamed(ChatCompletionCreateParams params) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(chunk -> whole.accumulate(chunk.validate()));
        }
        return whole.chatCompletion();
    }

    static void proves(Capability capability) {
        Evidence.vendorSdk(Vendor.OPENAI.id(), capability, COORDINATES);
    }

    @Override
    public void close() {
        client.close();
    }
}
