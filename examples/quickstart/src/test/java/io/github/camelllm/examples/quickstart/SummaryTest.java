/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private final Summary summary = new Summary();

    @Test
    void a_failover_is_an_answer_after_a_failure_of_the_same_question() {
        failed("mistral", "draft", "T-1", ErrorKind.RATE_LIMITED);
        answered("openai", "classify", "T-1", 10, "0.001");
        answered("openai", "draft", "T-2", 10, "0.001");
        assertThat(summary.failovers()).isZero();

        answered("openai", "draft", "T-1", 10, "0.001");
        assertThat(summary.failovers()).isEqualTo(1);

        answered("mistral", "draft", "T-1", 10, "0.001");
        assertThat(summary.failovers()).isEqualTo(1);
    }

    @Test
    void costs_are_added_exactly_and_unknown_ones_counted_apart() {
        answered("mistral", "draft", "T-1", 10, "0.0000001");
        answered("mistral", "draft", "T-2", 10, "0.2");
        answered("mistral", "draft", "T-3", 10, null);
        failed("mistral", "draft", "T-4", ErrorKind.OVERLOADED);

        Usages row = summary.rows().get(0);

        assertThat(row.cost()).isEqualByComparingTo("0.2000001");
        assertThat(row.unpriced()).isEqualTo(1);
        assertThat(row.unsettled()).isEqualTo(1);
        assertThat(row.attempts()).isEqualTo(4);
        assertThat(row.answers()).isEqualTo(3);
        assertThat(row.inputTokens()).isEqualTo(300);
        assertThat(row.outputTokens()).isEqualTo(21);
    }

    @Test
    void percentiles_are_those_of_the_answers_by_nearest_rank() {
        for (int millis = 20; millis >= 1; millis--) {
            answered("mistral", "draft", "T-" + millis, millis, "1");
        }
        failed("mistral", "draft", "T-0", ErrorKind.TIMEOUT_RESPONSE);

        Usages row = summary.total();

        assertThat(row.percentile(50)).contains(Duration.ofMillis(10));
        assertThat(row.percentile(95)).contains(Duration.ofMillis(19));
        assertThat(row.percentile(100)).contains(Duration.ofMillis(20));
    }

    @Test
    void without_answers_there_is_no_percentile() {
        failed("mistral", "draft", "T-1", ErrorKind.OVERLOADED);

        assertThat(summary.total().percentile(50)).isEmpty();
    }

    @Test
    void rows_are_by_route_provider_and_model() {
        answered("openai", "draft", "T-1", 1, "1");
        answered("mistral", "draft", "T-2", 1, "1");
        answered("openai", "classify", "T-3", 1, "1");
        failed("openai", "draft", "T-4", ErrorKind.RATE_LIMITED);

        assertThat(summary.rows())
                .extracting(Usages::asked)
                .isEqualTo(List.of(
                        new Asked("classify", "openai", "model-of-openai"),
                        new Asked("draft", "mistral", "model-of-mistral"),
                        new Asked("draft", "openai", "model-of-openai")));
        assertThat(summary.rows().get(2).failures()).isEqualTo(Map.of(ErrorKind.RATE_LIMITED, 1L));
    }

    private void answered(String provider, String route, String ticket, long millis, @Nullable String usd) {
        Cost cost = usd == null ? Cost.unknown("no price") : Cost.reported(Money.usd(usd));
        summary.attempted(attempt(provider, route, ticket, millis, null, Usage.of(100, 7), cost));
    }

    private void failed(String provider, String route, String ticket, ErrorKind kind) {
        summary.attempted(attempt(provider, route, ticket, 5_000, kind, Usage.UNKNOWN, Cost.unknown("failed")));
    }

    private static Attempt attempt(
            String provider,
            String route,
            String ticket,
            long millis,
            @Nullable ErrorKind failure,
            Usage usage,
            Cost cost) {
        return new Attempt(
                provider,
                "model-of-" + provider,
                null,
                "chat",
                false,
                Instant.EPOCH,
                Duration.ofMillis(millis),
                null,
                failure,
                null,
                null,
                usage,
                cost,
                Map.of("routeId", route, "conversationId", ticket));
    }
}
