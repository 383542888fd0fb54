/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost.
 *
 * @param money null exactly when the basis is {@link CostBasis#UNKNOWN}
 * @param basis how sure it is
 * @param lines how it was computed, a line for each bucket; empty when the provider sent only a total
 * @param priceVersion which prices were used (provider, model, effective date); null when none were
 * @param reason why the cost is unknown or only partly explained; null when there is nothing to say
 * @param computed what our prices make of the usage, beside the provider's own bill; null: this is it, or it is unknown
 */
public record Cost(
        @Nullable Money money,
        CostBasis basis,
        List<Line> lines,
        @Nullable String priceVersion,
        @Nullable String reason,
        @Nullable Cost computed) {

    public Cost {
        Objects.requireNonNull(basis, "basis");
        if ((money == null) != (basis == CostBasis.UNKNOWN)) {
            throw new IllegalArgumentException("a cost has no amount exactly when its basis is UNKNOWN");
        }
        lines = List.copyOf(lines);
        if (computed != null && (computed.money == null || computed.computed != null)) {
            throw new IllegalArgumentException(
                    "a computed cost beside a bill has an amount, and nothing beside itself");
        }
    }

    /** A cost with nothing beside it. */
    public Cost(
            @Nullable Money money,
            CostBasis basis,
            List<Line> lines,
            @Nullable String priceVersion,
            @Nullable String reason) {
        this(money, basis, lines, priceVersion, reason, null);
    }

    /** A cost that nobody knows, and why. */
    public static Cost unknown(String reason) {
        return new Cost(null, CostBasis.UNKNOWN, List.of(), null, reason);
    }

    /** The provider's own bill. */
    public static Cost reported(Money money) {
        return new Cost(money, CostBasis.REPORTED, List.of(), null, null);
    }

    /** The exact amount; empty when unknown. */
    public Optional<BigDecimal> amount() {
        return Optional.ofNullable(money).map(Money::amount);
    }

    /**
     * Both together, as sure as the less sure of them, and unknown when one is.
     *
     * @throws IllegalArgumentException when the currencies differ
     */
    public Cost plus(Cost other) {
        if (money == null || other.money == null) {
            return money == null ? this : other;
        }
        List<Line> all = new ArrayList<>(lines);
        other.lines.forEach(line -> add(all, line));
        return new Cost(
                money.plus(other.money),
                basis.compareTo(other.basis) >= 0 ? basis : other.basis,
                all,
                Objects.equals(priceVersion, other.priceVersion) ? priceVersion : null,
                reason != null ? reason : other.reason,
                computed == null || other.computed == null ? null : computed.plus(other.computed));
    }

    /** Quantities of the same price are one line. */
    private static void add(List<Line> lines, Line more) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.bucket() == more.bucket()
                    && line.per() == more.per()
                    && line.rate().compareTo(more.rate()) == 0) {
                long both = line.quantity() + more.quantity();
                lines.set(
                        i,
                        new Line(
                                line.bucket(),
                                both,
                                line.rate(),
                                line.per(),
                                line.amount().add(more.amount())));
                return;
            }
        }
        lines.add(more);
    }

    /** The same amount, but only estimated. */
    public Cost estimated() {
        return money == null ? this : new Cost(money, CostBasis.ESTIMATED, lines, priceVersion, reason, computed);
    }

    /** This bill with what our prices say beside it; as it is where they say nothing. */
    public Cost beside(Cost ours) {
        return ours.money == null ? this : new Cost(money, basis, lines, priceVersion, reason, ours);
    }

    /**
     * One bucket's share.
     *
     * @param bucket what was counted
     * @param quantity how many
     * @param rate the price of {@code per} units
     * @param per the number of units that {@code rate} buys, such as 1,000,000
     * @param amount exact, not rounded
     */
    public record Line(Bucket bucket, long quantity, BigDecimal rate, long per, BigDecimal amount) {}
}
