/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.Call;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LlmClientBuilder;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Deadlines;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Target;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.SimulatedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client whose providers are all simulated, and what it did. */
final class Bench implements AutoCloseable {

    static final String KEY = "sk-secret-of-the-contract";
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final ProviderSimulator simulator = ProviderSimulator.start();
    final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    final LlmClient client = builder().listener(attempts::add).build();

    /** With profiles that stand for further APIs of providers. */
    private static LlmClientBuilder builder() {
        return LlmClient.builder().profilesDirectory(Path.of("src/test/resources/contract"));
    }

    /** The ids of all providers with an address that a user's profile could have too. */
    static Stream<String> providers() {
        try (LlmClient client = builder().build()) {
            return client.catalog().providers().stream()
                    .filter(profile ->
                            profile.baseUrl() == null || !profile.baseUrl().startsWith("{{"))
                    .map(ProviderProfile::id)
                    .toList()
                    .stream();
        }
    }

    /** The providers whose default model calls tools. */
    static Stream<String> withTools() {
        return with(Feature.TOOLS);
    }

    /** The providers whose default model thinks and shows it. */
    static Stream<String> withReasoning() {
        try (Bench bench = new Bench()) {
            return with(Feature.REASONING).filter(bench::showsThoughts).toList().stream();
        }
    }

    private boolean showsThoughts(String provider) {
        Target target = model(provider).target().orElseThrow();
        return !List.of("never", "summary").contains(target.quirks().text("reasoningVisible", "always"));
    }

    /** The providers that have embeddings. */
    static Stream<String> withEmbeddings() {
        return with(Feature.EMBEDDINGS);
    }

    /** The providers that can withhold an answer that has begun. */
    static Stream<String> withholding() {
        try (Bench bench = new Bench()) {
            return providers().filter(id -> bench.words(id).withheld().isPresent()).toList().stream();
        }
    }

    private static Stream<String> with(Feature feature) {
        try (Bench bench = new Bench()) {
            return providers().filter(id -> !bench.lacks(id, feature)).toList().stream();
        }
    }

    SimulatedProvider at(String provider) {
        return simulator.provider(provider);
    }

    LoadedModel model(String provider) {
        return model(provider, settings(provider));
    }

    LoadedModel model(String provider, TargetSettings settings) {
        return client.load(provider, modelOf(provider), settings);
    }

    /** The profile's default model; any name where it has none. */
    String modelOf(String provider) {
        ProviderProfile profile = client.catalog().provider(provider);
        return profile.defaultModel() == null
                ? "my-model"
                : profile.defaultModel().model();
    }

    TargetSettings settings(String provider) {
        return TargetSettings.STANDARD
                .withBaseUrl(at(provider).baseUrl())
                .withApiKey(SecretSource.of(KEY))
                .withDeadlines(
                        new Deadlines(Duration.ofSeconds(10), PATIENCE, PATIENCE, PATIENCE, Duration.ofMinutes(1)));
    }

    /** How the provider says things on the wire. */
    Wording words(String provider) {
        return Wording.of(client.catalog().provider(provider).dialect());
    }

    /** Whether a token costs nothing, as the profile says. */
    boolean free(String provider) {
        return model(provider)
                .calculateCost(Usage.of(1_000_000, 1_000_000))
                .amount()
                .filter(amount -> amount.signum() == 0)
                .isPresent();
    }

    boolean lacks(String provider, Feature feature) {
        return model(provider).target().orElseThrow().lacks(feature).isPresent();
    }

    ChatResponse ask(String provider, ChatRequest request) {
        return answer(model(provider).complete(request));
    }

    ChatResponse ask(String provider, String prompt) {
        return ask(provider, ChatRequest.of(prompt));
    }

    static <T> T answer(Call<T> call) {
        return call.result()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    static LlmException failure(Call<?> call) {
        Throwable thrown = catchThrowable(() -> answer(call));
        assertThat(thrown).isInstanceOf(CompletionException.class);
        assertThat(thrown.getCause()).isInstanceOf(LlmException.class);
        return (LlmException) thrown.getCause();
    }

    LlmException refusal(String provider, ChatRequest request) {
        return failure(model(provider).complete(request));
    }

    RecordedRequest request() {
        return simulator.lastRequest();
    }

    Attempt attempt() {
        assertThat(attempts).as("attempts").hasSize(1);
        return attempts.get(0);
    }

    /** Reads a stream to its end, whatever the end is. */
    static Reading read(StreamCall call) {
        Reading reading = new Reading(Long.MAX_VALUE);
        call.events().subscribe(reading);
        reading.awaitEnd();
        return reading;
    }

    Reading stream(String provider, ChatRequest request) {
        return read(model(provider).stream(request));
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }

    /** What a subscriber got. */
    static final class Reading implements Flow.Subscriber<StreamEvent> {

        final List<StreamEvent> events = new CopyOnWriteArrayList<>();
        private final CountDownLatch end = new CountDownLatch(1);
        private final long first;
        private volatile @Nullable Throwable failure;
        private volatile Flow.@Nullable Subscription subscription;

        Reading(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (first > 0) {
                given.request(first);
            }
        }

        @Override
        public void onNext(StreamEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable problem) {
            failure = problem;
            end.countDown();
        }

        @Override
        public void onComplete() {
            end.countDown();
        }

        Flow.Subscription subscription() {
            Flow.Subscription given = subscription;
            assertThat(given).isNotNull();
            return given;
        }

        void awaitEnd() {
            try {
                assertThat(end.await(60, TimeUnit.SECONDS))
                        .as("the stream ended")
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        String text() {
            StringBuilder text = new StringBuilder();
            events.forEach(event -> {
                if (event instanceof StreamEvent.TextDelta delta && delta.choice() == 0) {
                    text.append(delta.text());
                }
            });
            return text.toString();
        }

        <E extends StreamEvent> List<E> of(Class<E> kind) {
            List<E> found = new ArrayList<>();
            events.forEach(event -> {
                if (kind.isInstance(event)) {
                    found.add(kind.cast(event));
                }
            });
            return found;
        }

        ChatResponse response() {
            assertThat(failure).isNull();
            assertThat(of(StreamEvent.Done.class)).hasSize(1);
            assertThat(events.get(events.size() - 1)).isInstanceOf(StreamEvent.Done.class);
            return of(StreamEvent.Done.class).get(0).response();
        }

        LlmException failure() {
            assertThat(failure).isInstanceOf(LlmException.class);
            assertThat(of(StreamEvent.Done.class)).isEmpty();
            return (LlmException) failure;
        }

        LlmException failure(ErrorKind kind) {
            LlmException problem = failure();
            assertThat(problem.kind()).as(problem.getMessage()).isEqualTo(kind);
            return problem;
        }
    }
}
