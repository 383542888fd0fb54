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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the price of any usage by any price list. It computes the price a second time, straight from the words of
 * the contract: one rate for each bucket that was used, or else no price at all.
 */
public final class PriceLaws {

    private static final PriceBook BOOK = new PriceBook();

    private PriceLaws() {}

    static Cost price(PricePeriod period, Usage usage, PriceContext context) {
        return BOOK.price(GeneratedPrices.target(period), usage, context);
    }

    /** All of them. */
    public static void hold(PricePeriod period, Usage usage, PriceContext context) {
        Cost cost = price(period, usage, context);
        Optional<BigDecimal> expected = expected(period, usage, context);

        if (expected.isEmpty()) {
            assertThat(cost.basis()).as(cost.toString()).isEqualTo(CostBasis.UNKNOWN);
            assertThat(cost.money()).isNull();
            assertThat(cost.reason()).isNotBlank();
            return;
        }
        assertThat(cost.basis()).as(String.valueOf(cost.reason())).isEqualTo(CostBasis.PRICED);
        assertThat(cost.amount().orElseThrow()).isEqualByComparingTo(expected.get());
        assertThat(cost.priceVersion()).isEqualTo(period.version());
        linesExplain(cost, usage);
    }

    /** Each bucket that was used has one line, its amount is count times rate, and all of them are the cost. */
    private static void linesExplain(Cost cost, Usage usage) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Cost.Line line : cost.lines()) {
            BigDecimal exact = line.rate().multiply(BigDecimal.valueOf(line.quantity()));
            assertThat(line.amount().multiply(BigDecimal.valueOf(line.per()))).isEqualByComparingTo(exact);
            if (line.bucket() != Bucket.REQUESTS) {
                assertThat(usage.count(line.bucket())).hasValue(line.quantity());
            }
            sum = sum.add(line.amount());
        }
        assertThat(cost.lines().stream().map(Cost.Line::bucket)).doesNotHaveDuplicates();
        assertThat(cost.amount().orElseThrow()).isEqualByComparingTo(sum);
    }

    private static Optional<BigDecimal> expected(PricePeriod period, Usage usage, PriceContext context) {
        RateChange tier = period.tiers().stream()
                .filter(some -> usage.inputTokens().orElse(0) + (some.inclusive() ? 1 : 0) > some.inputTokens())
                .reduce((smaller, larger) -> larger)
                .map(SizeTier::change)
                .orElse(null);
        RateChange service = null;
        if (context.serviceTier() != null) {
            service = period.serviceTiers().get(context.serviceTier().toLowerCase(Locale.ROOT));
            if (service == null) {
                return Optional.empty();
            }
        }
        if (!usage.known() || tier != null && tier.replaces() && service != null && service.replaces()) {
            return Optional.empty();
        }
        BigDecimal region = context.region() == null
                ? BigDecimal.ONE
                : period.regionFactors().getOrDefault(context.region(), BigDecimal.ONE);
        Map<Bucket, Rate> card = changed(changed(period.rates(), tier), service);
        return sum(card, usage, region);
    }

    private static Map<Bucket, Rate> changed(Map<Bucket, Rate> card, @Nullable RateChange change) {
        Map<Bucket, Rate> after = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            boolean token = bucket.input() || bucket.output();
            Rate rate = card.get(bucket);
            if (change != null && change.rates().containsKey(bucket)) {
                after.put(bucket, change.rates().get(bucket));
            } else if (rate != null && change != null && change.factors().containsKey(bucket)) {
                after.put(bucket, rate.times(change.factors().get(bucket)));
            } else if (rate != null && !(token && change != null && change.replaces())) {
                after.put(bucket, rate);
            }
        }
        return after;
    }

    private static Optional<BigDecimal> sum(Map<Bucket, Rate> card, Usage usage, BigDecimal region) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Bucket bucket : Bucket.values()) {
            Rate rate =
                    bucket == Bucket.REASONING ? card.getOrDefault(bucket, card.get(Bucket.OUTPUT)) : card.get(bucket);
            long count = usage.count(bucket).orElse(bucket == Bucket.REQUESTS && rate != null ? 1 : 0);
            if (rate == null ? count > 0 : missing(bucket, usage, rate)) {
                return Optional.empty();
            }
            if (count > 0) {
                BigDecimal one = rate.amount(Map.of()).orElseThrow();
                boolean token = bucket.input() || bucket.output();
                sum = sum.add(one.multiply(token ? region : BigDecimal.ONE)
                        .multiply(BigDecimal.valueOf(count))
                        .divide(BigDecimal.valueOf(rate.per())));
            }
        }
        return Optional.of(sum);
    }

    /** Prompt and answer must be counted if they have a price, and so must each fee but that of the one request. */
    private static boolean missing(Bucket bucket, Usage usage, Rate rate) {
        if (rate.optional() || usage.count(bucket).isPresent()) {
            return false;
        }
        return switch (bucket) {
            case INPUT -> usage.inputTokens().isEmpty();
            case OUTPUT -> usage.outputTokens().isEmpty();
            default -> List.of(Bucket.SEARCHES, Bucket.CITATION, Bucket.SECONDS).contains(bucket);
        };
    }
}
