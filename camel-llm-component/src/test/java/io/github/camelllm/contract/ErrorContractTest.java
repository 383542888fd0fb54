/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider's errors mean the same, whatever their bodies look like. */
class ErrorContractTest {

    private static final Map<ErrorCase, ErrorKind> MEANING = new EnumMap<>(Map.of(
            ErrorCase.BAD_KEY, ErrorKind.AUTHENTICATION_FAILED,
            ErrorCase.NO_PERMISSION, ErrorKind.PERMISSION_DENIED,
            ErrorCase.UNKNOWN_MODEL, ErrorKind.MODEL_NOT_FOUND,
            ErrorCase.CONTEXT_TOO_LONG, ErrorKind.CONTEXT_TOO_LONG,
            ErrorCase.CONTENT_BLOCKED, ErrorKind.CONTENT_BLOCKED,
            ErrorCase.RATE_LIMITED, ErrorKind.RATE_LIMITED,
            ErrorCase.QUOTA_EXHAUSTED, ErrorKind.QUOTA_EXHAUSTED,
            ErrorCase.OVERLOADED, ErrorKind.OVERLOADED,
            ErrorCase.SERVER_ERROR, ErrorKind.SERVER_ERROR,
            ErrorCase.MALFORMED_REQUEST, ErrorKind.INVALID_REQUEST));

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> errors() {
        try (Bench bench = new Bench()) {
            return Bench.providers()
                    .flatMap(provider ->
                            bench.at(provider).errors().stream().sorted().map(error -> arguments(provider, error)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("errors")
    void an_error_means_the_same_for_every_provider(String provider, ErrorCase error) {
        bench.at(provider).enqueue(Reply.error(error));

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.kind()).as(problem.getMessage()).isEqualTo(MEANING.get(error));
        assertThat(problem.details().provider()).isEqualTo(provider);
        assertThat(problem.details().model()).isEqualTo(bench.modelOf(provider));
        assertThat(problem.details().operation()).isEqualTo("chat");
        assertThat(problem.details().httpStatus()).isNotNull();
        assertThat(problem).hasMessageStartingWith(provider + "/" + bench.modelOf(provider) + " chat: ");
        assertThat(problem.toString()).doesNotContain(Bench.KEY);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("errors")
    void a_failed_request_is_one_attempt_and_costs_nothing_only_if_it_was_turned_away(
            String provider, ErrorCase error) {
        bench.at(provider).enqueue(Reply.error(error));

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        Attempt attempt = bench.attempt();
        assertThat(attempt.failure()).isEqualTo(problem.kind());
        assertThat(bench.simulator.requests()).hasSize(1);
        boolean mayBeBilled =
                attempt.httpStatus() == null || attempt.httpStatus() >= 500 || error == ErrorCase.CONTENT_BLOCKED;
        if (attempt.usage().known()) {
            assertThat(attempt.cost().amount())
                    .as("what the provider counted all the same")
                    .hasValueSatisfying(amount -> assertThat(amount).isPositive());
        } else if (mayBeBilled || attempt.httpStatus() < 400) {
            assertThat(attempt.cost().basis()).isEqualTo(CostBasis.UNKNOWN);
        } else {
            assertThat(attempt.cost().amount())
                    .hasValueSatisfying(amount -> assertThat(amount).isZero());
        }
    }

    static Stream<String> rateLimiting() {
        return errors().filter(each -> each.get()[1] == ErrorCase.RATE_LIMITED).map(each -> (String) each.get()[0]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rateLimiting")
    void the_provider_says_how_long_to_wait(String provider) {
        bench.at(provider).enqueue(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(3)));

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(problem.retryAfter()).hasValue(Duration.ofSeconds(3));
    }

    @EachProvider
    void a_page_of_a_proxy_is_a_server_error(String provider) {
        bench.at(provider).enqueue(Reply.html(502));

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.kind().worthRetrying()).as(problem.getMessage()).isTrue();
        assertThat(problem.details().httpStatus()).isEqualTo(502);
    }

    @EachProvider
    void an_error_without_a_body_follows_its_status(String provider) {
        bench.at(provider).enqueue(Reply.emptyBody(503), Reply.emptyBody(401), Reply.emptyBody(400));
        ChatRequest ask = ChatRequest.of("Name a prime.");

        assertThat(bench.refusal(provider, ask).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(bench.refusal(provider, ask).kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(bench.refusal(provider, ask).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @EachProvider
    void a_wrong_key_is_an_authentication_failure_without_the_key(String provider) {
        bench.at(provider).acceptKeys("another-key");

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.kind()).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(problem.toString()).doesNotContain(Bench.KEY);
    }

    @EachProvider
    void a_redirect_is_not_followed(String provider) {
        bench.at(provider)
                .enqueue(
                        Reply.raw(307, "text/plain", "moved").header("Location", bench.simulator.url() + "/elsewhere"));

        LlmException problem = bench.refusal(provider, ChatRequest.of("Name a prime."));

        assertThat(problem.details().httpStatus()).isEqualTo(307);
        assertThat(bench.simulator.requests()).hasSize(1);
    }
}
