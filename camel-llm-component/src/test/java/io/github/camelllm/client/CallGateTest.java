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
import io.github.camelllm.error.LlmBudgetExceededException;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Hold;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is sent without a permit, and every permit comes back once. */
class CallGateTest {

    private static final ChatRequest ASK = ChatRequest.of("Name a prime.");

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final RecordingGate gate = RecordingGate.open();
    private LlmClient client =
            LlmClient.builder().listener(attempts::add).gate(gate).build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
        assertThat(gate.faults).isEmpty();
    }

    @Test
    void a_whole_answer_brings_the_permit_back_with_the_attempt_that_the_listeners_hear_of() {
        Call<?> call = model().complete(ASK, Map.of("tenant", "acme"));

        assertThat(call.result().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(call.warnings()).containsExactly("warning 1");
        assertThat(gate.over).hasSize(1).isEqualTo(attempts);
        assertThat(gate.unsent).hasValue(0);
        Planned planned = gate.asked.get(0);
        assertThat(planned.toString()).isEqualTo("chat at openai/gpt-4o-mini");
        assertThat(planned.streamed()).isFalse();
        assertThat(planned.context()).containsEntry("tenant", "acme");
        assertThat(planned.atMost().basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(planned.atMost().amount()).isEqualTo(model().estimate(ASK).amount());
        assertThat(planned.promptTokens().most())
                .hasValueSatisfying(most -> assertThat(most).isPositive());
        assertThat(planned.mostAnswerTokens()).hasValue(16384);
        assertThat(planned.mostTokens().orElseThrow())
                .isEqualTo(16384 + planned.promptTokens().most().orElseThrow());
    }

    @Test
    void vectors_are_asked_for_at_the_gate_like_answers() {
        LoadedModel embedder = client.load("openai", "text-embedding-3-small", settings("openai"));

        Call<?> call = embedder.embed(EmbeddingRequest.of(List.of("a text")));

        assertThat(call.result().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(gate.over).hasSize(1).isEqualTo(attempts);
        assertThat(gate.asked.get(0).operation()).isEqualTo("embed");
        assertThat(gate.asked.get(0).mostAnswerTokens()).hasValue(0);
        assertThat(gate.asked.get(0).mostTokens()).isPresent();
        assertThat(gate.asked.get(0).atMost().amount()).isPresent();
    }

    @Test
    void what_nobody_can_estimate_is_not_estimated() {
        Media picture = Media.of(new byte[] {1}, "image/png");
        ChatRequest seen = ASK.toBuilder()
                .messages(List.of(new Message(Role.USER, List.of(new Part.Image(picture, null, null)))))
                .build();

        model().complete(seen);

        assertThat(gate.asked.get(0).mostTokens()).isEmpty();
        assertThat(gate.asked.get(0).atMost().basis()).isEqualTo(CostBasis.UNKNOWN);
    }

    @Test
    void a_stream_that_is_read_to_its_end_brings_the_permit_back() {
        StreamCall call = model().stream(ASK);
        call.events().subscribe(new EndOfStream());

        Awaitility.await().untilAsserted(() -> assertThat(gate.over).hasSize(1));
        assertThat(gate.over.get(0).succeeded()).isTrue();
        assertThat(call.warnings()).containsExactly("warning 1");
        assertThat(gate.asked.get(0).streamed()).isTrue();
    }

    @Test
    void a_refused_request_is_not_sent_and_fails_with_the_words_of_the_gate() {
        LlmException full = ErrorDetails.of(ErrorKind.BUDGET_EXCEEDED, "no money left")
                .attempts(0)
                .exception();
        use(new RecordingGate(permit -> CompletableFuture.failedFuture(full)));

        assertThat(failure(model().complete(ASK).result()))
                .isSameAs(full)
                .isInstanceOf(LlmBudgetExceededException.class);
        assertThat(failure(model().stream(ASK).started())).isSameAs(full);
        assertThat(simulator.requests()).isEmpty();
        assertThat(attempts).isEmpty();
    }

    @Test
    void a_gate_that_fails_lets_nothing_through() {
        for (CallGate broken : List.<CallGate>of(
                planned -> {
                    throw new IllegalStateException("out of order");
                },
                planned -> CompletableFuture.failedFuture(new IllegalStateException("out of order")),
                planned -> CompletableFuture.supplyAsync(() -> {
                    throw new IllegalStateException("out of order");
                }))) {
            use(broken);

            assertThat(failure(model().complete(ASK).result()))
                    .hasMessageContaining("nothing was sent")
                    .hasMessageContaining("out of order");
            use(broken, RecordingGate.open());
            assertThat(failure(model().stream(ASK).started())).hasMessageContaining("out of order");
        }
        for (CallGate broken :
                List.<CallGate>of(planned -> answerless(), planned -> CompletableFuture.completedFuture(null))) {
            use(broken);
            assertThat(failure(model().complete(ASK).result())).hasMessageContaining("nothing was sent");
            use(RecordingGate.open(), broken);
            assertThat(failure(model().complete(ASK).result())).hasMessageContaining("nothing was sent");
        }
        assertThat(simulator.requests()).isEmpty();
    }

    @SuppressWarnings("NullAway") // what a careless gate does
    private static CompletionStage<CallGate.Permit> answerless() {
        return null;
    }

    @Test
    void a_request_that_waits_at_the_gate_is_sent_when_it_opens_and_its_wait_is_not_the_providers() {
        CompletableFuture<CallGate.Permit> opening = new CompletableFuture<>();
        CompletableFuture<CallGate.Permit> permit = new CompletableFuture<>();
        use(new RecordingGate(mine -> {
            permit.complete(mine);
            return opening;
        }));

        CompletableFuture<?> answer = model().complete(ASK).result().toCompletableFuture();
        assertThat(answer).isNotDone();
        assertThat(simulator.requests()).isEmpty();
        Instant opened = Instant.now();
        opening.complete(permit.join());

        assertThat(answer).succeedsWithin(Duration.ofSeconds(20));
        assertThat(attempts).hasSize(1);
        assertThat(attempts.get(0).startedAt()).isAfterOrEqualTo(opened);
    }

    @Test
    void a_call_that_is_cancelled_while_it_waits_at_the_gate_is_never_sent() {
        CompletableFuture<CallGate.Permit> opening = new CompletableFuture<>();
        CompletableFuture<CallGate.Permit> permit = new CompletableFuture<>();
        RecordingGate slow = new RecordingGate(mine -> {
            permit.complete(mine);
            return opening;
        });
        use(slow);
        Call<?> call = model().complete(ASK);

        call.cancel();
        assertThat(failure(call.result()).kind()).isEqualTo(ErrorKind.CANCELLED);
        opening.complete(permit.join());

        assertThat(slow.unsent).hasValue(1);
        assertThat(slow.over).isEmpty();
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void a_request_that_cannot_be_encoded_does_not_come_to_the_gate() {
        LoadedModel strict =
                client.load("openai", "gpt-4o-mini", settings("openai").withStrict(true));
        LlmException refused = failure(strict.complete(ASK.toBuilder()
                        .sampling(new Sampling(null, null, 3, null, List.of(), null, null, null, null, null))
                        .build())
                .result());

        assertThat(refused.details().attempts()).isZero();
        assertThat(gate.asked).isEmpty();
    }

    @Test
    void a_permit_comes_back_unsent_where_there_is_no_login() {
        Queue<String> keys = new ArrayDeque<>(List.of("there when it is looked for, gone when it is needed"));
        LoadedModel keyless =
                client.load("openai", "gpt-4o-mini", settings("openai").withApiKey(SecretSource.of(keys::poll)));

        assertThat(failure(keyless.complete(ASK).result()).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(failure(keyless.stream(ASK).started()).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(gate.unsent).hasValue(2);
        assertThat(gate.over).isEmpty();
    }

    @Test
    void a_permit_comes_back_unsent_where_nobody_listens() throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + free.getLocalPort() + "/v1";
        }
        LoadedModel model =
                client.load("openai", "gpt-4o-mini", settings("openai").withBaseUrl(nobody));

        failure(model.complete(ASK).result());
        failure(model.stream(ASK).started());

        Awaitility.await().untilAsserted(() -> assertThat(gate.unsent).hasValue(2));
        assertThat(gate.over).isEmpty();
    }

    @Test
    void a_permit_comes_back_unsent_where_no_transport_can_be_made() {
        client.close();
        client = LlmClient.builder()
                .gate(gate)
                .transports(config -> {
                    throw new NoClassDefFoundError("org/example/Engine");
                })
                .build();

        failure(model().complete(ASK).result());

        assertThat(gate.unsent).hasValue(1);
    }

    /** How a call can end otherwise than well. */
    enum Ending {
        TURNED_AWAY(Reply.error(ErrorCase.RATE_LIMITED), call -> {}),
        SERVER_ERROR(Reply.html(502), call -> {}),
        NOT_JSON(Reply.raw(200, "application/json", "{"), call -> {}),
        CUT_AT_ONCE(Reply.text("one two three").cutAtOnce(), call -> {}),
        CUT(Reply.text("one two three four").cutAfterChunks(2), call -> {}),
        RESET(Reply.text("one two three four").resetAfterChunks(2), call -> {}),
        MALFORMED(Reply.text("one two three four").malformedAfterChunks(2), call -> {}),
        FAILING_INSIDE(Reply.text("one two three four").failingAfterChunks(2, ErrorCase.RATE_LIMITED), call -> {}),
        NEVER_FINISHED(Reply.text("one two").withoutFinish().withoutDone(), call -> {}),
        CANCELLED(Reply.text("one two three four").stallAfterChunks(2), StreamCall::cancel),
        CANCELLED_TWICE(Reply.text("one two three four").stallAtOnce(), call -> {
            call.cancel();
            call.cancel();
        }),
        NOBODY_READS(Reply.flood("water"), call -> {});

        private final Reply reply;
        private final Consumer<StreamCall> meanwhile;

        Ending(Reply reply, Consumer<StreamCall> meanwhile) {
            this.reply = reply;
            this.meanwhile = meanwhile;
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void however_a_stream_ends_its_permit_comes_back_once(Ending ending) {
        simulator.provider("openai").always(ending.reply);
        StreamCall call =
                client
                        .load("openai", "gpt-4o-mini", settings("openai").withReaderTimeout(Duration.ofMillis(300)))
                        .stream(ASK);
        if (ending != Ending.NOBODY_READS) {
            call.events().subscribe(new EndOfStream());
        }
        simulator.awaitRequests(1);

        ending.meanwhile.accept(call);

        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(gate.over).hasSize(1));
        assertThat(gate.unsent).hasValue(0);
        Awaitility.await().untilAsserted(() -> assertThat(attempts).hasSize(1));
        assertThat(attempts).isEqualTo(gate.over);
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"TURNED_AWAY", "SERVER_ERROR", "NOT_JSON", "CUT_AT_ONCE"})
    void however_a_whole_call_fails_its_permit_comes_back_once(Ending ending) {
        simulator.provider("openai").enqueue(ending.reply);

        failure(model().complete(ASK).result());

        assertThat(gate.over).hasSize(1);
        assertThat(gate.unsent).hasValue(0);
    }

    @Test
    void a_client_that_is_closed_brings_the_permits_of_its_calls_back() {
        Hold never = new Hold();
        simulator.provider("openai").always(Reply.text("late").heldBy(never));
        Call<?> whole = model().complete(ASK);
        StreamCall streamed = model().stream(ASK);
        simulator.awaitRequests(2);

        client.close();

        failure(whole.result());
        failure(streamed.started());
        Awaitility.await().untilAsserted(() -> assertThat(gate.over).hasSize(2));
        never.release();
    }

    @Test
    void several_gates_all_let_in_or_the_first_ones_get_their_permits_back() {
        LlmException full =
                ErrorDetails.of(ErrorKind.RATE_LIMITED, "full").attempts(0).exception();
        RecordingGate second = RecordingGate.open();
        use(gate, second, new RecordingGate(permit -> CompletableFuture.failedFuture(full)));

        assertThat(failure(model().complete(ASK).result())).isSameAs(full);
        assertThat(gate.unsent).hasValue(1);
        assertThat(second.unsent).hasValue(1);

        use(gate, second);
        Call<?> call = model().complete(ASK);
        assertThat(call.result().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(gate.over).hasSize(1);
        assertThat(second.over).hasSize(1);
        assertThat(call.warnings()).containsExactly("warning 2", "warning 2");
        assertThat(second.faults).isEmpty();
    }

    @Test
    void a_gate_that_fails_when_a_permit_comes_back_takes_nothing_from_the_caller_and_the_other_gates() {
        CallGate broken = planned -> CompletableFuture.completedFuture(new CallGate.Permit() {
            @Override
            public void over(Attempt attempt) {
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public void unsent() {
                throw new IllegalStateException("the disk is full");
            }
        });
        use(gate, broken);
        assertThat(model().complete(ASK).result().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        assertThat(gate.over).hasSize(1);

        use(broken);
        assertThat(model().complete(ASK).result().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void a_gate_whose_warnings_fail_keeps_no_permit() {
        RecordingGate kept = RecordingGate.open();
        use(planned -> kept.enter(planned).thenApply(permit -> new CallGate.Permit() {
            @Override
            public void over(Attempt attempt) {
                permit.over(attempt);
            }

            @Override
            public void unsent() {
                permit.unsent();
            }

            @Override
            public List<String> warnings() {
                throw new IllegalStateException("speechless");
            }
        }));

        assertThat(failure(model().complete(ASK).result())).hasMessageContaining("speechless");
        assertThat(kept.unsent).hasValue(1);
        assertThat(simulator.requests()).isEmpty();
    }

    private void use(CallGate... gates) {
        client.close();
        LlmClientBuilder builder = LlmClient.builder().listener(attempts::add);
        List.of(gates).forEach(builder::gate);
        client = builder.build();
    }

    private LoadedModel model() {
        return client.load("openai", "gpt-4o-mini", settings("openai"));
    }

    private TargetSettings settings(String provider) {
        return TargetSettings.STANDARD
                .withBaseUrl(simulator.provider(provider).baseUrl())
                .withApiKey(SecretSource.of("k"));
    }

    private static LlmException failure(CompletionStage<?> result) {
        CompletionException failed = catchThrowableOfType(
                CompletionException.class,
                () -> result.toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join());
        assertThat(failed).hasCauseInstanceOf(LlmException.class);
        return (LlmException) failed.getCause();
    }
}
