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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmContentBlockedException;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Where a call goes after a failure, and when. */
class FailoverTest {

    private final VirtualTime time = new VirtualTime();
    private final HealthBook health = new HealthBook(time);
    private final List<Decision> decisions = new ArrayList<>();
    private FailoverRules rules = FailoverRules.STANDARD;

    private Scripted scripted(IntFunction<Scripted.Act> script) {
        return new Scripted(time, script);
    }

    private Router router(RouterTarget... targets) {
        RouterPlan plan = RouterPlan.of("test", List.of(targets)).withFailover(rules);
        return new Router(plan, health, time, List.of(decisions::add), () -> 0.5);
    }

    private RoutedCall<ChatResponse> ask(Router router) {
        return router.complete(ChatRequest.of("Hello"), Map.of("exchangeId", "7"));
    }

    private static LlmException failure(RoutedCall<?> call) {
        try {
            call.result().toCompletableFuture().join();
        } catch (CompletionException e) {
            return (LlmException) e.getCause();
        }
        throw new AssertionError("it did not fail");
    }

    private static String text(RoutedCall<ChatResponse> call) {
        assertThat(call.result().toCompletableFuture()).isDone();
        return call.result().toCompletableFuture().join().text();
    }

    @Test
    void retry_after_is_waited_out_at_the_same_target() {
        Scripted a = scripted(n -> n == 1 ? fails(ErrorKind.RATE_LIMITED, Duration.ofSeconds(2)) : answers("yes"));
        Scripted b = scripted(n -> answers("no"));
        RoutedCall<ChatResponse> call = ask(router(a.target("a"), b.target("b")));

        time.pass(Duration.ofSeconds(4));

        assertThat(text(call)).isEqualTo("yes");
        assertThat(b.attempts).isEmpty();
        assertThat(a.attempts.get(1).minus(a.attempts.get(0)))
                .isBetween(Duration.ofMillis(2000), Duration.ofMillis(2400));
    }

    @Test
    void a_longer_retry_after_moves_on_at_once_and_others_keep_away() {
        Scripted a = scripted(n -> fails(ErrorKind.RATE_LIMITED, Duration.ofSeconds(11)));
        Scripted b = scripted(n -> answers("b"));
        Router router = router(a.target("a"), b.target("b"));
        RoutedCall<ChatResponse> first = ask(router);
        time.pass(Duration.ofSeconds(1));
        RoutedCall<ChatResponse> second = ask(router);
        time.pass(Duration.ofSeconds(1));

        assertThat(text(first)).isEqualTo("b");
        assertThat(text(second)).isEqualTo("b");
        assertThat(a.attempts).hasSize(1);
        assertThat(second.decision().candidates().get(0).removedBy()).isEqualTo("health");
        assertThat(second.decision().order()).containsExactly("b", "a");
    }

