/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.util.Objects;

/**
 * Somebody's part of a budget.
 *
 * @param budget which one
 * @param holder whose, such as {@code tenant=acme}; empty: all
 */
public record Account(Budget budget, String holder) implements Comparable<Account> {

    public Account {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(holder, "holder");
    }

    /** Its name in the books. */
    public String key() {
        return holder.isEmpty() ? budget.name() : budget.name() + "/" + holder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Account account
                && account.holder.equals(holder)
                && account.budget.name().equals(budget.name());
    }

    @Override
    public int hashCode() {
        return budget.name().hashCode() * 31 + holder.hashCode();
    }

    @Override
    public int compareTo(Account other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return holder.isEmpty() ? "'" + budget.name() + "'" : "'" + budget.name() + "' of " + holder;
    }
}
