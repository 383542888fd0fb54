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

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpExchange;
import io.github.camelllm.http.HttpTransport;
import io.github.camelllm.http.ReplyHandler;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.http.TransportStats;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every call ends, once, with an answer or with an LlmException. */
class CallEndTest {

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
    void a_transport_that_cannot_be_made_ends_the_call() {
        client.close();
        client = LlmClient.builder()
                .transports(config -> {
                    throw new NoClassDefFoundError("org/example/Engine");
                })
                .build();

        assertThat(failure(model("k").complete(ASK).result())).hasMessageContaining("org/example/Engine");
        assertThat(failure(model("k").stream(ASK).started())).hasMessageContaining("org/example/Engine");
    }

    @Test
    void one_transport_that_cannot_be_closed_does_not_keep_the_others_open() {
        List<HttpTransport> closed = new CopyOnWriteArrayList<>();
        LlmClient stubborn =
                LlmClient.builder().transports(config -> new Unclosable(closed)).build();
        TargetSettings s = settings(() -> "k");
        stubborn.load("mistral", "m", s).complete(ASK);
        TargetSettings other = new TargetSettings(
                s.apiKey(),
                s.baseUrl(),
                null,
                Map.of(),
                TransportConfig.builder().ioThreads(1).build(),
                s.deadlines(),
                s.maxResponseBytes(),
                s.readerTimeout(),
                false);
        stubborn.load("mistral", "m", other).complete(ASK);

        assertThatThrownBy(stubborn::close).isInstanceOf(IllegalStateException.class);

        assertThat(closed).hasSize(2);
    }

    @Test
    void a_source_of_keys_that_fails_when_it_is_asked_fails_the_call() {
        LoadedModel model = model(
                () -> {
                    throw new IllegalStateException("the vault is sealed");
                },
                "k");

        assertThat(failure(model.complete(ASK).result()))
                .hasMessageContaining("the vault is sealed")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_header_that_cannot_be_sent_fails_the_call() {
        TargetSettings s = settings(() -> "k");
        TargetSettings broken = new TargetSettings(
                s.apiKey(),
                s.baseUrl(),
                null,
                Map.of("X-Team", "a\r\nb"),
                s.transport(),
                s.deadlines(),
                s.maxResponseBytes(),
                s.readerTimeout(),
                false);

        assertThat(failure(client.load("mistral", "m", broken).complete(ASK).result()))
                .hasMessageContaining("X-Team")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @Test
    void a_call_that_was_refused_and_then_cancelled_is_no_attempt() {
        Call<?> call = model(() -> null, "k").complete(ASK);
        assertThat(failure(call.result()).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);

        call.cancel();

        assertThat(attempts).isEmpty();
    }

    @Test
    void an_answer_in_one_piece_to_a_request_for_a_stream_may_be_larger_than_the_window() {
        String words = "word ".repeat(100_000);
        simulator
                .provider("mistral")
                .enqueue(Reply.raw(
                        200,
                        "application/json",
                        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"" + words + "\"}}]}"));

        StreamCall call = model("k").stream(ASK);

        assertThat(call.started().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        call.cancel();
    }

    @Test
    void a_subscriber_that_throws_gives_the_stream_up() {
        simulator.provider("mistral").always(Reply.flood("water"));
        StreamCall call = model("k").stream(ASK);
        call.started().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();

        // Events that are there already are delivered in this thread, others in the one that reads.
        IllegalStateException unused = catchThrowableOfType(
                IllegalStateException.class, () -> call.events().subscribe(new ThrowingAt(StreamEvent.class)));

        simulator.awaitClosedByClient(1);
        Awaitility.await().untilAsserted(() -> assertThat(attempts).hasSize(1));
    }

    @Test
    void a_subscriber_that_throws_at_the_last_event_takes_nothing_from_the_books() {
        Hold answer = new Hold();
        simulator.provider("mistral").enqueue(Reply.text("Two.").heldBy(answer));
        StreamCall call = model("k").stream(ASK);

        call.events().subscribe(new ThrowingAt(StreamEvent.Done.class));
        answer.release();

        assertThat(call.started().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        Awaitility.await().untilAsserted(() -> assertThat(attempts).hasSize(1));
        assertThat(attempts.get(0).succeeded()).isTrue();
    }

    @Test
    void a_subscriber_that_throws_at_what_comes_with_the_end_takes_nothing_from_the_books() {
        Hold answer = new Hold();
        simulator
                .provider("mistral")
                .enqueue(Reply.raw(
                                200,
                                "application/json",
                                "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                                        + "\"message\":{\"role\":\"assistant\",\"content\":\"Two.\"}}]}")
                        .heldBy(answer));
        StreamCall call = model("k").stream(ASK);

        call.events().subscribe(new ThrowingAt(StreamEvent.Started.class));
        answer.release();

        assertThat(call.started().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        Awaitility.await().untilAsserted(() -> assertThat(attempts).hasSize(1));
        assertThat(attempts.get(0).succeeded()).isTrue();
    }

    @Test
    void the_settings_of_a_target_do_not_show_its_headers() {
        TargetSettings s = TargetSettings.STANDARD;
        TargetSettings own = new TargetSettings(
                null,
                null,
                null,
                Map.of("X-Key", "sk-secret-1"),
                s.transport(),
                s.deadlines(),
                s.maxResponseBytes(),
                s.readerTimeout(),
                false);

        assertThat(own.toString()).doesNotContain("sk-secret-1");
    }

    private LoadedModel model(String key) {
        return model(() -> key);
    }

    /** The first key is for the check when the target is loaded. */
    private LoadedModel model(Supplier<@Nullable String> later, String first) {
        Queue<String> left = new ArrayDeque<>(List.of(first));
        return model(() -> left.isEmpty() ? later.get() : left.remove());
    }

    private LoadedModel model(Supplier<@Nullable String> key) {
        return client.load("mistral", "mistral-small-latest", settings(key));
    }

    private TargetSettings settings(Supplier<@Nullable String> key) {
        return TargetSettings.STANDARD
                .withBaseUrl(simulator.provider("mistral").baseUrl())
                .withApiKey(SecretSource.of(key));
    }

    private static LlmException failure(CompletionStage<?> stage) {
        CompletionException thrown = catchThrowableOfType(
                CompletionException.class,
                () -> stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join());
        assertThat(thrown).hasCauseInstanceOf(LlmException.class);
        return (LlmException) thrown.getCause();
    }

    /** Neither sends nor closes. */
    private record Unclosable(List<HttpTransport> closed) implements HttpTransport {

        @Override
        public HttpExchange send(HttpCall call, ReplyHandler handler) {
            throw new IllegalStateException("nothing is sent here");
        }

        @Override
        public TransportStats stats() {
            return new TransportStats(0, 0, 0, 0, 0);
        }

        @Override
        public void close() {
            closed.add(this);
            throw new IllegalStateException("it cannot be closed");
        }
    }

    private static final class ThrowingAt implements Flow.Subscriber<StreamEvent> {
        private final Class<? extends StreamEvent> kind;

        ThrowingAt(Class<? extends StreamEvent> kind) {
            this.kind = kind;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {
            if (kind.isInstance(event)) {
                throw new IllegalStateException("a reader with a bug");
            }
        }

        @Override
        public void onError(Throwable problem) {
            // not after it threw
        }

        @Override
        public void onComplete() {
            // never comes
        }
    }
}
