/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The vectors of every provider that has them. */
class EmbeddingContractTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @EachProvider
    void each_input_has_its_vector_in_order(String provider) throws IOException, InterruptedException {
        LoadedModel model = embeddingModel(provider);
        if (bench.lacks(provider, Feature.EMBEDDINGS)) {
            LlmException problem = Bench.failure(model.embed(EmbeddingRequest.of(List.of("cat"))));
            assertThat(problem.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
            assertThat(bench.simulator.requests()).isEmpty();
            return;
        }

        EmbeddingResponse both = Bench.answer(model.embed(EmbeddingRequest.of(List.of("cat", "dog"))));
        EmbeddingResponse one = Bench.answer(model.embed(EmbeddingRequest.of(List.of("dog"))));

        assertThat(both.embeddings()).extracting(Embedding::index).containsExactly(0, 1);
        assertThat(both.embeddings().get(1).vector())
                .isEqualTo(one.embeddings().get(0).vector());
        assertThat(both.embeddings().get(0).vector())
                .isNotEqualTo(both.embeddings().get(1).vector());
        assertThat(both.usage().inputTokens().isPresent())
                .as("usage is known where the provider tells it")
                .isEqualTo(bench.words(provider).tellsUsage(bytesOfTheSame()));
        if (!both.usage().known()) {
            assertThat(both.cost().basis()).isEqualTo(CostBasis.UNKNOWN);
        }
        assertThat(both.provider()).isEqualTo(provider);
        assertThat(bench.attempts).extracting("operation").containsExactly("embed", "embed");
    }

    @EachProvider.WithEmbeddings
    void a_refused_embedding_is_a_typed_error(String provider) {
        bench.at(provider).enqueue(Reply.error(ErrorCase.SERVER_ERROR));

        LlmException problem = Bench.failure(embeddingModel(provider).embed(EmbeddingRequest.of(List.of("cat"))));

        assertThat(problem.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(problem.details().operation()).isEqualTo("embed");
    }

    /** What the provider answers to the newest request, past the client. */
    private String bytesOfTheSame() throws IOException, InterruptedException {
        RecordedRequest sent = bench.request();
        HttpRequest same = HttpRequest.newBuilder(URI.create(bench.simulator.url() + sent.target()))
                .header("Authorization", "Bearer " + Bench.KEY)
                .header("x-goog-api-key", Bench.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()))
                .build();
        return HttpClient.newHttpClient()
                .send(same, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private LoadedModel embeddingModel(String provider) {
        String model = bench.client.catalog().provider(provider).models().stream()
                .filter(m -> m.kind() == ModelProfile.Kind.EMBEDDING)
                .map(ModelProfile::id)
                .findFirst()
                .orElse("my-embedder");
        return bench.client.load(provider, model, bench.settings(provider));
    }
}
