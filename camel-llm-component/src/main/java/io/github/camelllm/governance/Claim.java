/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a call asks of an account.
 *
 * @param account whose money it is
 * @param amount the most it may use, from 0; 0 asks for nothing but that something is left
 */
public record Claim(Account account, BigDecimal amount) {

    public Claim {
        Objects.requireNonNull(account, "account");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a claim is negative: " + amount);
        }
    }

    /** Whether an account with so much left can meet it. A soft budget always does. */
    boolean fits(BigDecimal free) {
        return account.budget().rules().mode() == Budget.Mode.SOFT
                || (amount.signum() == 0 ? free.signum() > 0 : free.compareTo(amount) >= 0);
    }
}
