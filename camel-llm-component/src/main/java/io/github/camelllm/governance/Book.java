/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;

/** The counters of one account in memory. Guarded by its own monitor; which holds for the slices, too. */
final class Book {

    private final ArrayDeque<Slice> slices = new ArrayDeque<>(1);
    private boolean closed;

    /** One period's, or one step's, part. */
    static final class Slice {
        private final Window.Period period;
        private BigDecimal spent = BigDecimal.ZERO;
        private BigDecimal reserved = BigDecimal.ZERO;

        private Slice(Window.Period period) {
            this.period = period;
        }

        Instant start() {
            return period.start();
        }

        void reserve(BigDecimal amount) {
            reserved = reserved.add(amount);
        }

        /** What was reserved is free, what was spent is spent. */
        void settle(BigDecimal amount, BigDecimal cost) {
            reserved = reserved.subtract(amount);
            spent = spent.add(cost);
        }
    }

    /** Whether it was taken out of the books; then there may be another one. */
    boolean closed() {
        return closed;
    }

    /** The slice of the moment; what does not count any more is forgotten. A clock that goes back finds the last one. */
    Slice turn(Window window, Instant now) {
        Slice last = slices.peekLast();
        if (last == null || !now.isBefore(last.period.end())) {
            last = new Slice(window.at(now));
            slices.add(last);
            forget(window, now);
        }
        return last;
    }

    private void forget(Window window, Instant now) {
        Instant since = window.since(now);
        while (slices.peekFirst() != null && slices.peekFirst().start().isBefore(since)) {
            slices.removeFirst();
        }
    }

    /** How the account stands; after {@link #turn}. */
    Balance balance(Account account) {
        BigDecimal spent = BigDecimal.ZERO;
        BigDecimal reserved = BigDecimal.ZERO;
        for (Slice slice : slices) {
            spent = spent.add(slice.spent);
            reserved = reserved.add(slice.reserved);
        }
        return new Balance(account, spent, reserved, account.budget().window().resets(slices.getLast().period));
    }

    /** Closes it when all that it counts is forgotten. */
    boolean closeIfForgotten(Window window, Instant now) {
        forget(window, now);
        closed = slices.isEmpty();
        return closed;
    }
}