    @Test
    void three_attempts_with_growing_pauses_then_the_next_target() {
        Scripted a = scripted(n -> fails(ErrorKind.OVERLOADED));
        Scripted b = scripted(n -> answers("b"));
        RoutedCall<ChatResponse> call = ask(router(a.target("a"), b.target("b")));

        time.pass(Duration.ofSeconds(3));

        assertThat(text(call)).isEqualTo("b");
        assertThat(a.attempts).containsExactly(Duration.ZERO, Duration.ofMillis(510), Duration.ofMillis(1520));
        assertThat(call.decision().answeredBy()).isEqualTo("b");
        assertThat(call.decision().attempts())
                .extracting(Tried::target, Tried::failure)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", ErrorKind.OVERLOADED),
                        org.assertj.core.groups.Tuple.tuple("a", ErrorKind.OVERLOADED),
                        org.assertj.core.groups.Tuple.tuple("a", ErrorKind.OVERLOADED),
                        org.assertj.core.groups.Tuple.tuple("b", null));
        assertThat(call.decision().cost())
                .hasValueSatisfying(cost -> assertThat(cost.amount()).isEqualByComparingTo("45"));
        assertThat(decisions).hasSize(1);
    }

    @Test
    void jitter_keeps_within_a_fifth() {
        assertThat(rules.pause(1, 0)).isEqualTo(Duration.ofMillis(400));
        assertThat(rules.pause(1, 1)).isEqualTo(Duration.ofMillis(600));
        assertThat(rules.pause(9, 0.5)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void a_single_server_error_is_repeated_at_the_same_target() {
        Scripted a = scripted(n -> n == 1 ? fails(ErrorKind.SERVER_ERROR) : answers("a"));
        RoutedCall<ChatResponse> call =
                ask(router(a.target("a"), scripted(n -> answers("b")).target("b")));

        time.pass(Duration.ofSeconds(1));

        assertThat(text(call)).isEqualTo("a");
    }

    @Test
    void a_timeout_moves_on_at_once() {
        Scripted a = scripted(n -> fails(ErrorKind.TIMEOUT_FIRST_TOKEN));
        Scripted b = scripted(n -> answers("b"));
        RoutedCall<ChatResponse> call = ask(router(a.target("a"), b.target("b")));

        time.pass(Duration.ofMillis(50));

        assertThat(text(call)).isEqualTo("b");
        assertThat(a.attempts).hasSize(1);
    }

    @Test
    void a_prompt_too_long_goes_to_a_larger_window_and_never_to_a_smaller_one() {
        Scripted a = scripted(n -> fails(ErrorKind.CONTEXT_TOO_LONG));
        Scripted small = scripted(n -> answers("small"));
        Scripted unknown = scripted(n -> answers("unknown"));
        Scripted large = scripted(n -> answers("large"));
        RoutedCall<ChatResponse> call = ask(router(
                a.target("a", TargetTraits.NONE.withWindow(8192)),
                small.target("small", TargetTraits.NONE.withWindow(4096)),
                unknown.target("unknown"),
                large.target("large", TargetTraits.NONE.withWindow(100_000))));

        time.pass(Duration.ofMillis(50));

        assertThat(text(call)).isEqualTo("large");
        assertThat(a.attempts).hasSize(1);
        assertThat(small.attempts).isEmpty();
        assertThat(health.of(new TargetKey("https://host", "a")).report().consecutiveFailures())
                .isZero();
    }

    @Test
    void blocked_content_ends_the_call_with_the_provider_s_own_words() {
        Scripted a = scripted(n -> fails(ErrorKind.CONTENT_BLOCKED));
        Scripted b = scripted(n -> answers("b"));
        RoutedCall<ChatResponse> call = ask(router(a.target("a"), b.target("b")));

        time.pass(Duration.ofMillis(50));

        assertThat(failure(call)).isInstanceOf(LlmContentBlockedException.class);
        assertThat(failure(call).details().providerCode()).isEqualTo("code_of_CONTENT_BLOCKED");
        assertThat(b.attempts).isEmpty();
    }

    @Test
    void blocked_content_goes_to_its_own_list_where_there_is_one() {
        rules = rules.withBlockedFallbacks(List.of("c"));
        Scripted b = scripted(n -> answers("b"));
        RoutedCall<ChatResponse> call = ask(router(
                scripted(n -> fails(ErrorKind.CONTENT_BLOCKED)).target("a"),
                b.target("b"),
                scripted(n -> answers("c")).target("c")));

        time.pass(Duration.ofMillis(50));

        assertThat(text(call)).isEqualTo("c");
        assertThat(b.attempts).isEmpty();
    }

    @Test
    void the_error_of_the_primary_surfaces_with_the_history() {
        Scripted a = scripted(n -> fails(ErrorKind.OVERLOADED));
        Scripted b = scripted(n -> fails(ErrorKind.TIMEOUT_RESPONSE));
        RoutedCall<ChatResponse> call = ask(router(a.target("a"), b.target("b")));

        time.pass(Duration.ofSeconds(5));

        LlmException why = failure(call);
        assertThat(why.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(why.details().httpStatus()).isEqualTo(503);
        assertThat(why.details().attempts()).isEqualTo(4);
        assertThat(why).hasMessageContaining("a OVERLOADED HTTP 503 ×3, then b TIMEOUT_RESPONSE");
    }

    @Test
    void all_attempts_share_one_budget_and_one_call_id() {
        rules = rules.withAttempts(3, 4);
        Scripted a = scripted(n -> fails(ErrorKind.OVERLOADED));
        Scripted b = scripted(n -> fails(ErrorKind.OVERLOADED));
        RoutedCall<ChatResponse> call = ask(router(a.target("a"), b.target("b")));

        time.pass(Duration.ofSeconds(20));

        assertThat(failure(call)).hasMessageContaining("all 4 attempts are used up");
        assertThat(a.attempts).hasSize(3);
        assertThat(b.attempts).hasSize(1);
        assertThat(a.contexts)
                .allSatisfy(context -> assertThat(context)
                        .containsEntry("callId", call.decision().callId())
                        .containsEntry("exchangeId", "7")
                        .containsEntry("target", "a"));
        assertThat(b.contexts.get(0)).containsEntry("callId", call.decision().callId());
    }

    @Test
    void the_whole_call_has_one_deadline_and_cancels_what_is_in_flight() {
        Scripted a = scripted(n -> new Scripted.Act(Duration.ofMinutes(5), List.of("late"), null));
        RoutedCall<ChatResponse> call = ask(router(a.target("a")));

        time.pass(Duration.ofSeconds(61));

        assertThat(failure(call).kind()).isEqualTo(ErrorKind.TIMEOUT_TOTAL);
        assertThat(a.cancelled).isEqualTo(1);
        assertThat(a.open).isZero();
    }

    @Test
    void cancelling_ends_the_attempt_in_flight() {
        Scripted a = scripted(n -> answers("a"));
        RoutedCall<ChatResponse> call = ask(router(a.target("a")));

        call.cancel();
        call.cancel();

        assertThat(failure(call).kind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(a.cancelled).isEqualTo(1);
        assertThat(time.waiting()).isZero();
        assertThat(decisions).hasSize(1);
    }

    @Test
    void cancelling_ends_a_pause() {
        Scripted a = scripted(n -> fails(ErrorKind.OVERLOADED));
        RoutedCall<ChatResponse> call = ask(router(a.target("a")));
        time.pass(Duration.ofMillis(100));

        call.cancel();
        time.pass(Duration.ofMinutes(2));

        assertThat(failure(call).kind()).isEqualTo(ErrorKind.CANCELLED);
        assertThat(a.attempts).hasSize(1);
    }

    @Test
    void a_call_waits_for_the_only_target_when_another_call_was_told_to() {
        Scripted a = scripted(n -> n == 1 ? fails(ErrorKind.RATE_LIMITED, Duration.ofSeconds(3)) : answers("a"));
        Router router = router(a.target("a"));
        RoutedCall<ChatResponse> first = ask(router);
        time.pass(Duration.ofSeconds(1));
        RoutedCall<ChatResponse> second = ask(router);
        time.pass(Duration.ofSeconds(4));

        assertThat(text(first)).isEqualTo("a");
        assertThat(text(second)).isEqualTo("a");
        assertThat(a.attempts)
                .hasSize(3)
                .satisfies(when -> assertThat(when.get(1)).isGreaterThan(Duration.ofSeconds(3)));
    }

    @Test
    void an_open_breaker_at_the_only_target_fails_fast_and_says_when() {
        Scripted a = scripted(n -> fails(ErrorKind.TIMEOUT_RESPONSE));
        Router router = router(a.target("a"));
        for (int i = 0; i < 5; i++) {
            ask(router);
            time.pass(Duration.ofMillis(20));
        }
        RoutedCall<ChatResponse> refused = ask(router);

        assertThat(failure(refused).kind()).isEqualTo(ErrorKind.TIMEOUT_RESPONSE);
        assertThat(failure(refused).details().attempts()).isZero();
        assertThat(failure(refused).retryAfter())
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10)));
        assertThat(a.attempts).hasSize(5);
    }

    @Test
    void a_model_that_the_request_names_is_asked_first() {
        Scripted a = scripted(n -> answers("a"));
        Scripted b = scripted(n -> answers("b"));
        Router router = router(a.target("a"), b.target("b"));
        RoutedCall<ChatResponse> call =
                router.complete(ChatRequest.of("Hello").toBuilder().model("b").build(), Map.of());
        time.pass(Duration.ofMillis(50));

        assertThat(text(call)).isEqualTo("b");
        assertThat(b.requests.get(0).model()).isNull();
        assertThatThrownBy(() -> router.explain(RoutedRequest.chat(
                        ChatRequest.of("Hello").toBuilder().model("c").build(), false, Map.of())))
                .hasMessageContaining("has no target 'c'; it has [a, b]");
    }
}
