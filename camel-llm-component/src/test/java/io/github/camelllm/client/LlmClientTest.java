/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.AwsLogin;
import io.github.camelllm.auth.CustomLogin;
import io.github.camelllm.auth.KeyPool;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlmClientTest {

    private static final ChatRequest ASK = ChatRequest.of("Name a prime.");

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private LlmClient client = LlmClient.builder().listener(attempts::add).build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    void an_unknown_provider_is_refused_with_near_names() {
        assertThatThrownBy(() -> client.load("mistrel/small"))
                .hasMessageContaining("mistrel")
                .hasMessageContaining("mistral");
    }

    @Test
    void a_missing_key_is_refused_when_the_target_is_loaded() {
        LlmException refused = catchThrowableOfType(
                LlmException.class,
                () -> client.load("mistral", "m", settings().withApiKey(SecretSource.of(() -> null))));

        assertThat(refused.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(refused)
                .hasMessageContaining("apiKey")
                .hasMessageContaining("camel.component.llm.providers.mistral.apiKey")
                .hasMessageContaining("MISTRAL_API_KEY");
        assertThat(simulator.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "ftp://a/b", "http:///v1", "https://user:pw@host/v1", "https://host/v1?key=1"})
    void a_base_url_that_cannot_be_called_is_refused(String url) {
        assertThatThrownBy(() -> client.load("mistral", "m", settings().withBaseUrl(url)))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("baseUrl")
                .hasMessageNotContaining("pw@");
    }

    @Test
    void a_region_picks_one_of_the_profiles_addresses() {
        TargetSettings eu = in("eu");

        assertThat(client.load("mistral", "m", eu).baseUrl()).isEqualTo("https://api.eu.mistral.ai/v1");
        assertThatThrownBy(() -> client.load("mistral", "m", in("mars")))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("mars")
                .hasMessageContaining("eu");
    }

    @ParameterizedTest
    @CsvSource({
        "mistral, Authorization",
        "mistral, authorization",
        "anthropic, X-Api-Key",
        "azure-openai, api-key",
        "google-ai, x-goog-api-key"
    })
    void a_header_of_the_login_is_not_set_beside_it(String provider, String header) {
        assertThatThrownBy(() -> client.load(provider, "m", with(header, SecretSource.of("k"))))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST))
                .hasMessageContaining("the option header." + header)
                .hasMessageContaining("apiKey")
                .hasMessageNotContaining("mine");
    }

    @Test
    void a_header_of_any_login_is_not_set_beside_it() {
        Supplier<String> secret = () -> "s";
        TargetSettings pool = with("Authorization", null).withLogin(new KeyPool(() -> "a,b"));
        TargetSettings aws =
                with("x-amz-date", null).withLogin(new AwsLogin(new AwsLogin.Static(secret::get, secret::get, null)));

        assertThatThrownBy(() -> client.load("mistral", "m", pool)).hasMessageContaining("header.Authorization");
        assertThatThrownBy(() -> client.load("bedrock", "m", aws)).hasMessageContaining("header.x-amz-date");
    }

    @Test
    void a_header_may_be_the_login_where_there_is_no_other() {
        TargetSettings alone = with("Authorization", null).withBaseUrl("http://localhost:8000/v1");
        TargetSettings own = with("Authorization", null).withLogin(new CustomLogin(Authorizer.NONE));
        TargetSettings another = with("Authorization", SecretSource.of("k"));

        assertThat(client.load("openai-compatible", "m", alone)).isNotNull();
        assertThat(client.load("mistral", "m", own)).isNotNull();
        assertThat(client.load("anthropic", "m", another)).isNotNull();
    }

    private static TargetSettings with(String header, @Nullable SecretSource key) {
        TargetSettings s = TargetSettings.STANDARD;
        return new TargetSettings(
                key,
                null,
                null,
                Map.of(header, "mine"),
                s.transport(),
                s.deadlines(),
                s.maxResponseBytes(),
                s.readerTimeout(),
                new ApiChoice(null, null, null, null),
                false,
                null);
    }

    private static TargetSettings in(String region) {
        TargetSettings s = TargetSettings.STANDARD;
        return new TargetSettings(
                SecretSource.of("k"),
                null,
                region,
                Map.of(),
                s.transport(),
                s.deadlines(),
                s.maxResponseBytes(),
                s.readerTimeout(),
                false);
    }

    @Test
    void a_provider_without_an_address_needs_one() {
        assertThatThrownBy(() -> client.load("openai-compatible", "m", TargetSettings.STANDARD))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("baseUrl")
                .hasMessageContaining("http://localhost:8000/v1");
    }

    @Test
    void a_call_without_any_model_is_refused_when_it_is_made() {
        LoadedModel loaded = client.load(
                "openai-compatible",
                null,
                TargetSettings.STANDARD.withBaseUrl(
                        simulator.provider("openai-compatible").baseUrl()));

        LlmException refused = failure(loaded.complete(ASK));

        assertThat(refused.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
        assertThat(refused).hasMessageContaining("CamelLlmSetModel");
        assertThat(failure(loaded.stream(ASK).started()).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
        assertThat(loaded.target()).isEmpty();
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_listener_that_fails_harms_no_call() {
        client.close();
        client = LlmClient.builder()
                .listener(attempt -> {
                    throw new IllegalStateException("a bug of the listener");
                })
                .listener(attempts::add)
                .build();
        simulator.provider("mistral").enqueue(Reply.text("Two."));

        assertThat(answer(model().complete(ASK)).text()).isEqualTo("Two.");

        assertThat(attempts).hasSize(1);
    }

    @Test
    void the_caller_tells_the_listeners_what_it_knows() {
        simulator.provider("mistral").enqueue(Reply.text("Two."));

        answer(model().complete(ASK, Map.of("routeId", "tickets")));

        assertThat(attempts)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.context()).containsEntry("routeId", "tickets"));
    }

    @Test
    void calls_in_flight_fail_when_the_client_closes() {
        simulator.provider("mistral").enqueue(Reply.text("Two.").stallAtOnce());
        Call<ChatResponse> call = model().complete(ASK);
        simulator.awaitRequests(1);

        client.close();

        assertThat(failure(call)).isInstanceOf(LlmException.class);
        simulator.awaitClosedByClient(1);
    }

    @Test
    void a_call_after_the_end_is_refused() {
        LoadedModel loaded = model();
        client.close();

        assertThat(failure(loaded.complete(ASK))).hasMessageContaining("closed");
    }

    @Test
    void a_stream_has_one_reader() {
        simulator.provider("mistral").enqueue(Reply.text("Two."));
        StreamCall call = model().stream(ASK);
        Reader first = new Reader(Long.MAX_VALUE);
        Reader second = new Reader(Long.MAX_VALUE);

        call.events().subscribe(first);
        call.events().subscribe(second);

        assertThat(second.end)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("one subscriber");
        assertThat(first.end).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void a_reader_that_asks_for_nothing_at_all_is_told_so() {
        simulator.provider("mistral").enqueue(Reply.text("Two."));
        Reader reader = new Reader(0);

        model().stream(ASK).events().subscribe(reader);

        assertThat(reader.end)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("at least one");
    }

    @Test
    void a_model_that_takes_its_time_before_the_first_word_is_not_taken_for_an_absent_reader() {
        Hold hold = new Hold();
        simulator.provider("mistral").enqueue(Reply.chunks("", "one").heldBy(hold, 1));
        StreamCall call =
                client
                        .load("mistral", "mistral-small-latest", settings().withReaderTimeout(Duration.ofMillis(50)))
                        .stream(ASK);
        CompletableFuture<Void> started = call.started().toCompletableFuture();
        hold.awaitReached();

        Awaitility.await()
                .during(Duration.ofMillis(400))
                .until(() -> !started.isDone() && simulator.closedByClient() == 0);

        hold.release();
        assertThat(started).succeedsWithin(Duration.ofSeconds(20));
        call.cancel();
    }

    @Test
    void a_cost_can_be_calculated_without_a_call() {
        assertThat(client.load("mistral", "mistral-small-latest", settings())
                        .calculateCost(Usage.of(1_000_000, 1_000_000))
                        .basis())
                .isEqualTo(CostBasis.PRICED);
        assertThat(client.load("mistral", "my-finetune", settings())
                        .calculateCost(Usage.of(1, 1))
                        .basis())
                .isEqualTo(CostBasis.UNKNOWN);
    }

    @Test
    void a_request_can_be_priced_before_it_is_sent() {
        LoadedModel model = model();
        ChatRequest limited = ASK.toBuilder().maxTokens(1_000).build();

        Cost estimate = model.estimate(limited);

        assertThat(estimate.basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(estimate.amount().orElseThrow())
                .isGreaterThanOrEqualTo(
                        model.calculateCost(Usage.of(5, 1_000)).amount().orElseThrow());
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_prompt_that_cannot_fit_is_refused_before_it_is_sent() {
        String novel = "word".repeat(9_000_000);

        LlmException refused = failure(model().complete(ChatRequest.of(novel)));

        assertThat(refused.kind()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
        assertThat(refused).hasMessageContaining("nothing was sent");
        assertThat(refused.details().attempts()).isZero();
        assertThat(simulator.requests()).isEmpty();
        assertThat(attempts).isEmpty();
    }

    @Test
    void a_broken_stream_is_booked_at_most_at_what_it_can_have_cost() {
        simulator.provider("mistral").enqueue(Reply.text("one two three four").cutAfterChunks(2));
        Reader reader = new Reader(Long.MAX_VALUE);

        model().stream(ASK).events().subscribe(reader);

        assertThat(reader.end).failsWithin(Duration.ofSeconds(20));
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.cost().basis()).isEqualTo(CostBasis.ESTIMATED);
            assertThat(attempt.cost().amount().orElseThrow()).isPositive();
        });
    }

    @Test
    void a_provider_of_ones_own_is_one_file(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), """
                id: acme
                name: Acme AI
                dialect: openai-chat
                baseUrl: %s
                auth: {scheme: bearer, environment: [ACME_API_KEY]}
                source: {document: Acme API reference, checked: 2026-11-25}
                """.formatted(
                        simulator.provider("openai-compatible").baseUrl()));
        simulator.provider("openai-compatible").enqueue(Reply.text("Two."));
        try (LlmClient own = LlmClient.builder()
                .profilesDirectory(folder)
                .settings("acme", TargetSettings.STANDARD.withApiKey(SecretSource.of("k")))
                .build()) {

            ChatResponse response = answer(own.load("acme/prime-1").complete(ASK));

            assertThat(response.text()).isEqualTo("Two.");
            assertThat(response.provider()).isEqualTo("acme");
        }
    }

    @Test
    void events_arrive_before_the_stream_is_over() {
        simulator.provider("mistral").enqueue(Reply.text("one two three").stallAfterChunks(2));
        Reader reader = new Reader(Long.MAX_VALUE);
        StreamCall call = model().stream(ASK);

        call.events().subscribe(reader);

        Awaitility.await().until(() -> reader.text().equals("one two"));
        assertThat(reader.end).isNotDone();
        call.cancel();
    }

    private LoadedModel model() {
        return client.load("mistral", "mistral-small-latest", settings());
    }

    private TargetSettings settings() {
        return TargetSettings.STANDARD
                .withBaseUrl(simulator.provider("mistral").baseUrl())
                .withApiKey(SecretSource.of("k"));
    }

    private static <T> T answer(Call<T> call) {
        return call.result()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static LlmException failure(Call<?> call) {
        return failure(call.result());
    }

    private static LlmException failure(java.util.concurrent.CompletionStage<?> stage) {
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class,
                () -> stage.toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join());
        return (LlmException) thrown.getCause();
    }

    private static final class Reader implements Flow.Subscriber<StreamEvent> {
        final CompletableFuture<Void> end = new CompletableFuture<>();
        private final List<StreamEvent> events = new ArrayList<>();
        private final long first;

        Reader(long first) {
            this.first = first;
        }

        synchronized String text() {
            StringBuilder text = new StringBuilder();
            for (StreamEvent event : events) {
                if (event instanceof StreamEvent.TextDelta delta) {
                    text.append(delta.text());
                }
            }
            return text.toString();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(first);
        }

        @Override
        public synchronized void onNext(StreamEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable problem) {
            end.completeExceptionally(problem);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}
