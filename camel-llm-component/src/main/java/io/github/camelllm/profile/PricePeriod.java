/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a model in a stretch of time.
 *
 * @param version names them: provider, model and the day from which they hold, or else the day they were read
 * @param from first day, UTC; null: since ever
 * @param until first day after, UTC; null: open
 * @param currency an ISO 4217 code
 * @param rates by bucket; a bucket without a rate has no known price
 * @param tiers for large prompts, smallest first
 * @param windows by the hour; the first that holds wins
 * @param serviceTiers by the provider's name of the tier, in lower case
 * @param regionFactors by region, for all token buckets; a region that is absent costs what no region costs
 * @param source where they come from
 */
public record PricePeriod(
        String version,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        String currency,
        Map<Bucket, Rate> rates,
        List<SizeTier> tiers,
        List<PriceWindow> windows,
        Map<String, RateChange> serviceTiers,
        Map<String, BigDecimal> regionFactors,
        Source source) {

    public PricePeriod {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(currency, "currency");
        rates = rates.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(rates));
        tiers = List.copyOf(tiers);
        windows = List.copyOf(windows);
        serviceTiers = Map.copyOf(serviceTiers);
        regionFactors = Map.copyOf(regionFactors);
        Objects.requireNonNull(source, "source");
    }

    /**
     * Prices for 1,000,000 tokens, in US dollars, since ever. They hold for answers that name no tier of service, or the
     * usual one, which providers call {@code default}, {@code standard} or {@code on_demand}.
     *
     * @param version names them
     * @param rates by bucket
     * @param source where they come from
     */
    public static PricePeriod of(String version, Map<Bucket, BigDecimal> rates, Source source) {
        Map<Bucket, Rate> all = new EnumMap<>(Bucket.class);
        rates.forEach((bucket, amount) -> all.put(bucket, new Rate.Fixed(amount, 1_000_000, false)));
        RateChange none = RateChange.ofTokens(all, BigDecimal.ONE);
        Map<String, RateChange> usual = Map.of("default", none, "standard", none, "on_demand", none);
        return new PricePeriod(version, null, null, "USD", all, List.of(), List.of(), usual, Map.of(), source);
    }

    /** Whether the prices hold at the moment. */
    public boolean holds(Instant when) {
        LocalDate day = LocalDate.ofInstant(when, ZoneOffset.UTC);
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }
}
