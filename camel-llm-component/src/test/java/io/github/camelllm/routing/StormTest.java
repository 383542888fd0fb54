/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import static io.github.camelllm.routing.Scripted.answers;
import static io.github.camelllm.routing.Scripted.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider that is down for a minute is left alone, and used again soon after. */
class StormTest {

    private static final int PER_SECOND = 200;

    private final VirtualTime time = new VirtualTime();
    private final HealthBook health = new HealthBook(time);

    @Test
    void a_minute_of_failures_costs_hardly_any_attempts_and_recovery_takes_one_probe() {
        Duration outage = Duration.ofSeconds(60);
        long begin = time.nanos();
        Scripted primary = new Scripted(
                time, n -> time.nanos() - begin < outage.toNanos() ? fails(ErrorKind.OVERLOADED) : answers("primary"));
        Scripted fallback = new Scripted(time, n -> answers("fallback"));
        Router router = new Router(
                RouterPlan.of("test", List.of(primary.target("a"), fallback.target("b"))),
                health,
                time,
                List.of(),
                () -> 0.5);
        List<RoutedCall<ChatResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 75 * PER_SECOND; i++) {
            calls.add(router.complete(ChatRequest.of("Hello"), Map.of()));
            time.pass(Duration.ofMillis(1000 / PER_SECOND));
        }
        time.pass(Duration.ofSeconds(10));

        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(call.result().toCompletableFuture()).isCompleted());
        long during = primary.attempts.stream()
                .filter(at -> at.compareTo(Duration.ofSeconds(1)) > 0 && at.compareTo(outage) < 0)
                .count();
        assertThat(during / (59.0 * PER_SECOND)).isLessThanOrEqualTo(1.2);
        // one probe each time that the breaker has been open for ten seconds
        assertThat(during).isLessThanOrEqualTo(7);
        List<Duration> after = primary.attempts.stream()
                .filter(at -> at.compareTo(outage) >= 0)
                .toList();
        assertThat(after.get(0)).isLessThan(Duration.ofSeconds(71));
        assertThat(after).hasSizeGreaterThan(PER_SECOND);
        assertThat(health.of(primary.target("a").key()).report().state()).isEqualTo(HealthReport.State.CLOSED);
    }

    @Test
    void a_target_that_fails_half_the_time_is_not_stormed_with_repetitions() {
        Scripted flaky = new Scripted(time, n -> n % 2 == 0 ? fails(ErrorKind.SERVER_ERROR) : answers("a"));
        Scripted fallback = new Scripted(time, n -> answers("b"));
        RouterPlan plan = RouterPlan.of("test", List.of(flaky.target("a"), fallback.target("b")))
                .withHealth(new HealthRules(5, 2, 20, Duration.ofSeconds(10), Map.of(), Duration.ofHours(1)));
        Router router = new Router(plan, health, time, List.of(), () -> 0.5);
        for (int i = 0; i < 20 * PER_SECOND; i++) {
            router.complete(ChatRequest.of("Hello"), Map.of());
            time.pass(Duration.ofMillis(1000 / PER_SECOND));
        }
        time.pass(Duration.ofSeconds(10));

        assertThat(flaky.attempts.size() / (20.0 * PER_SECOND)).isLessThanOrEqualTo(1.2);
    }

    @Test
    void one_call_at_a_time_tries_a_target_that_has_failed() {
        Health one = health.of(new TargetKey("https://host", "a"));
        for (int i = 0; i < 5; i++) {
            one.permit(HealthRules.STANDARD).orElseThrow().failed(Scripted.error(ErrorKind.OVERLOADED, null));
        }
        assertThat(one.permit(HealthRules.STANDARD)).isEmpty();
        assertThat(one.report().state()).isEqualTo(HealthReport.State.OPEN);

        time.pass(Duration.ofSeconds(10));
        Permit trial = one.permit(HealthRules.STANDARD).orElseThrow();

        assertThat(trial.trial()).isTrue();
        assertThat(one.permit(HealthRules.STANDARD)).isEmpty();
        assertThat(one.report().state()).isEqualTo(HealthReport.State.HALF_OPEN);
        trial.released();
        Permit second = one.permit(HealthRules.STANDARD).orElseThrow();
        second.succeeded(null);
        assertThat(one.permit(HealthRules.STANDARD)).isPresent();
        assertThat(one.report().state()).isEqualTo(HealthReport.State.CLOSED);
        assertThat(one.report().failures()).containsEntry(ErrorKind.OVERLOADED, 5L);
    }

    @Test
    void half_of_the_calls_of_a_minute_open_it_too() {
        Health one = health.of(new TargetKey("https://host", "a"));
        for (int i = 0; i < 10; i++) {
            one.permit(HealthRules.STANDARD).orElseThrow().succeeded(null);
            one.permit(HealthRules.STANDARD).orElseThrow().failed(Scripted.error(ErrorKind.SERVER_ERROR, null));
        }

        assertThat(one.permit(HealthRules.STANDARD)).isEmpty();
        assertThat(one.report().recentCalls()).isEqualTo(20);
        time.pass(Duration.ofMinutes(2));
        assertThat(one.report().recentCalls()).isZero();
    }

    @Test
    void a_rejected_key_rests_longer_than_a_server_error() {
        Health one = health.of(new TargetKey("https://host", "a"));
        for (int i = 0; i < 5; i++) {
            one.permit(HealthRules.STANDARD)
                    .orElseThrow()
                    .failed(Scripted.error(ErrorKind.AUTHENTICATION_FAILED, null));
        }

        assertThat(one.report().left()).isEqualTo(Duration.ofMinutes(1));
    }
}
