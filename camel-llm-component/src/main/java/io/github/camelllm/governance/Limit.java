/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much: money, or tokens.
 *
 * @param amount from 0
 * @param currency ISO 4217; null: tokens
 */
public record Limit(BigDecimal amount, @Nullable String currency) {

    public Limit {
        Objects.requireNonNull(amount, "amount");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a budget is negative: " + amount.toPlainString());
        }
    }

    /** US dollars. */
    public static Limit usd(String amount) {
        return new Limit(new BigDecimal(amount), "USD");
    }

    /** Tokens of prompts and answers. */
    public static Limit tokens(long count) {
        return new Limit(BigDecimal.valueOf(count), null);
    }

    /** Another amount in the same unit, to be read. */
    String words(BigDecimal other) {
        return other.toPlainString() + " " + (currency == null ? "tokens" : currency);
    }

    @Override
    public String toString() {
        return words(amount);
    }
}
