/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftWatchTest {

    private final List<PriceDrift> told = new ArrayList<>();

    private static Attempt attempt(Cost cost, @Nullable String model) {
        return new Attempt(
                "acme",
                "asked",
                model,
                "chat",
                false,
                Instant.EPOCH,
                Duration.ZERO,
                null,
                null,
                200,
                null,
                Usage.of(1, 1),
                cost,
                Map.of());
    }

    private static Cost ours(Money money, @Nullable String version) {
        return new Cost(money, CostBasis.PRICED, List.of(), version, null);
    }

    @ParameterizedTest
    @CsvSource({
        "1.00, 1.00, false",
        "1.01, 1.00, false",
        "1.02, 1.00, true",
        "0.98, 1.00, true",
        "0.00502, 0.005021, false",
        "0.00004, 0, false",
        "0.00006, 0, true",
        "0, 0.00006, true",
    })
    void a_drift_is_beyond_the_share_and_beyond_the_amount(String billed, String computed, boolean drifts) {
        DriftWatch watch = new DriftWatch(DriftWatch.Threshold.STANDARD, told::add);

        watch.attempted(attempt(Cost.reported(Money.usd(billed)).beside(ours(Money.usd(computed), "v")), "m"));

        assertThat(told).hasSize(drifts ? 1 : 0);
    }

    @Test
    void what_cannot_be_compared_is_no_drift() {
        Cost bill = Cost.reported(Money.usd("1"));
        Cost dear = ours(Money.usd("2"), "v");

        assertThat(PriceDrift.of(attempt(bill, null))).isEmpty();
        assertThat(PriceDrift.of(attempt(dear, null))).isEmpty();
        assertThat(PriceDrift.of(attempt(bill.beside(dear).estimated(), null))).isEmpty();
        assertThat(PriceDrift.of(attempt(bill.beside(ours(new Money(BigDecimal.ONE, "EUR"), "v")), null)))
                .isEmpty();
        assertThat(PriceDrift.of(attempt(bill.beside(ours(Money.usd("2"), null)), null)))
                .isEmpty();
        assertThat(bill.beside(Cost.unknown("no price"))).isSameAs(bill);
    }

    @Test
    void a_drift_names_the_model_that_answered_or_else_the_one_that_was_asked() {
        Cost bill = Cost.reported(Money.usd("1")).beside(ours(Money.usd("2"), "acme/m@2026-11-25"));

        assertThat(PriceDrift.of(attempt(bill, "m-1")).orElseThrow())
                .hasToString("acme billed 1 USD for m-1, our prices acme/m@2026-11-25 say 2 USD");
        assertThat(PriceDrift.of(attempt(bill, null)).orElseThrow().toString()).contains("for asked");
        assertThat(PriceDrift.of(attempt(bill, null)).orElseThrow().difference())
                .isEqualByComparingTo("-1");
    }

    @Test
    void thresholds_and_costs_beside_bills_are_checked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftWatch.Threshold(new BigDecimal("1.1"), BigDecimal.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftWatch.Threshold(BigDecimal.ONE, BigDecimal.ONE.negate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Cost(Money.usd("1"), CostBasis.REPORTED, List.of(), null, null, Cost.unknown("nothing")));
    }
}
