/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.util.List;

/** What a ledger says to a reservation. */
public sealed interface Decision {

    /**
     * All claims are met.
     *
     * @param hold to be settled
     * @param balances of the accounts whose budgets warn, with this reservation
     */
    record Granted(Hold hold, List<Balance> balances) implements Decision {
        public Granted {
            balances = List.copyOf(balances);
        }
    }

    /**
     * One claim cannot be met, and nothing was reserved.
     *
     * @param claim the first one
     * @param balance of its account
     */
    record Refused(Claim claim, Balance balance) implements Decision {}
}
