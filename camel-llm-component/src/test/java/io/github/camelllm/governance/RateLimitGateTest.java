/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.Planned;
import io.github.camelllm.client.ProviderQuota;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RateLimitGateTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Object KEY = new Object();

    private final VirtualTime time = new VirtualTime();

    private RateLimitGate gate(Waiting waiting, RateLimit... limits) {
        return new RateLimitGate(List.of(limits), waiting, time, time);
    }

    private static CompletableFuture<CallGate.Permit> enter(RateLimitGate gate, Planned planned) {
        return gate.enter(planned).toCompletableFuture();
    }

    private static Planned of(String tenant) {
        return Calls.planned(Map.of("tenant", tenant, "routeId", "r"));
    }

    /** Ten tokens of an answer at most, and the prompt's. */
    private static Planned tokens(int answer) {
        return Calls.planned(
                "dime",
                ChatRequest.of("Name a prime.").toBuilder().maxTokens(answer).build(),
                Map.of());
    }

    private static Planned longPrompt() {
        return Calls.planned(
                "dime", ChatRequest.of("x".repeat(900)).toBuilder().maxTokens(1).build(), Map.of());
    }

    private static LlmException problem(CompletableFuture<?> failed) {
        assertThat(failed).isCompletedExceptionally();
        try {
            failed.get();
        } catch (ExecutionException | CompletionException e) {
            return (LlmException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("it went well");
    }

    @Test
    void a_limit_lets_no_more_through_in_any_stretch_of_its_window() {
        RateLimitGate gate = gate(Waiting.upTo(Duration.ofMinutes(5)), RateLimit.requests(2, MINUTE));
        assertThat(enter(gate, of("a"))).isCompleted();
        time.advance(Duration.ofSeconds(30));
        assertThat(enter(gate, of("a"))).isCompleted();

        CompletableFuture<CallGate.Permit> third = enter(gate, of("a"));
        CompletableFuture<CallGate.Permit> fourth = enter(gate, of("a"));
        time.advance(Duration.ofSeconds(30));
        assertThat(third).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThat(third).isCompleted();
        assertThat(fourth).isNotDone();
        time.advance(Duration.ofSeconds(30));

        assertThat(fourth).isCompleted();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void a_call_that_does_not_wait_is_refused_with_the_time_to_come_again() {
        RateLimitGate gate =
                gate(Waiting.NONE, RateLimit.requests(1, MINUTE).by("tenant").named("one a minute"));
        assertThat(enter(gate, of("a"))).isCompleted();

        LlmException refused = problem(enter(gate, of("a")));

        assertThat(refused.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(refused.details().attempts()).isZero();
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(61));
        assertThat(refused.getMessage())
                .contains("the rate limit 'one a minute' of a has no room for it for 61000 ms, and calls do not wait");
        assertThat(enter(gate, of("b"))).isCompleted();
    }

    @Test
    void nobody_waits_longer_than_the_policy_and_the_call_allow() {
        RateLimitGate gate = gate(Waiting.upTo(Duration.ofSeconds(70)), RateLimit.requests(1, MINUTE));
        enter(gate, of("a"));

        assertThat(enter(gate, of("a"))).isNotDone();
        assertThat(problem(enter(gate, of("a"))).retryAfter()).contains(Duration.ofSeconds(121));
        assertThat(problem(enter(gate, of("a").by(null, Duration.ofSeconds(10))))
                        .kind())
                .isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(gate.waiting()).isEqualTo(1);
    }

    @Test
    void who_waits_is_sent_away_at_the_deadline_when_what_was_hoped_for_does_not_come() {
        RateLimitGate gate = gate(Waiting.upTo(Duration.ofSeconds(20)));
        CallGate.Permit first = enter(gate, of("a").by(KEY, MINUTE)).join();
        first.told(List.of(new ProviderQuota("requests", 0, Duration.ofSeconds(10))));
        CompletableFuture<CallGate.Permit> waits = enter(gate, of("a").by(KEY, MINUTE));
        time.advance(Duration.ofSeconds(5));
        first.told(List.of(new ProviderQuota("requests", 0, MINUTE)));

        time.advance(Duration.ofSeconds(14));
        assertThat(waits).isNotDone();
        time.advance(Duration.ofSeconds(1));

        assertThat(problem(waits).retryAfter()).contains(Duration.ofSeconds(45));
    }

    @Test
    void no_more_than_so_many_wait() {
        RateLimitGate gate = gate(new Waiting(Duration.ofHours(1), 1), RateLimit.requests(1, MINUTE));
        enter(gate, of("a"));

        assertThat(enter(gate, of("a"))).isNotDone();
        assertThat(problem(enter(gate, of("a"))).getMessage()).contains("or 1 calls wait already");
    }

    @Test
    void a_tenant_that_waits_holds_back_no_other_and_turns_are_kept() {
        RateLimitGate gate = gate(
                Waiting.upTo(Duration.ofHours(1)),
                RateLimit.requests(1, MINUTE).by("tenant"),
                RateLimit.requests(4, MINUTE));
        enter(gate, of("a"));
        List<String> turns = new ArrayList<>();
        enter(gate, of("a")).thenRun(() -> turns.add("a2"));
        enter(gate, of("a")).thenRun(() -> turns.add("a3"));

        assertThat(enter(gate, of("b"))).isCompleted();
        assertThat(enter(gate, of("c"))).isCompleted();
        assertThat(enter(gate, of("d"))).isCompleted();
        enter(gate, of("e")).thenRun(() -> turns.add("e"));
        assertThat(turns).isEmpty();
        time.advance(Duration.ofSeconds(61));
        assertThat(turns).containsExactly("a2", "e");
        time.advance(Duration.ofSeconds(61));

        assertThat(turns).containsExactly("a2", "e", "a3");
    }

    @Test
    void tokens_count_with_the_most_at_first_and_with_what_was_used_in_the_end() {
        RateLimitGate gate = gate(Waiting.upTo(MINUTE.multipliedBy(5)), RateLimit.tokens(2_000, MINUTE));
        Planned large = tokens(900);
        CallGate.Permit first = enter(gate, large).join();
        CompletableFuture<CallGate.Permit> second = enter(gate, tokens(900));
        assertThat(second).isNotDone();

        first.over(Calls.attempt(large, null, Usage.of(10, 20), Calls.priced("0.1")));

        assertThat(second).isCompleted();
        CompletableFuture<CallGate.Permit> third = enter(gate, tokens(900));
        second.join().over(Calls.failed(tokens(900), ErrorKind.TIMEOUT_TOTAL, Cost.unknown("no usage")));
        assertThat(third).isNotDone();
        time.advance(Duration.ofSeconds(61));
        assertThat(third).isCompleted();
    }

    @Test
    void what_was_turned_away_or_never_sent_takes_nothing() {
        RateLimitGate gate = gate(Waiting.NONE, RateLimit.tokens(2_000, MINUTE), RateLimit.requests(2, MINUTE));

        enter(gate, tokens(900)).join().unsent();
        CallGate.Permit turnedAway = enter(gate, tokens(900)).join();
        turnedAway.over(Calls.failed(tokens(900), ErrorKind.AUTHENTICATION_FAILED, Calls.priced("0")));
        turnedAway.unsent();

        assertThat(enter(gate, tokens(900))).isCompleted();
        assertThat(problem(enter(gate, tokens(1))).getMessage()).contains("2 requests in PT1M");
    }

    @Test
    void what_may_need_more_than_a_whole_window_has_one_for_itself() {
        RateLimitGate gate = gate(Waiting.upTo(MINUTE.multipliedBy(5)), RateLimit.tokens(1_000, MINUTE));
        Planned small = tokens(1);
        enter(gate, small).join().over(Calls.attempt(small, null, Usage.of(10, 1), Calls.priced("0.1")));

        CompletableFuture<CallGate.Permit> large = enter(gate, tokens(5_000));
        assertThat(large).isNotDone();
        time.advance(Duration.ofSeconds(61));
        assertThat(large).isCompleted();

        assertThat(enter(gate, small)).isNotDone();
    }

    @Test
    void an_answer_without_a_limit_counts_with_its_prompt_until_it_is_known() {
        RateLimitGate gate = gate(Waiting.NONE, RateLimit.tokens(400, MINUTE));
        Planned open = Calls.unlimited(Map.of());

        CallGate.Permit permit = enter(gate, open).join();
        permit.over(Calls.attempt(open, null, Usage.of(10, 390), Calls.priced("0.1")));

        assertThat(enter(gate, tokens(1))).isCompletedExceptionally();
    }

    @Test
    void what_a_provider_says_is_left_holds_back_until_it_is_whole_again() {
        RateLimitGate gate = gate(Waiting.upTo(MINUTE));
        CallGate.Permit first = enter(gate, of("a").by(KEY, MINUTE)).join();
        first.told(List.of(new ProviderQuota("requests", 2, Duration.ofSeconds(10))));
        first.over(Calls.answered(of("a"), "0.1"));

        assertThat(enter(gate, of("a").by(KEY, MINUTE))).isCompleted();
        assertThat(enter(gate, of("a").by(KEY, MINUTE))).isCompleted();
        CompletableFuture<CallGate.Permit> third = enter(gate, of("a").by(KEY, MINUTE));
        assertThat(third).isNotDone();
        assertThat(enter(gate, of("a").by(new Object(), MINUTE))).isCompleted();
        assertThat(enter(gate, of("a"))).isCompleted();
        time.advance(Duration.ofSeconds(10));

        assertThat(third).isCompleted();
    }

    @Test
    void what_is_in_flight_may_not_be_counted_in_what_is_left() {
        RateLimitGate gate = gate(Waiting.NONE);
        CallGate.Permit first = enter(gate, of("a").by(KEY, MINUTE)).join();
        CallGate.Permit second = enter(gate, of("a").by(KEY, MINUTE)).join();
        first.told(List.of(new ProviderQuota("requests", 1, MINUTE)));

        assertThat(enter(gate, of("a").by(KEY, MINUTE))).isCompletedExceptionally();
        first.over(Calls.answered(of("a"), "0.1"));
        second.told(List.of(new ProviderQuota("requests", 1, MINUTE)));
        assertThat(enter(gate, of("a").by(KEY, MINUTE))).isCompleted();
    }

    @Test
    void tokens_that_are_left_and_a_429_are_learned_as_well() {
        RateLimitGate gate = gate(Waiting.NONE);
        CallGate.Permit first = enter(gate, tokens(10).by(KEY, MINUTE)).join();
        first.told(List.of(
                new ProviderQuota("tokens-minute", 500, MINUTE), new ProviderQuota("audio-seconds", 0, MINUTE)));
        assertThat(problem(enter(gate, longPrompt().by(KEY, MINUTE))).getMessage())
                .contains("the limit that the provider told has no room for it for 60000 ms");
        assertThat(enter(gate, tokens(10).by(KEY, MINUTE))).isCompleted();

        first.told(List.of(new ProviderQuota(ProviderQuota.ALL, 0, Duration.ofSeconds(7))));

        assertThat(problem(enter(gate, tokens(10).by(KEY, MINUTE))).retryAfter())
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void a_limit_may_be_for_some_calls_only() {
        RateLimitGate gate = gate(Waiting.NONE, RateLimit.requests(1, MINUTE).only("tenant", "a"));

        enter(gate, of("a"));

        assertThat(enter(gate, of("a"))).isCompletedExceptionally();
        assertThat(enter(gate, of("b"))).isCompleted();
        assertThat(enter(gate, Calls.planned(Map.of()))).isCompleted();
    }

    @Test
    void calls_without_the_value_are_counted_together() {
        RateLimitGate gate = gate(Waiting.NONE, RateLimit.requests(1, MINUTE).by("tenant"));

        assertThat(enter(gate, Calls.planned(Map.of()))).isCompleted();
        assertThat(enter(gate, Calls.planned(Map.of()))).isCompletedExceptionally();
    }

    @Test
    void counts_that_are_empty_are_forgotten() {
        Quotas quotas = new Quotas(List.of(RateLimit.requests(1, MINUTE).by("tenant")));
        for (int i = 0; i < 1_500; i++) {
            quotas.shares(of("t" + i), null).get(0).quota().take(0, i % 2);
        }
        Quota needed = quotas.shares(of("t0"), null).get(0).quota();

        quotas.sweep(0, quota -> quota == needed);
        assertThat(quotas.size()).isEqualTo(751);
        quotas.sweep(MINUTE.toNanos() * 2, quota -> false);
        assertThat(quotas.size()).isEqualTo(751);
        for (int i = 0; i < 1_500; i++) {
            quotas.shares(of("u" + i), null);
        }
        quotas.sweep(MINUTE.toNanos() * 2, quota -> false);
        assertThat(quotas.size()).isZero();
    }

    @Test
    void a_closed_gate_refuses_who_waits_and_who_comes() {
        RateLimitGate gate = RateLimitGate.of(Waiting.upTo(MINUTE.multipliedBy(2)), RateLimit.requests(1, MINUTE));
        enter(gate, of("a"));
        CompletableFuture<CallGate.Permit> waits = enter(gate, of("a"));

        gate.close();

        assertThat(problem(waits).kind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(problem(enter(gate, of("a"))).getMessage()).contains("the rate limits were closed");
    }

    @Test
    void many_turns_that_come_to_nothing_at_once_grow_no_stack() {
        RateLimitGate gate = gate(new Waiting(Duration.ofDays(30), 5_000), RateLimit.requests(1, MINUTE));
        CallGate.Permit first = enter(gate, of("a")).join();
        int[] turns = {0};
        for (int i = 0; i < 4_000; i++) {
            gate.enter(of("a")).thenAccept(permit -> {
                turns[0]++;
                permit.unsent();
            });
        }
        assertThat(gate.waiting()).isEqualTo(4_000);

        first.unsent();

        assertThat(turns[0]).isEqualTo(4_000);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void wrong_limits_are_refused_with_what_is_allowed() {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.requests(0, MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.requests(1, Duration.ofNanos(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RateLimit.requests(1, MINUTE).by("shoe"));
        assertThatIllegalArgumentException().isThrownBy(() -> Waiting.upTo(Duration.ofSeconds(-1)));
    }
}
