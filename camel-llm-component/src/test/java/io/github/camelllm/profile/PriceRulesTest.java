/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceRulesTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static Cost price(String rules, Usage usage, PriceContext context) {
        ProviderProfile acme =
                Profiles.acme("models:\n  - id: m\n    prices:\n      - " + rules.replace("\n", "\n        "));
        return new PriceBook().price(new Target(acme, acme.models().get(0)), usage, context);
    }

    private static PriceContext tier(String name) {
        return new PriceContext(NOON, name, null, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"99, 0.000099", "100, 0.0002", "101, 0.000202", "1000, 0.003"})
    void a_tier_at_or_above_a_size_begins_at_that_size_and_the_highest_one_wins(long tokens, String dollars) {
        String rules = """
                rates: {input: 1, output: 1}
                tiers:
                  - {atOrAbove: 100, multiply: 2}
                  - {atOrAbove: 1000, multiply: 3}""";

        assertThat(price(rules, Usage.of(tokens, 0), PriceContext.at(NOON)).money())
                .hasToString(dollars + " USD");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T21:59:59Z, 1",
        "2026-11-25T22:00:00Z, 2",
        "2026-11-26T05:59:59Z, 2",
        "2026-11-26T06:00:00Z, 1",
        // begins on Friday only, so that Saturday's morning belongs to it and Saturday's evening does not
        "2026-11-28T03:00:00Z, 2",
        "2026-11-28T23:00:00Z, 1",
        "2026-11-29T03:00:00Z, 1",
        "2026-11-24T23:00:00Z, 1",
    })
    void hours_may_end_on_the_next_day(Instant when, String dollars) {
        String rules = """
                rates: {input: 1}
                windows: [{name: night, days: [wednesday, friday], hours: ["22:00-06:00"], multiply: 2}]""";
        Usage million = Usage.UNKNOWN.with(Bucket.INPUT, 1_000_000);

        assertThat(price(rules, million, PriceContext.at(when)).money()).hasToString(dollars + " USD");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T14:59:59Z, 1",
        "2026-07-01T15:00:00Z, 2",
        "2026-07-01T21:59:59Z, 2",
        "2026-07-01T22:00:00Z, 1",
        "2026-12-01T16:00:00Z, 2",
        "2026-12-01T15:59:59Z, 1"
    })
    void hours_are_those_of_their_time_zone_in_summer_and_winter(Instant when, String dollars) {
        String rules = """
                rates: {input: 1}
                windows: [{name: evening, zone: Europe/Berlin, hours: ["17:00-24:00"], multiply: 2}]""";
        Usage million = Usage.UNKNOWN.with(Bucket.INPUT, 1_000_000);

        assertThat(price(rules, million, PriceContext.at(when)).money()).hasToString(dollars + " USD");
    }

    @Test
    void own_rates_replace_all_token_rates_but_no_fee() {
        String rules = """
                rates: {input: 1, output: 2, cacheRead: 0.1, requests: {rate: 5, per: 1000}}
                serviceTiers: {fast: {rates: {input: 3, output: 6}}}""";
        Usage usage = Usage.of(1000, 1000);

        assertThat(price(rules, usage, tier("fast")).money()).hasToString("0.014 USD");
        assertThat(price(rules, usage.with(Bucket.CACHE_READ, 1), tier("fast")).reason())
                .endsWith("no rate for cacheRead is known");
    }

    @Test
    void two_sets_of_own_rates_at_once_have_no_known_price() {
        String rules = """
                rates: {input: 1, output: 2}
                tiers: [{above: 100, rates: {input: 2, output: 4}}]
                serviceTiers: {fast: {rates: {input: 3, output: 6}}}""";

        assertThat(price(rules, Usage.of(101, 1), tier("fast")).reason())
                .endsWith("no price of prompts above 100 tokens together with service tier fast is known");
        assertThat(price(rules, Usage.of(100, 1), tier("fast")).money()).hasToString("0.000306 USD");
    }

    @Test
    void a_rate_may_be_that_of_another_bucket() {
        String rules = "rates: {input: 3, cacheRead: input, output: 4}";

        assertThat(price(rules, Usage.of(1, 1).with(Bucket.CACHE_READ, 1), PriceContext.at(NOON))
                        .money())
                .hasToString("0.00001 USD");
    }

    @Test
    void a_price_of_nothing_is_a_price() {
        Cost cost = price("rates: {input: 0, output: 0}", Usage.of(5, 5), PriceContext.at(NOON));

        assertThat(cost.money()).hasToString("0 USD");
    }

    @Test
    void a_price_has_the_currency_of_its_list() {
        assertThat(price("currency: EUR\nrates: {input: 1, output: 1}", Usage.of(1000, 0), PriceContext.at(NOON))
                        .money())
                .hasToString("0.001 EUR");
    }

    @Test
    void what_holds_for_all_models_can_be_said_otherwise_for_one() {
        ProviderProfile acme = Profiles.acme("""
                pricing:
                  currency: EUR
                  serviceTiers: {flex: {multiply: 0.5}}
                  regionFactors: {eu: 1.2}
                models:
                  - {id: common, prices: [{rates: {input: 1, output: 1}}]}
                  - {id: own, prices: [{currency: USD, rates: {input: 1, output: 1}, serviceTiers: {flex: {multiply: 0.1}}, regionFactors: {}}]}
                """);
        PriceContext context = new PriceContext(NOON, "flex", "eu", Map.of());

        assertThat(acme.models().stream()
                        .map(model -> new PriceBook()
                                .price(new Target(acme, model), Usage.of(1000, 0), context)
                                .money()))
                .extracting(String::valueOf)
                .containsExactly("0.0006 EUR", "0.0001 USD");
    }

    @Test
    void prices_of_ones_own_go_before_and_if_they_fail_the_cost_is_unknown() {
        ProviderProfile acme = Profiles.acme("models: [{id: m, prices: [{rates: {input: 1, output: 1}}]}]");
        Target target = new Target(acme, acme.models().get(0));
        Target unlisted = new Target(acme, ModelProfile.unlisted("other"));
        PricePeriod own = PricePeriod.of(
                "own", Map.of(Bucket.INPUT, BigDecimal.TEN, Bucket.OUTPUT, BigDecimal.TEN), Profiles.SOURCE);
        PriceBook book = new PriceBook((whom, when) -> whom == unlisted ? Optional.of(own) : Optional.empty());
        PriceBook broken = new PriceBook((whom, when) -> {
            throw new IllegalStateException("no table");
        });
        PriceContext noon = PriceContext.at(NOON);

        assertThat(book.price(unlisted, Usage.of(1000, 0), noon).money()).hasToString("0.01 USD");
        assertThat(book.price(unlisted, Usage.of(1000, 0), noon).priceVersion()).isEqualTo("own");
        assertThat(book.price(target, Usage.of(1000, 0), noon).money()).hasToString("0.001 USD");
        assertThat(broken.price(target, Usage.of(1000, 0), noon))
                .isEqualTo(Cost.unknown(
                        "the prices of one's own failed for acme/m: java.lang.IllegalStateException: no table"));
        assertThat(broken.estimate(target, EmbeddingRequest.of(List.of("x")), noon)
                        .reason())
                .contains("no table");
        assertThat(broken.explain(target, Usage.of(1000, 0), noon).period()).isNull();
    }
}
