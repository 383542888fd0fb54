/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.client.TargetSettings;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits before a simulated provider that has a quota, over real sockets; the time of the limits is the test's. */
class RateLimitWireTest {

    private static final ChatRequest ASK =
            ChatRequest.of("Name a prime.").toBuilder().maxTokens(1).build();

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final VirtualTime time = new VirtualTime();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private LlmClient client = LlmClient.builder().build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    private LoadedModel model(Waiting waiting, RateLimit... limits) {
        client.close();
        client = LlmClient.builder()
                .listener(attempts::add)
                .gate(new RateLimitGate(List.of(limits), waiting, time, time))
                .settings(
                        "openai",
                        TargetSettings.STANDARD
                                .withBaseUrl(simulator.provider("openai").baseUrl())
                                .withApiKey(SecretSource.of(() -> "sk-test")))
                .build();
        return client.load("openai/gpt-4o-mini");
    }

    private static ChatResponse answer(CompletableFuture<ChatResponse> call) {
        return call.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static CompletableFuture<ChatResponse> ask(LoadedModel model) {
        return model.complete(ASK).result().toCompletableFuture();
    }

    @Test
    void two_thousand_calls_at_95_percent_of_the_quota_of_a_provider_get_no_429() {
        LongPredicate quota = SimulatedQuota.SLIDING_WINDOW.begin();
        simulator
                .provider("openai")
                .respond(request -> quota.test(time.now()) ? Reply.text("2") : Reply.error(ErrorCase.RATE_LIMITED));
        LoadedModel model = model(
                Waiting.upTo(Duration.ofSeconds(20)),
                RateLimit.requests(SimulatedQuota.QUOTA, Duration.ofMinutes(1)).by("provider", "model"));
        long apart = (long) (SimulatedQuota.MINUTE / (SimulatedQuota.QUOTA * 0.95));

        for (int i = 0; i < 2_000; i++) {
            time.to(i * apart);
            answer(ask(model));
        }

        assertThat(attempts).hasSize(2_000).allMatch(Attempt::succeeded);
    }

    @Test
    void without_a_limit_of_ones_own_the_headers_hold_back_before_a_429_comes() {
        LongPredicate quota = SimulatedQuota.FIXED_WINDOW.begin();
        long[] seen = {-1, 0};
        simulator.provider("openai").respond(request -> {
            long minute = time.now() / SimulatedQuota.MINUTE;
            seen[1] = minute == seen[0] ? seen[1] + 1 : 1;
            seen[0] = minute;
            long reset = SimulatedQuota.MINUTE - time.now() % SimulatedQuota.MINUTE;
            return quota.test(time.now())
                    ? Reply.text("2")
                            .header("x-ratelimit-remaining-requests", "" + (SimulatedQuota.QUOTA - seen[1]))
                            .header("x-ratelimit-reset-requests", reset / 1_000_000 + "ms")
                    : Reply.error(ErrorCase.RATE_LIMITED);
        });
        LoadedModel model = model(Waiting.upTo(Duration.ofMinutes(2)));

        for (int i = 0; i < 350; i++) {
            CompletableFuture<ChatResponse> call = ask(model);
            if (i > 0 && i % SimulatedQuota.QUOTA == 0) {
                assertThat(call).isNotDone();
                time.to((time.now() / SimulatedQuota.MINUTE + 1) * SimulatedQuota.MINUTE);
            }
            answer(call);
        }

        assertThat(attempts).hasSize(350).allMatch(Attempt::succeeded);
    }

    @Test
    void after_a_429_nothing_is_sent_before_the_provider_wants_it() {
        simulator
                .provider("openai")
                .enqueue(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(3)), Reply.text("2"));
        LoadedModel model = model(Waiting.upTo(Duration.ofSeconds(10)));
        assertThat(ask(model))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(LlmException.class);

        CompletableFuture<ChatResponse> second = ask(model);
        time.advance(Duration.ofMillis(2_999));
        assertThat(second).isNotDone();
        assertThat(simulator.provider("openai").requests()).hasSize(1);
        time.advance(Duration.ofMillis(1));

        assertThat(answer(second).text()).isEqualTo("2");
    }

    @Test
    void a_call_that_is_given_up_while_it_waits_takes_nothing() {
        LoadedModel model = model(Waiting.upTo(Duration.ofMinutes(5)), RateLimit.requests(1, Duration.ofMinutes(1)));
        answer(ask(model));
        var waits = model.complete(ASK);
        CompletableFuture<ChatResponse> third = ask(model);

        waits.cancel();
        time.advance(Duration.ofSeconds(61));

        assertThat(answer(third)).isNotNull();
        assertThat(attempts).filteredOn(Attempt::succeeded).hasSize(2);
        try {
            waits.result().toCompletableFuture().join();
        } catch (CompletionException e) {
            assertThat(((LlmException) e.getCause()).kind()).isEqualTo(ErrorKind.CANCELLED);
        }
    }
}
