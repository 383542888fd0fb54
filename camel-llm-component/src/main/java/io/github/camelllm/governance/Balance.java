/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * How an account stands: what is spent, reserved and free together are the limit.
 *
 * @param account whose
 * @param spent by calls that are over
 * @param reserved for calls in flight
 * @param resets when it is whole again; of a rolling window, when what was spent now is forgotten
 */
public record Balance(Account account, BigDecimal spent, BigDecimal reserved, Instant resets) {

    /** What can still be reserved; negative when calls cost more than was reserved for them. */
    public BigDecimal free() {
        return account.budget().limit().amount().subtract(spent).subtract(reserved);
    }

    /** How much of the limit is spent, in whole percents, rounded down; 100 of a limit of nothing. */
    public int percent() {
        BigDecimal limit = account.budget().limit().amount();
        return limit.signum() == 0
                ? 100
                : spent.movePointRight(2)
                        .divideToIntegralValue(limit)
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .intValue();
    }
}
