/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static Attempt attempt(String when, Usage usage, @Nullable ErrorKind failure) {
        return new Attempt(
                "openai",
                "gpt-4o",
                null,
                "chat",
                false,
                Instant.parse(when),
                Duration.ZERO,
                null,
                failure,
                200,
                null,
                usage,
                Cost.unknown("told by nobody"),
                Map.of());
    }

    private static Target target(String provider, String model) {
        try (LlmClient client = LlmClient.builder().build()) {
            return client.catalog().target(provider, model);
        }
    }

    @Test
    void the_same_counts_cost_what_the_prices_of_the_other_target_say_at_the_moment_of_each_attempt() {
        List<Attempt> traffic = List.of(
                attempt("2026-11-25T01:00:00Z", Usage.of(1000, 1000), null),
                attempt("2026-11-25T12:00:00Z", Usage.of(1000, 1000), null),
                attempt("2026-11-25T12:00:00Z", Usage.of(7, 3).with(Bucket.CACHE_READ, 11), null),
                attempt("2026-11-25T12:00:00Z", Usage.UNKNOWN, ErrorKind.TIMEOUT_TOTAL));

        // at peak 1000 x 0.30 + 1000 x 1.20, else 1000 x 0.15 + 1000 x 0.60, and 7 x 0.15 + 11 x 0.003 + 3 x 0.60
        WhatIf there = WhatIf.of(traffic, target("deepseek", "deepseek-flash"));

        assertThat(there.cost()).containsOnlyKeys("USD");
        assertThat(there.cost().get("USD")).isEqualByComparingTo("0.002252883");
        assertThat(there.attempts()).isEqualTo(3);
        assertThat(there.unused()).isEqualTo(1);
        assertThat(there.unknown()).isEmpty();
    }

    @Test
    void what_has_no_price_there_is_counted_with_the_reason_and_is_not_nothing() {
        List<Attempt> traffic = List.of(
                attempt("2026-11-25T12:00:00Z", Usage.of(1000, 1000), null),
                attempt("2026-11-25T12:00:00Z", Usage.of(7, 3).with(Bucket.CACHE_READ, 11), null));

        WhatIf there = WhatIf.of(traffic, target("together-ai", "openai/gpt-oss-120b"));

        assertThat(there.cost().get("USD")).isEqualByComparingTo("0.00075");
        assertThat(there.unknown())
                .isEqualTo(Map.of("together-ai/openai/gpt-oss-120b@2026-07-02: no rate for cacheRead is known", 1L));
        assertThat(WhatIf.of(traffic, target("openai", "gpt-99")).cost()).isEmpty();
        assertThat(WhatIf.of(List.of(), target("openai", "gpt-4o")).attempts()).isZero();
    }
}
