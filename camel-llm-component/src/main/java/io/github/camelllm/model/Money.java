/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An exact amount.
 *
 * @param amount not rounded
 * @param currency an ISO 4217 code, such as {@code USD}
 */
public record Money(BigDecimal amount, String currency) {

    public Money {
        Objects.requireNonNull(amount, "amount");
        if (!isCode(currency)) {
            throw new IllegalArgumentException("currency '" + currency + "' is not an ISO 4217 code, such as USD");
        }
    }

    private static boolean isCode(String currency) {
        for (int i = 0; i < currency.length(); i++) {
            if (currency.charAt(i) < 'A' || currency.charAt(i) > 'Z') {
                return false;
            }
        }
        return currency.length() == 3;
    }

    /** US dollars. */
    public static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException when the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
