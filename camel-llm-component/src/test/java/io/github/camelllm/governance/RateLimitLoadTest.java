/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.error.LlmRateLimitedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 2,000 calls at providers that count their limits in different ways, by a clock of the test. */
class RateLimitLoadTest {

    private static final int CALLS = 2_000;
    private static final long MINUTE = SimulatedQuota.MINUTE;
    private static final RateLimit LIMIT = RateLimit.requests(SimulatedQuota.QUOTA, Duration.ofMinutes(1));

    private final VirtualTime time = new VirtualTime();
    private final List<Long> waits = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private int tooMany;
    private int refused;

    /** Calls come at random with the given share of the quota; each takes 0 to 2 seconds at the provider. */
    private void run(SimulatedQuota kind, double share, Waiting waiting) {
        LongPredicate provider = kind.begin();
        Random random = new Random(7);
        RateLimitGate gate = new RateLimitGate(List.of(LIMIT), waiting, time, time);
        double mean = MINUTE / (SimulatedQuota.QUOTA * share);
        double at = 0;
        for (int i = 0; i < CALLS; i++) {
            at += mean * (0.5 + random.nextDouble());
            time.to((long) at);
            call(gate, provider, i, random.nextInt(2_000));
        }
        time.advance(Duration.ofHours(1));
        assertThat(waits).hasSize(CALLS - refused);
        assertThat(gate.waiting()).isZero();
    }

    private void call(RateLimitGate gate, LongPredicate provider, int number, int millis) {
        long came = time.now();
        CompletableFuture<CallGate.Permit> turn =
                gate.enter(Calls.planned(Map.of())).toCompletableFuture();
        turn.whenComplete((permit, problem) -> {
            long waited = time.now() - came;
            if (problem == null) {
                waits.add(waited);
                order.add(number);
                tooMany += provider.test(time.now()) ? 0 : 1;
                time.schedule(
                        () -> permit.over(Calls.answered(Calls.planned(Map.of()), "0.1")),
                        millis,
                        TimeUnit.MILLISECONDS);
            } else {
                refused++;
                assertThat(waited).isLessThanOrEqualTo(Duration.ofSeconds(20).toNanos());
                assertThat(problem).isInstanceOf(LlmRateLimitedException.class);
                assertThat(((LlmRateLimitedException) problem).retryAfter()).isPresent();
            }
        });
    }

    private long longest() {
        return waits.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private void print(String what, SimulatedQuota kind) {
        System.out.println("Rate limits, " + what + ", " + kind + ": " + (CALLS - refused) + " sent, " + refused
                + " refused, " + tooMany + " answered with 429, longest wait " + Duration.ofNanos(longest()));
    }

    @ParameterizedTest
    @EnumSource
    void at_95_percent_of_the_quota_all_calls_are_sent_and_none_is_answered_with_429(SimulatedQuota kind) {
        run(kind, 0.95, Waiting.upTo(Duration.ofSeconds(20)));
        print("95 % of the quota", kind);

        assertThat(tooMany).isZero();
        assertThat(refused).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void at_300_percent_nobody_waits_beyond_the_limit_and_the_quota_is_used(SimulatedQuota kind) {
        run(kind, 3, Waiting.upTo(Duration.ofSeconds(20)));
        print("300 % of the quota, waiting", kind);

        assertThat(tooMany).isZero();
        assertThat(longest()).isLessThanOrEqualTo(Duration.ofSeconds(20).toNanos());
        assertThat(order).isSorted();
        // the calls come within 6 2/3 minutes, and the last ones are let in up to 20 seconds later
        assertThat(CALLS - refused).isBetween(600, 800);
    }

    @ParameterizedTest
    @EnumSource
    void at_300_percent_calls_that_do_not_wait_are_refused_at_once(SimulatedQuota kind) {
        run(kind, 3, Waiting.NONE);
        print("300 % of the quota, refusing", kind);

        assertThat(tooMany).isZero();
        assertThat(longest()).isZero();
        assertThat(CALLS - refused).isBetween(600, 800);
    }
}
