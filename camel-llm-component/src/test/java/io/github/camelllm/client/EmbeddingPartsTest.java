/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmRateLimitedException;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddingPartsTest {

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final LlmClient client = LlmClient.builder().listener(attempts::add).build();
    private final List<Part> sent = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private LoadedModel model(String provider, String model) {
        return client.load(
                provider,
                model,
                TargetSettings.STANDARD
                        .withBaseUrl(simulator.provider(provider).baseUrl())
                        .withApiKey(SecretSource.of("k")));
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
    }

    private static <T> T answer(Call<T> call) {
        try {
            return call.result()
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LlmException problem ? problem : e;
        }
    }

    private static LlmException failure(Call<?> call) {
        return catchThrowableOfType(LlmException.class, () -> answer(call));
    }

    @Test
    void more_texts_than_the_provider_takes_go_out_in_parts_and_come_back_in_order() {
        LoadedModel model = model("cohere", "embed-v4.0");
        List<String> texts = texts(200);

        Call<EmbeddingResponse> call = model.embed(EmbeddingRequest.of(texts));
        EmbeddingResponse all = answer(call);

        assertThat(simulator.requests())
                .extracting(request -> request.json().path("texts").size())
                .containsExactlyInAnyOrder(96, 96, 8);
        assertThat(call.attempts()).isEqualTo(3);
        assertThat(all.embeddings())
                .extracting(Embedding::index)
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
        for (int i : List.of(0, 95, 96, 191, 192, 199)) {
            EmbeddingResponse alone = answer(model.embed(EmbeddingRequest.of(List.of(texts.get(i)))));
            assertThat(all.embeddings().get(i).vector())
                    .isEqualTo(alone.embeddings().get(0).vector());
        }
    }

    @Test
    void usage_and_cost_of_all_parts_are_summed_exactly() {
        EmbeddingResponse all = answer(model("cohere", "embed-v4.0").embed(EmbeddingRequest.of(texts(200))));

        assertThat(attempts).hasSize(3);
        assertThat(all.usage().inputTokens())
                .hasValue(attempts.stream()
                        .mapToLong(each -> each.usage().inputTokens().orElseThrow())
                        .sum());
        assertThat(all.cost().basis()).isEqualTo(CostBasis.PRICED);
        assertThat(all.cost().amount())
                .hasValue(costOf(attempts))
                .hasValueSatisfying(sum -> assertThat(sum).isPositive());
        assertThat(all.cost().lines()).hasSize(1);
        assertThat(all.cost().lines().get(0).quantity())
                .isEqualTo(all.usage().inputTokens().orElseThrow());
    }

    private static BigDecimal costOf(List<Attempt> attempts) {
        return attempts.stream()
                .flatMap(each -> each.cost().amount().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void as_many_texts_as_the_provider_takes_are_one_request() {
        answer(model("cohere", "embed-v4.0").embed(EmbeddingRequest.of(texts(96))));

        assertThat(simulator.requests()).hasSize(1);
    }

    @Test
    void a_model_that_takes_one_text_gets_one_at_a_time() {
        EmbeddingResponse all =
                answer(model("bedrock", "amazon.titan-embed-text-v1").embed(EmbeddingRequest.of(texts(9))));

        assertThat(simulator.requests()).hasSize(9);
        assertThat(all.embeddings()).hasSize(9);
        assertThat(all.cost().amount()).hasValue(costOf(attempts));
    }

    @Test
    void a_part_that_fails_stops_the_rest_and_what_came_is_kept_with_its_cost() {
        simulator
                .provider("bedrock")
                .respond(request -> List.of("text 0", "text 1", "text 2", "text 3", "text 4")
                                .contains(request.json().path("inputText").asText())
                        ? Reply.usual()
                        : Reply.error(ErrorCase.RATE_LIMITED));

        Call<EmbeddingResponse> call =
                model("bedrock", "amazon.titan-embed-text-v1").embed(EmbeddingRequest.of(texts(50)));
        LlmException failure = failure(call);

        int requests = simulator.requests().size();
        assertThat(requests).isBetween(6, 5 + EmbeddingParts.AT_ONCE);
        assertThat(failure)
                .isInstanceOf(LlmRateLimitedException.class)
                .hasMessageContaining("of 50 parts of at most 1 texts, 5 were answered");
        assertThat(failure.details().attempts()).isEqualTo(requests);
        assertThat(call.attempts()).isEqualTo(requests);
        EmbeddingResponse came = failure.vectors().orElseThrow();
        assertThat(came.embeddings()).extracting(Embedding::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(came.cost().amount())
                .hasValue(costOf(attempts))
                .hasValueSatisfying(sum -> assertThat(sum).isPositive());
        assertThat(attempts).hasSize(requests);
    }

    @Test
    void a_first_part_that_fails_leaves_nothing() {
        simulator.provider("cohere").always(Reply.error(ErrorCase.BAD_KEY));

        LlmException failure = failure(model("cohere", "embed-v4.0").embed(EmbeddingRequest.of(texts(97))));

        assertThat(failure.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(failure.vectors()).isEmpty();
        assertThat(failure.details().attempts()).isEqualTo(simulator.requests().size());
    }

    @Test
    void only_a_few_parts_are_in_flight_at_once() {
        Call<EmbeddingResponse> call = inParts(10);
        assertThat(sent).hasSize(EmbeddingParts.AT_ONCE);

        sent.get(2).answered("1");
        assertThat(sent).hasSize(EmbeddingParts.AT_ONCE + 1);

        for (int i = 0; i < sent.size(); i++) {
            sent.get(i).answered("1");
        }
        EmbeddingResponse all = answer(call);
        assertThat(sent).hasSize(10);
        assertThat(all.embeddings())
                .extracting(one -> (int) one.vector()[0])
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(all.cost().amount()).hasValue(new BigDecimal("10"));
    }

    @Test
    void what_is_in_flight_when_a_part_fails_is_waited_for_because_it_is_paid_for() {
        Call<EmbeddingResponse> call = inParts(10);

        sent.get(1).failed();
        sent.get(0).answered("1");
        sent.get(2).answered("2");
        assertThat(call.result().toCompletableFuture()).isNotDone();
        sent.get(3).answered("3");

        LlmException failure = failure(call);
        assertThat(sent).hasSize(EmbeddingParts.AT_ONCE);
        assertThat(failure.details().attempts()).isEqualTo(4);
        assertThat(failure.vectors().orElseThrow().cost().amount()).hasValue(new BigDecimal("6"));
    }

    @Test
    void an_unknown_cost_of_one_part_makes_the_whole_unknown() {
        Call<EmbeddingResponse> call = inParts(2);
        sent.get(0).answered("1");
        sent.get(1).answered(null);

        assertThat(answer(call).cost().basis()).isEqualTo(CostBasis.UNKNOWN);
    }

    @Test
    void parts_that_make_no_whole_fail_the_call_and_do_not_leave_it_open() {
        Call<EmbeddingResponse> call = inParts(2);
        sent.get(0).answered("1");
        sent.get(1).costs(Cost.reported(new Money(BigDecimal.ONE, "EUR")));

        assertThat(failure(call).kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
    }

    @Test
    void giving_up_cancels_what_is_in_flight_and_sends_no_more() {
        Call<EmbeddingResponse> call = inParts(10);

        call.cancel();
        assertThat(sent).hasSize(EmbeddingParts.AT_ONCE).allMatch(part -> part.cancelled);
        sent.forEach(part -> part.answered("1"));

        LlmException failure = failure(call);
        assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(sent).hasSize(EmbeddingParts.AT_ONCE);
        assertThat(failure.vectors().orElseThrow().embeddings()).hasSize(EmbeddingParts.AT_ONCE);
    }

    private Call<EmbeddingResponse> inParts(int count) {
        return EmbeddingParts.send(
                EmbeddingRequest.of(
                        IntStream.range(0, count).mapToObj(Integer::toString).toList()),
                1,
                request -> {
                    Part part = new Part(request);
                    sent.add(part);
                    return part;
                },
                () -> ErrorDetails.of(ErrorKind.CANCELLED, "the call was cancelled")
                        .attempts(0)
                        .exception());
    }

    /** A part in flight, answered by hand. */
    private static final class Part implements Call<EmbeddingResponse> {

        private final EmbeddingRequest request;
        private final CompletableFuture<EmbeddingResponse> result = new CompletableFuture<>();
        private boolean cancelled;

        Part(EmbeddingRequest request) {
            this.request = request;
        }

        void answered(String usd) {
            costs(usd == null ? Cost.unknown("nobody knows") : Cost.reported(Money.usd(usd)));
        }

        void costs(Cost cost) {
            float[] vector = {Float.parseFloat(request.inputs().get(0))};
            result.complete(new EmbeddingResponse(
                    null, null, "acme", null, "m", List.of(new Embedding(0, vector)), Usage.of(1, 0), cost, List.of()));
        }

        void failed() {
            result.completeExceptionally(
                    ErrorDetails.of(ErrorKind.OVERLOADED, "busy").exception());
        }

        @Override
        public CompletionStage<EmbeddingResponse> result() {
            return result;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
