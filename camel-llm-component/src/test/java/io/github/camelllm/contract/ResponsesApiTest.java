/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.ApiChoice;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.test.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of a provider's APIs is called, and what only Responses can do. */
class ResponsesApiTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private LoadedModel load(String provider, String model, @Nullable String api, @Nullable String version) {
        return bench.client.load(
                provider, model, bench.settings(provider).withChoice(new ApiChoice(api, version, null, null)));
    }

    @Test
    void a_model_that_answers_only_there_is_asked_there() {
        LoadedModel model = load("openai", "gpt-5.5-pro", null, null);

        assertThat(Bench.answer(model.complete(ChatRequest.of("Name a prime."))).text())
                .contains("Name a prime.");

        assertThat(bench.request().path()).isEqualTo("/v1/responses");
        assertThat(bench.request().json().path("store").booleanValue()).isFalse();
    }

    @Test
    void the_option_chooses_and_vectors_stay_where_they_are() {
        Bench.answer(load("openai", "gpt-5.4-mini", "responses", null).complete(ChatRequest.of("A")));
        assertThat(bench.request().path()).isEqualTo("/v1/responses");

        Bench.answer(load("openai", "gpt-5.4-mini", null, null).complete(ChatRequest.of("B")));
        assertThat(bench.request().path()).isEqualTo("/v1/chat/completions");

        Bench.answer(
                load("openai", "text-embedding-3-small", "responses", null).embed(EmbeddingRequest.of(List.of("cat"))));
        assertThat(bench.request().path()).isEqualTo("/v1/embeddings");
    }

    @Test
    void azure_has_the_same_api_with_and_without_a_dated_version() {
        Bench.answer(load("azure-openai", "my-deployment", "responses", null).complete(ChatRequest.of("A")));
        assertThat(bench.request().target()).isEqualTo("/azure-openai/openai/v1/responses");
        assertThat(bench.request().header("api-key")).isEqualTo(Bench.KEY);

        Bench.answer(load("azure-openai", "my-deployment", "responses", "2025-04-01-preview")
                .complete(ChatRequest.of("B")));
        assertThat(bench.request().target()).isEqualTo("/azure-openai/openai/responses?api-version=2025-04-01-preview");
    }

    @Test
    void tools_and_an_effort_go_together_and_thoughts_go_back_encrypted() {
        LoadedModel model = load("openai", "gpt-5.4-mini", "responses", null);
        Reply calls = Reply.toolCall("lookup", "{\"word\":\"cat\"}")
                .andToolCall("lookup", "{\"word\":\"dog\"}")
                .reasoning("Use the tool.");
        bench.at("openai").enqueue(calls, Reply.text("Both are animals."));
        ChatRequest first = Requests.withTool().toBuilder()
                .reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, true))
                .build();

        ChatResponse called = Bench.read(model.stream(first)).response();
        ChatResponse answered = Bench.answer(model.complete(Requests.withResults(first, called, "an animal")));

        assertThat(called.toolCalls()).hasSize(2);
        assertThat(called.first().parts(Part.Reasoning.class))
                .extracting(Part.Reasoning::text)
                .containsExactly("Use the tool.");
        assertThat(called.notices()).isEmpty();
        assertThat(answered.text()).isEqualTo("Both are animals.");
        assertThat(bench.request().json().path("input").findValuesAsText("encrypted_content"))
                .hasSize(1);
    }
}
