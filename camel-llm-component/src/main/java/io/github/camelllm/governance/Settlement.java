/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Attempt;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt for the books.
 *
 * @param hold what was reserved for it
 * @param attempt what became of it; null: it was never sent
 * @param spent what each part of the hold is charged with, in their order
 */
public record Settlement(Hold hold, @Nullable Attempt attempt, List<BigDecimal> spent) {

    public Settlement {
        spent = List.copyOf(spent);
        if (spent.size() != hold.parts().size()) {
            throw new IllegalArgumentException("a settlement charges " + spent.size() + " parts of a hold of "
                    + hold.parts().size());
        }
    }

    /** Whether nothing is spent, and nothing may have been. */
    boolean free() {
        return attempt == null
                || !attempt.succeeded()
                        && attempt.cost()
                                .amount()
                                .filter(amount -> amount.signum() == 0)
                                .isPresent();
    }

    LedgerEntry.Kind kind() {
        return free() ? LedgerEntry.Kind.RELEASE : LedgerEntry.Kind.SETTLE;
    }
}
