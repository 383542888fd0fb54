/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.error.LlmContextTooLongException;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Usage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EstimateTest {

    /** Neither estimates nor refusals open a connection. */
    private final LlmClient client = LlmClient.builder()
            .settings(TargetSettings.STANDARD.withApiKey(SecretSource.of("test-key")))
            .clock(() -> Instant.parse("2026-11-25T02:00:00Z"))
            .transports(config -> {
                throw new AssertionError("something was sent");
            })
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_request_is_priced_before_it_is_sent() {
        ChatRequest request = ChatRequest.builder().user("hello").maxTokens(100).build();

        Cost cost = client.load("openai/gpt-4o").estimate(request);

        assertThat(cost.basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(cost.money()).hasToString("0.0017325 USD");
    }

    @Test
    void the_tier_and_the_hour_count() {
        ChatRequest request = ChatRequest.builder().user("hello").maxTokens(100).build();

        assertThat(client.load("openai/gpt-5.4-mini")
                        .estimate(request.toBuilder().serviceTier("flex").build())
                        .money())
                .hasToString("0.000334875 USD");
        assertThat(client.load("deepseek/deepseek-flash").estimate(request).money())
                .hasToString("0.0002079 USD");
    }

    @Test
    void the_model_of_the_request_counts() {
        ChatRequest request = ChatRequest.builder()
                .model("gpt-4")
                .user("hello")
                .maxTokens(100)
                .build();

        assertThat(client.load("openai/gpt-4o").estimate(request).money()).hasToString("0.01479 USD");
    }

    @Test
    void vectors_are_priced_too() {
        assertThat(client.load("mistral/mistral-embed")
                        .estimate(EmbeddingRequest.of(List.of("hello")))
                        .money())
                .hasToString("0.0000293 USD");
    }

    @Test
    void a_target_without_a_model_is_refused() {
        LoadedModel none =
                client.load("openai-compatible", null, TargetSettings.STANDARD.withBaseUrl("http://localhost:8000/v1"));

        assertThatThrownBy(() -> none.estimate(ChatRequest.of("hello"))).isInstanceOf(LlmException.class);
    }

    @Test
    void a_usage_is_priced_by_the_name_of_a_target() {
        assertThat(client.calculateCost(Usage.of(1000, 1000), "openai/gpt-4").money())
                .hasToString("0.09 USD");
    }

    @Test
    void a_prompt_that_cannot_fit_the_window_is_refused_before_it_is_sent() {
        ChatRequest request = ChatRequest.of("a".repeat(8192 * 128 + 1));
        LoadedModel model = client.load("openai/gpt-4");

        assertThatThrownBy(() ->
                        model.complete(request).result().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LlmContextTooLongException.class);
        assertThatThrownBy(() ->
                        model.stream(request).started().toCompletableFuture().join())
                .hasCauseInstanceOf(LlmContextTooLongException.class);
    }
}
