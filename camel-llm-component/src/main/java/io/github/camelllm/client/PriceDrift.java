/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Money;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider's bill that is not what our prices say: one of the two is wrong, or the prices have grown old.
 *
 * @param attempt that was billed
 * @param billed by the provider
 * @param computed from the usage and our prices, in the same currency
 * @param priceVersion of our prices: provider, model and day
 */
public record PriceDrift(Attempt attempt, Money billed, Money computed, String priceVersion) {

    public PriceDrift {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(billed, "billed");
        Objects.requireNonNull(computed, "computed");
        Objects.requireNonNull(priceVersion, "priceVersion");
    }

    /** How far the bill of an attempt is from our prices; empty where only one of both is known, or they cannot be compared. */
    public static Optional<PriceDrift> of(Attempt attempt) {
        Cost bill = attempt.cost();
        Cost ours = bill.computed();
        if (bill.basis() != CostBasis.REPORTED || bill.money() == null || ours == null) {
            return Optional.empty();
        }
        Money computed = Objects.requireNonNull(ours.money());
        return computed.currency().equals(bill.money().currency()) && ours.priceVersion() != null
                ? Optional.of(new PriceDrift(attempt, bill.money(), computed, ours.priceVersion()))
                : Optional.empty();
    }

    /** What was billed beyond our prices; negative when less was. */
    public BigDecimal difference() {
        return billed.amount().subtract(computed.amount());
    }

    /** Says who, which model, both amounts and which prices. */
    @Override
    public String toString() {
        String model = attempt.model() == null ? attempt.requestModel() : attempt.model();
        return attempt.provider() + " billed " + billed + " for " + model + ", our prices " + priceVersion + " say "
                + computed;
    }
}
