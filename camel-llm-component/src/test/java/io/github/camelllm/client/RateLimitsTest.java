/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.http.Headers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    @Test
    void the_spellings_of_all_providers_are_read() {
        assertThat(RateLimits.remaining(Headers.of(
                        "x-ratelimit-remaining-requests", "499",
                        "X-RateLimit-Remaining-Tokens", "199984",
                        "anthropic-ratelimit-input-tokens-remaining", "7",
                        "x-ratelimit-limit-requests", "500",
                        "x-ratelimit-reset-requests", "1s")))
                .isEqualTo(Map.of("requests", 499L, "tokens", 199984L, "input-tokens", 7L));
    }

    @Test
    void a_bare_count_counts_requests_and_what_is_no_number_counts_nothing() {
        assertThat(RateLimits.remaining(
                        Headers.of("X-RateLimit-Remaining", "3", "x-ratelimit-remaining-tokens", "many")))
                .isEqualTo(Map.of("requests", 3L));
        assertThat(RateLimits.remaining(Headers.NONE)).isEmpty();
    }
}
