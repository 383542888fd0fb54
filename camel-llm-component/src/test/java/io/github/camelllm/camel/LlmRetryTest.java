/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlmRetryTest {

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private LlmRetry retry(Duration afterItsBeginning, double chance) {
        Instant now = Instant.ofEpochMilli(exchange.getClock().getCreated()).plus(afterItsBeginning);
        return new LlmRetry(Clock.fixed(now, ZoneOffset.UTC), () -> chance);
    }

    private Exchange failed(int times, ErrorKind kind, @Nullable Duration hint, int sent) {
        exchange.setException(ErrorDetails.of(kind, "it failed")
                .retryAfter(hint)
                .attempts(sent)
                .exception());
        exchange.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, times);
        return exchange;
    }

    private @Nullable Long pause() {
        return exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY, Long.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 500", "2, 0.5, 1000", "1, 0, 400", "1, 1, 600", "60, 0.5, 10000"})
    void without_a_hint_the_pause_doubles_with_some_chance_in_it(int times, double chance, long expected) {
        LlmRetry retry = retry(Duration.ZERO, chance);
        retry.setAttempts(100);

        assertThat(retry.matches(failed(times, ErrorKind.SERVER_ERROR, null, 1)))
                .isTrue();
        assertThat(pause()).isEqualTo(expected);
    }

    @Test
    void a_hint_is_obeyed_and_rounded_up() {
        assertThat(retry(Duration.ZERO, 0).matches(failed(1, ErrorKind.RATE_LIMITED, Duration.ofNanos(2_000_001), 1)))
                .isTrue();
        assertThat(pause()).isEqualTo(3);
    }

    @Test
    void a_hint_that_is_too_long_ends_it() {
        LlmRetry retry = retry(Duration.ZERO, 0);
        retry.setLongestWait(Duration.ofSeconds(2));

        assertThat(retry.matches(failed(1, ErrorKind.RATE_LIMITED, Duration.ofSeconds(2), 1)))
                .isTrue();
        assertThat(retry.matches(failed(1, ErrorKind.RATE_LIMITED, Duration.ofSeconds(3), 1)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT5S, true", "PT8.9S, true", "PT9S, false", "PT20S, false"})
    void no_pause_ends_behind_the_deadline(Duration spent, boolean again) {
        LlmRetry retry = retry(spent, 0);
        retry.setDeadline(Duration.ofSeconds(10));

        assertThat(retry.matches(failed(1, ErrorKind.RATE_LIMITED, Duration.ofSeconds(1), 1)))
                .isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_ERROR, 1, true",
        "SERVER_ERROR, 0, false",
        "TIMEOUT_RESPONSE, 1, false",
        "INVALID_REQUEST, 1, false"
    })
    void only_what_was_sent_and_may_go_better_is_asked_again(ErrorKind kind, int sent, boolean again) {
        assertThat(retry(Duration.ZERO, 0).matches(failed(1, kind, null, sent))).isEqualTo(again);
    }

    @Test
    void a_foreign_exception_is_not_its_business() {
        exchange.setException(new IllegalStateException("foreign"));

        assertThat(retry(Duration.ZERO, 0).matches(exchange)).isFalse();
    }

    @Test
    void the_pause_of_one_step_is_not_that_of_another() {
        retry(Duration.ZERO, 0).matches(failed(1, ErrorKind.SERVER_ERROR, null, 1));

        LlmRetry.forget(exchange);

        assertThat(pause()).isNull();
    }

    @Test
    void a_pause_that_the_user_set_is_kept() {
        exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, 7L);

        LlmRetry.forget(exchange);

        assertThat(pause()).isEqualTo(7);
    }

    @Test
    void settings_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new LlmRetry().setAttempts(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new LlmRetry().setDelay(Duration.ofMillis(-1))).hasMessageContaining("delay");
    }
}
