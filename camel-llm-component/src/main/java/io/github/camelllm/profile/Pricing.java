/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prices one usage in one period. Not thread-safe; used once. */
final class Pricing {

    private static final long MILLION = 1_000_000;

    private final PricePeriod period;
    private final Usage usage;
    private final PriceContext context;
    private final List<Cost.Line> lines = new ArrayList<>(4);
    private final @Nullable List<String> changes;
    private Map<Bucket, Rate> rates;
    private @Nullable String replacedBy;
    private @Nullable String note;
    private @Nullable String unknown;

    Pricing(PricePeriod period, Usage usage, PriceContext context) {
        this(period, usage, context, null);
    }

    /** @param changes gets what changed the rates of the period, in words; null: nobody wants to know */
    Pricing(PricePeriod period, Usage usage, PriceContext context, @Nullable List<String> changes) {
        this.period = period;
        this.usage = usage;
        this.context = context;
        this.changes = changes;
        this.rates = period.rates();
    }

    Cost cost() {
        applyWindow();
        applyTier();
        applyServiceTier();
        applyRegion();
        for (Bucket bucket : Bucket.ALL) {
            charge(bucket);
        }
        if (unknown != null) {
            return Cost.unknown(period.version() + ": " + unknown);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Cost.Line line : lines) {
            sum = sum.signum() == 0 ? line.amount() : sum.add(line.amount());
        }
        return new Cost(new Money(plain(sum), period.currency()), CostBasis.PRICED, lines, period.version(), note);
    }

    private void applyWindow() {
        for (PriceWindow window : period.windows()) {
            if (window.holds(context.when())) {
                if (window.exceptionUnknown(context.when())) {
                    note = "priced as " + window.name() + "; whether the day is an exception is not known after "
                            + window.exceptionsKnownUntil();
                }
                apply(window.change(), () -> window.name() + " hours");
                return;
            }
        }
    }

    private void applyTier() {
        long size = usage.inputTokens().orElse(0);
        for (int i = period.tiers().size() - 1; i >= 0; i--) {
            SizeTier tier = period.tiers().get(i);
            if (tier.holds(size)) {
                apply(tier.change(), tier::toString);
                return;
            }
        }
    }

    private void applyServiceTier() {
        if (context.serviceTier() == null) {
            return;
        }
        RateChange change = period.serviceTiers().get(context.serviceTier().toLowerCase(Locale.ROOT));
        if (change == null) {
            unknown("no price of service tier '" + context.serviceTier() + "' is known");
        } else {
            apply(change, () -> "service tier " + context.serviceTier());
        }
    }

    private void applyRegion() {
        BigDecimal factor =
                context.region() == null ? null : period.regionFactors().get(context.region());
        if (factor != null) {
            apply(RateChange.ofTokens(rates, factor), () -> "region " + context.region());
        }
    }

    private void apply(RateChange change, Supplier<String> name) {
        if (change.replaces() && replacedBy != null) {
            unknown("no price of " + replacedBy + " together with " + name.get() + " is known");
        }
        rates = change.applyTo(rates);
        if (changes != null) {
            changes.add(name.get() + ": " + change);
        }
        if (change.replaces()) {
            replacedBy = name.get();
        }
    }

    private void charge(Bucket bucket) {
        if (!rates.containsKey(bucket) && !usage.counts().containsKey(bucket)) {
            return;
        }
        OptionalLong count = count(bucket);
        Rate rate = rate(bucket);
        if (count.isEmpty()) {
            if (rate != null && !rate.optional() && mustBeCounted(bucket)) {
                unknown("the usage does not count " + BucketNames.key(bucket) + ", which has a price");
            }
        } else if (count.getAsLong() > 0) {
            if (rate == null) {
                unknown("no rate for " + BucketNames.key(bucket) + " is known");
            } else {
                rate.amount(context.attributes())
                        .ifPresentOrElse(
                                amount -> line(bucket, count.getAsLong(), amount, rate.per()),
                                () -> unknown("the rate for " + BucketNames.key(bucket)
                                        + " depends on what the answer does not state"));
            }
        }
    }

    /** One priced call is one request, whether the usage says so or not. */
    private OptionalLong count(Bucket bucket) {
        OptionalLong count = usage.count(bucket);
        return bucket == Bucket.REQUESTS && count.isEmpty() && rates.containsKey(bucket) ? OptionalLong.of(1) : count;
    }

    /** Reasoning is output: where it has no rate of its own, every provider bills it as such. */
    private @Nullable Rate rate(Bucket bucket) {
        Rate rate = rates.get(bucket);
        return rate == null && bucket == Bucket.REASONING ? rates.get(Bucket.OUTPUT) : rate;
    }

    /** A part of the prompt or the answer that is not counted apart is counted as plain input or output. */
    private boolean mustBeCounted(Bucket bucket) {
        return switch (bucket) {
            case INPUT -> usage.inputTokens().isEmpty();
            case OUTPUT -> usage.outputTokens().isEmpty();
            default -> !RateChange.tokens(bucket);
        };
    }

    private void line(Bucket bucket, long quantity, BigDecimal amount, long per) {
        BigDecimal product = amount.multiply(BigDecimal.valueOf(quantity));
        lines.add(new Cost.Line(bucket, quantity, amount, per, plain(divide(product, per))));
    }

    /** Exact, unless the quotient has no end: then 34 digits, as by a price per minute of audio that is counted in seconds. */
    private static BigDecimal divide(BigDecimal product, long per) {
        if (per == MILLION) {
            return product.movePointLeft(6);
        }
        BigDecimal divisor = BigDecimal.valueOf(per);
        try {
            return product.divide(divisor);
        } catch (ArithmeticException endless) {
            return product.divide(divisor, MathContext.DECIMAL128);
        }
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private void unknown(String reason) {
        unknown = unknown == null ? reason : unknown;
    }
}
