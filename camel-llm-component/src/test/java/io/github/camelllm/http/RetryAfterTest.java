/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

    private static Duration wait(String... headers) {
        return RetryAfter.of(Headers.of(headers), CLOCK).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retry-after                     | 30                             | PT30S
            Retry-After                     | 0                              | PT0S
            retry-after                     | 1.5                            | PT1.5S
            retry-after                     | ' 2 '                          | PT2S
            retry-after                     | .25                            | PT0.25S
            retry-after                     | Wed, 25 Nov 2026 10:00:45 GMT  | PT45S
            retry-after                     | Wed, 25 Nov 2026 09:00:00 GMT  | PT0S
            retry-after                     | Wed Nov 25 10:01:00 2026       | PT1M
            retry-after                     | 2026-11-25T10:02:00Z           | PT2M
            retry-after                     | 20s                            | PT20S
            retry-after-ms                  | 1234                           | PT1.234S
            retry-after-ms                  | 0.5                            | PT0.0005S
            x-ratelimit-reset-requests      | 1s                             | PT1S
            x-ratelimit-reset-requests      | 6m0s                           | PT6M
            x-ratelimit-reset-tokens        | 120ms                          | PT0.12S
            x-ratelimit-reset-tokens        | 2m59.56s                       | PT2M59.56S
            x-ratelimit-reset-tokens        | 1h2m3s                         | PT1H2M3S
            x-ratelimit-reset-tokens        | 1d                             | PT24H
            x-ratelimit-reset-tokens        | 5us                            | PT0.000005S
            x-ratelimit-reset-tokens        | 7µs                            | PT0.000007S
            x-ratelimit-reset-tokens        | 9ns                            | PT0.000000009S
            x-ratelimit-reset               | 12                             | PT12S
            X-RateLimit-Reset               | 1795600830                     | PT30S
            X-RateLimit-Reset               | 1795600830500                  | PT30.5S
            X-RateLimit-Reset               | 1795600000                     | PT0S
            ratelimit-reset                 | 3                              | PT3S
            anthropic-ratelimit-tokens-reset | 2026-11-25T10:00:09Z          | PT9S
            """)
    void every_form_is_read(String name, String value, Duration expected) {
        assertThat(CLOCK.instant().getEpochSecond()).isEqualTo(1795600800L);
        assertThat(wait(name, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-5",
                "1e9",
                "NaN",
                "0x10",
                "1.2.3",
                ".",
                "5 minutes",
                "s",
                "1x",
                "99999999999999999999999999",
                "999999999d",
                "Wed, 25 Nov 2099 10:00:00 GMT",
                "2000000000",
                "١"
            })
    void what_cannot_be_understood_is_not_there(String value) {
        if (value.chars().allMatch(c -> c < 256)) {
            assertThat(RetryAfter.of(Headers.of("retry-after", value), CLOCK)).isEmpty();
        } else {
            assertThat(RetryAfter.of(Headers.of(java.util.List.of()), CLOCK)).isEmpty();
        }
    }

    @Test
    void milliseconds_come_before_seconds_and_seconds_before_rate_limits() {
        assertThat(wait("x-ratelimit-reset-tokens", "9s", "retry-after", "2", "retry-after-ms", "1500"))
                .isEqualTo(Duration.ofMillis(1500));
        assertThat(wait("x-ratelimit-reset-tokens", "9s", "retry-after", "2")).isEqualTo(Duration.ofSeconds(2));
        assertThat(wait("x-ratelimit-reset-tokens", "9s", "retry-after", "soon"))
                .isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void the_longest_of_the_exhausted_limits_counts() {
        assertThat(wait(
                        "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-requests", "60s",
                        "x-ratelimit-remaining-tokens", "0",
                        "x-ratelimit-reset-tokens", "90s",
                        "x-ratelimit-remaining-images", "4",
                        "x-ratelimit-reset-images", "300s"))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void the_shortest_limit_counts_when_none_is_exhausted() {
        assertThat(wait("x-ratelimit-reset-requests", "6h", "x-ratelimit-reset-tokens", "2s"))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void no_header_no_wait() {
        assertThat(RetryAfter.of(Headers.NONE, CLOCK)).isEmpty();
        assertThat(RetryAfter.of(Headers.of("x-ratelimit-remaining-tokens", "0"), CLOCK))
                .isEmpty();
    }
}
