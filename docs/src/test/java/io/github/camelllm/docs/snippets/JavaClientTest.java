/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The client that the component stands on, without Camel. */
class JavaClientTest {

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private LlmClient client;

    @BeforeEach
    void connect() {
        client = LlmClient.builder()
                .settings("mistral", simulated("mistral"))
                .settings("openai", simulated("openai"))
                .build();
    }

    private TargetSettings simulated(String provider) {
        return TargetSettings.STANDARD
                .withBaseUrl(simulator.provider(provider).baseUrl())
                .withApiKey(SecretSource.of("test-key"));
    }

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    void a_client_has_settings_for_each_provider() {
        // tag::client[]
        LlmClient client = LlmClient.builder()
                .settings(
                        "mistral",
                        TargetSettings.STANDARD.withApiKey(
                                SecretSource.of(() -> secrets().get("mistral"))))
                .listener(attempt -> log(attempt.provider() + " took " + attempt.latency()))
                .build();
        // end::client[]
        try (client) {
            assertThat(client.load("mistral").target()).isPresent();
        }
    }

    private static Map<String, String> secrets() {
        return Map.of("mistral", "test-key");
    }

    private static void log(String line) {
        LoggerFactory.getLogger(JavaClientTest.class).info(line);
    }

    @Test
    void it_completes() throws Exception {
        simulator.provider("mistral").enqueue(Reply.text("17"));
        CompletableFuture<String> seen = new CompletableFuture<>();

        // tag::complete[]
        LoadedModel model = client.load("mistral/mistral-small-latest");

        model.complete(ChatRequest.of("Name a prime."))
                .result()
                .thenAccept(answer ->
                        seen.complete(answer.text() + " for " + answer.cost().money()));
        // end::complete[]

        assertThat(seen.get(10, TimeUnit.SECONDS)).startsWith("17 for ");
    }

    @Test
    void it_streams() throws Exception {
        simulator.provider("mistral").enqueue(Reply.chunks("Once ", "upon ", "a time."));
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        LoadedModel model = client.load("mistral/mistral-small-latest");

        // tag::stream[]
        StreamCall call = model.stream(ChatRequest.of("Tell me a story."));
        call.events().subscribe(new Flow.Subscriber<StreamEvent>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {
                if (event instanceof StreamEvent.TextDelta piece) {
                    text.append(piece.text());
                } else if (event instanceof StreamEvent.Done done) {
                    whole.complete(done.response());
                }
            }

            @Override
            public void onError(Throwable failure) {
                whole.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {}
        });
        // end::stream[]

        assertThat(whole.get(10, TimeUnit.SECONDS).text()).isEqualTo("Once upon a time.");
        assertThat(text).hasToString("Once upon a time.");
    }

    @Test
    void it_embeds() throws Exception {
        simulator.provider("openai").enqueue(Reply.vectors(new float[] {0.6f, 0.8f}));

        // tag::embed[]
        EmbeddingResponse vectors = client.load("openai/text-embedding-3-small")
                .embed(EmbeddingRequest.of(List.of("A parcel got lost.")))
                .result()
                .toCompletableFuture()
                .join();
        // end::embed[]

        assertThat(vectors.embeddings()).hasSize(1);
    }

    @Test
    void it_prices_a_usage() {
        // tag::cost[]
        Cost cost = client.calculateCost(Usage.of(1_000_000, 0), "mistral/mistral-small-latest");
        Cost most = client.load("mistral/mistral-small-latest")
                .estimate(ChatRequest.builder()
                        .user("Name a prime.")
                        .maxTokens(100)
                        .build());
        // end::cost[]

        assertThat(cost.basis()).isEqualTo(CostBasis.PRICED);
        assertThat(most.basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(cost.amount()).isPresent();
        assertThat(simulator.requests()).isEmpty();
    }
}
