/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The books: every attempt that may have reached a provider, and how much of each budget is reserved and spent. Thread-safe.
 * No method waits on the calling thread; a ledger whose store blocks has threads of its own.
 */
public interface Ledger extends AutoCloseable {

    /**
     * Puts all claims of a reservation aside, or none: the test against the limits and the reservation are one step, in the
     * store that all share. Fails when the store cannot be asked.
     */
    CompletionStage<Decision> reserve(Reservation reservation);

    /**
     * Books the end of an attempt: what was reserved for it is free, what it cost is spent, in the period of the
     * reservation. The second time for the same hold it does nothing. After the reservation has expired it books the
     * difference. Completes with the balances of the accounts whose budgets warn.
     */
    CompletionStage<List<Balance>> settle(Settlement settlement);

    /**
     * Books as spent what was reserved for attempts of which nobody has heard in time, such as those of a process that was
     * killed. Completes with how many there were.
     */
    CompletionStage<Integer> expire();

    /** How an account stands in the period of this moment. */
    CompletionStage<Balance> balance(Account account);

    /** What was used in a time, added up. */
    CompletionStage<List<UsageLine>> report(UsageQuery query);

    /** Waits until all that was handed in is booked, as far as the store lets it. */
    @Override
    void close();
}
