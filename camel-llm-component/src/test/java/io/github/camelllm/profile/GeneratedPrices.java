/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/** Price lists, usages and circumstances of all sorts, among them those that have no known price. */
public final class GeneratedPrices extends DomainContextBase {

    static final Source SOURCE = new Source("generated", LocalDate.parse("2026-11-25"));
    static final String TIER = "flex";
    static final String REGION = "eu";
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static final ProviderProfile ACME = Profiles.acme("models: []\n");
    private static final Set<Bucket> PRICED = Set.of(
            Bucket.INPUT,
            Bucket.CACHE_READ,
            Bucket.CACHE_WRITE,
            Bucket.INPUT_AUDIO,
            Bucket.OUTPUT,
            Bucket.REASONING,
            Bucket.OUTPUT_AUDIO,
            Bucket.REQUESTS,
            Bucket.SEARCHES);

    /** Sizes around those of the generated tiers. */
    @Provide
    Arbitrary<Usage> usages() {
        Arbitrary<Long> counts = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(0, 400)),
                Tuple.of(1, Arbitraries.longs().between(0, 3_000_000)),
                Tuple.of(1, Arbitraries.just(0L)));
        return Arbitraries.maps(Arbitraries.of(PRICED.stream().sorted().toList()), counts)
                .ofMaxSize(PRICED.size())
                .map(Usage::new);
    }

    @Provide
    Arbitrary<PriceContext> contexts() {
        return Combinators.combine(
                        Arbitraries.of(TIER, "Flex", "unheard-of").injectNull(0.5),
                        Arbitraries.of(REGION, "elsewhere").injectNull(0.5))
                .as((tier, region) -> new PriceContext(NOW, tier, region, Map.of()));
    }

    @Provide
    Arbitrary<PricePeriod> periods() {
        return cards(Bucket.INPUT)
                .flatMap(
                        card -> Combinators.combine(tiers(card), change(card).injectNull(0.3), factor().injectNull(0.3))
                                .as((tiers, tier, factor) -> period(card, tiers, tier, factor)));
    }

    /** A list of prices that always holds. */
    static PricePeriod period(
            Map<Bucket, Rate> card,
            List<SizeTier> tiers,
            @Nullable RateChange serviceTier,
            @Nullable BigDecimal factor) {
        return new PricePeriod(
                "acme/m@2026-11-25",
                null,
                null,
                "USD",
                card,
                tiers,
                List.of(),
                serviceTier == null ? Map.of() : Map.of(TIER, serviceTier),
                factor == null ? Map.of() : Map.of(REGION, factor),
                SOURCE);
    }

    private Arbitrary<List<SizeTier>> tiers(Map<Bucket, Rate> card) {
        Arbitrary<SizeTier> tier = Combinators.combine(
                        Arbitraries.longs().between(1, 500), Arbitraries.of(true, false), change(card))
                .as(SizeTier::new);
        return tier.list()
                .ofMaxSize(2)
                .uniqueElements(SizeTier::inputTokens)
                .map(some -> some.stream()
                        .sorted((a, b) -> Long.compare(a.inputTokens(), b.inputTokens()))
                        .toList());
    }

    private Arbitrary<RateChange> change(Map<Bucket, Rate> card) {
        Arbitrary<RateChange> own = cards(Bucket.OUTPUT).map(rates -> new RateChange(rates, Map.of()));
        Arbitrary<RateChange> times = factor().map(factor -> new RateChange(
                Map.of(),
                card.keySet().stream()
                        .filter(bucket -> bucket.input() || bucket.output())
                        .collect(Collectors.toMap(bucket -> bucket, bucket -> factor))));
        return Arbitraries.oneOf(own, times);
    }

    private static Arbitrary<BigDecimal> factor() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.TEN)
                .ofScale(3);
    }

    private static Arbitrary<Map<Bucket, Rate>> cards(Bucket always) {
        return Combinators.combine(
                        rates(),
                        Arbitraries.maps(Arbitraries.of(PRICED.stream().sorted().toList()), rates())
                                .ofMaxSize(PRICED.size()))
                .as((rate, others) -> {
                    Map<Bucket, Rate> card = new EnumMap<>(Bucket.class);
                    card.put(always, rate);
                    card.putAll(others);
                    return card;
                });
    }

    private static Arbitrary<Rate> rates() {
        return Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, new BigDecimal(100))
                                .ofScale(6),
                        Arbitraries.of(1L, 1_000L, 1_000_000L),
                        Arbitraries.of(true, false))
                .as(Rate.Fixed::new);
    }

    /** A target with these prices. */
    static Target target(PricePeriod... periods) {
        return new Target(
                ACME,
                ModelProfile.builder("m")
                        .prices(List.of(periods))
                        .source(SOURCE)
                        .build());
    }
}
