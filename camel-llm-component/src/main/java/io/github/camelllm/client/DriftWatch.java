/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Consumer;

/** Compares the bills that providers state with our prices, and tells where they drift apart. Thread-safe. */
public final class DriftWatch implements CallListener {

    private final Threshold threshold;
    private final Consumer<PriceDrift> listener;

    /**
     * @param threshold what is let pass
     * @param listener hears of what is beyond it, on the thread that ends the call: must not block
     */
    public DriftWatch(Threshold threshold, Consumer<PriceDrift> listener) {
        this.threshold = Objects.requireNonNull(threshold, "threshold");
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    @Override
    public void attempted(Attempt attempt) {
        PriceDrift.of(attempt).filter(threshold::exceeded).ifPresent(listener);
    }

    /**
     * How far a bill may be from our prices. Bills are rounded, so that of a small amount the share alone says nothing:
     * a drift is beyond both.
     *
     * @param share of the greater amount, from 0 to 1, such as 0.01
     * @param amount in the currency of the bill, from 0 upwards
     */
    public record Threshold(BigDecimal share, BigDecimal amount) {

        /** One per cent, and more than 0.00005: what rounding to five decimals does to a bill of several lines. */
        public static final Threshold STANDARD = new Threshold(new BigDecimal("0.01"), new BigDecimal("0.00005"));

        public Threshold {
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("the share of a drift is from 0 to 1, not " + share);
            }
            if (amount.signum() < 0) {
                throw new IllegalArgumentException("the amount of a drift is not negative: " + amount);
            }
        }

        /** Whether the drift is beyond it. */
        public boolean exceeded(PriceDrift drift) {
            BigDecimal difference = drift.difference().abs();
            BigDecimal greater = drift.billed().amount().max(drift.computed().amount());
            return difference.compareTo(amount) > 0 && difference.compareTo(greater.multiply(share)) > 0;
        }
    }
}
