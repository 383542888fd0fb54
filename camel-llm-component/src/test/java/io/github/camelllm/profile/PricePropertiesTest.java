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
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Laws of prices, on generated price lists and usages; the seeds are fixed. */
@Domain(GeneratedPrices.class)
@Domain(DomainContext.Global.class)
class PricePropertiesTest {

    private static final PriceContext NOW = PriceContext.at(GeneratedPrices.NOW);

    @Property(seed = "1", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void any_usage_costs_what_the_price_list_says_or_has_no_known_price(
            @ForAll PricePeriod period, @ForAll Usage usage, @ForAll PriceContext context) {
        PriceLaws.hold(period, usage, context);
    }

    @Property(seed = "2", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_used_bucket_without_a_rate_makes_the_cost_unknown_and_never_zero(
            @ForAll PricePeriod period, @ForAll Usage usage) {
        Map<Bucket, Rate> card = plain(period, usage);
        for (Bucket bucket : usage.counts().keySet()) {
            Map<Bucket, Rate> lacking = new EnumMap<>(card);
            lacking.remove(bucket);
            if (bucket == Bucket.REASONING) {
                lacking.remove(Bucket.OUTPUT);
            }
            Cost cost = PriceLaws.price(list(lacking), usage, NOW);

            if (usage.counts().get(bucket) > 0) {
                assertThat(cost.basis()).isEqualTo(CostBasis.UNKNOWN);
                assertThat(cost.reason()).contains("no rate for ");
            }
        }
    }

    @Property(seed = "3", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_cost_is_zero_only_where_all_that_was_used_is_free(@ForAll PricePeriod period, @ForAll Usage usage) {
        Map<Bucket, Rate> card = plain(period, usage);
        Cost cost = PriceLaws.price(list(card), usage, NOW);
        Assume.that(cost.basis() == CostBasis.PRICED);

        boolean free = usage.counts().entrySet().stream()
                .allMatch(entry -> entry.getValue() == 0
                        || card.get(entry.getKey())
                                        .amount(Map.of())
                                        .orElseThrow()
                                        .signum()
                                == 0);
        boolean freeRequest = !card.containsKey(Bucket.REQUESTS)
                || usage.count(Bucket.REQUESTS).isPresent()
                || card.get(Bucket.REQUESTS).amount(Map.of()).orElseThrow().signum() == 0;

        assertThat(cost.amount().orElseThrow().signum() == 0).isEqualTo(free && freeRequest);
    }

    @Property(seed = "4", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void more_of_anything_never_costs_less(
            @ForAll PricePeriod period, @ForAll Usage usage, @ForAll @LongRange(max = 5_000) long more) {
        for (Bucket bucket : usage.counts().keySet()) {
            Usage larger = usage.with(bucket, usage.counts().get(bucket) + more);
            PricePeriod list = list(plain(period, usage));

            assertThat(amount(list, larger)).isGreaterThanOrEqualTo(amount(list, usage));
        }
    }

    @Property(seed = "5", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void two_calls_cost_together_what_both_cost(@ForAll PricePeriod period, @ForAll Usage a, @ForAll Usage b) {
        Usage one = a.with(Bucket.REQUESTS, 1);
        Usage other = b.with(Bucket.REQUESTS, 1);
        PricePeriod list = list(plain(period, one.plus(other)));
        Usage both = all(one).plus(all(other));

        assertThat(amount(list, both))
                .isEqualByComparingTo(amount(list, all(one)).add(amount(list, all(other))));
    }

    /** Tiers look at the whole prompt: that it comes from the cache does not change them. */
    @Property(seed = "6", edgeCases = EdgeCasesMode.NONE)
    void tokens_from_a_cheaper_cache_never_raise_the_cost(
            @ForAll @LongRange(max = 1_000) long prompt,
            @ForAll @IntRange(max = 100) int percentCached,
            @ForAll @BigRange(min = "0", max = "20") @Scale(4) BigDecimal rate,
            @ForAll @BigRange(min = "0", max = "1") @Scale(2) BigDecimal discount,
            @ForAll @LongRange(min = 1, max = 1_000) long threshold) {
        Map<Bucket, Rate> card = Map.of(
                Bucket.INPUT, millions(rate),
                Bucket.CACHE_READ, millions(rate.multiply(discount)),
                Bucket.OUTPUT, millions(BigDecimal.ONE));
        SizeTier dearer = new SizeTier(threshold, false, RateChange.ofTokens(card, new BigDecimal(2)));
        PricePeriod list = list(card, dearer);
        long cached = prompt * percentCached / 100;

        assertThat(amount(list, Usage.of(prompt - cached, 7).with(Bucket.CACHE_READ, cached)))
                .isLessThanOrEqualTo(amount(list, Usage.of(prompt, 7)));
    }

    @Property(seed = "7")
    void a_tier_begins_above_its_size_or_at_it(
            @ForAll @LongRange(min = 1, max = 1_000_000) long size,
            @ForAll boolean inclusive,
            @ForAll @IntRange(max = 100) int percentCached,
            @ForAll @IntRange(min = -1, max = 1) int beside) {
        Map<Bucket, Rate> card =
                Map.of(Bucket.INPUT, millions(BigDecimal.ONE), Bucket.CACHE_READ, millions(BigDecimal.ONE));
        SizeTier tier = new SizeTier(size, inclusive, RateChange.ofTokens(card, new BigDecimal(3)));
        long prompt = size + beside;
        long cached = prompt * percentCached / 100;
        boolean within = inclusive ? beside >= 0 : beside > 0;

        Usage usage = new Usage(Map.of(Bucket.INPUT, prompt - cached, Bucket.CACHE_READ, cached));
        assertThat(amount(list(card, tier), usage))
                .isEqualByComparingTo(BigDecimal.valueOf(prompt * (within ? 3 : 1), 6));
    }

    @Property(seed = "8")
    void prices_change_at_midnight_utc_of_the_day_that_they_name(
            @ForAll @IntRange(max = 2_000) int day,
            @ForAll @IntRange(min = 1, max = 500) int days,
            @ForAll @LongRange(min = 1, max = 86_400_000_000_000L) long nanos) {
        LocalDate from = LocalDate.of(2024, 1, 1).plusDays(day);
        LocalDate until = from.plusDays(days);
        Target target =
                GeneratedPrices.target(dated(from, until, BigDecimal.ONE), dated(until, null, new BigDecimal(2)));
        Instant begin = from.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant change = until.atStartOfDay().toInstant(ZoneOffset.UTC);

        assertThat(at(target, begin.minusNanos(nanos)).reason()).contains("no prices of acme/m are known for");
        assertThat(at(target, begin).amount().orElseThrow()).isEqualByComparingTo("1");
        assertThat(at(target, change.minusNanos(nanos)).amount().orElseThrow()).isEqualByComparingTo("1");
        assertThat(at(target, change).amount().orElseThrow()).isEqualByComparingTo("2");
        assertThat(at(target, change.plusNanos(nanos)).amount().orElseThrow()).isEqualByComparingTo("2");
    }

    private static Cost at(Target target, Instant when) {
        return new PriceBook().price(target, new Usage(Map.of(Bucket.INPUT, 1_000_000L)), PriceContext.at(when));
    }

    private static PricePeriod dated(LocalDate from, LocalDate until, BigDecimal rate) {
        PricePeriod list = list(Map.of(Bucket.INPUT, millions(rate)));
        return new PricePeriod(
                list.version(),
                from,
                until,
                list.currency(),
                list.rates(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                list.source());
    }

    /** The list's rates, with one for each bucket of the usage. */
    private static Map<Bucket, Rate> plain(PricePeriod period, Usage usage) {
        Map<Bucket, Rate> card = new EnumMap<>(Bucket.class);
        usage.counts().keySet().forEach(bucket -> card.put(bucket, millions(new BigDecimal("0.75"))));
        period.rates().forEach((bucket, rate) -> {
            if (usage.counts().containsKey(bucket)) {
                card.put(bucket, rate);
            }
        });
        return card;
    }

    /** The usage with a count of zero for what it does not count. */
    private static Usage all(Usage usage) {
        Usage all = usage;
        for (Bucket bucket : Bucket.values()) {
            all = all.count(bucket).isPresent() ? all : all.with(bucket, 0);
        }
        return all;
    }

    private static BigDecimal amount(PricePeriod list, Usage usage) {
        return PriceLaws.price(list, usage, NOW).amount().orElseThrow();
    }

    private static Rate millions(BigDecimal dollars) {
        return new Rate.Fixed(dollars, 1_000_000, false);
    }

    private static PricePeriod list(Map<Bucket, Rate> card, SizeTier... tiers) {
        return GeneratedPrices.period(card, List.of(tiers), null, null);
    }
}
