/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Attempt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger. Lines are added and never changed.
 *
 * @param kind what happened
 * @param at when, by the clock of the ledger
 * @param reservation the id of the attempt
 * @param provider the profile's id
 * @param model that was asked
 * @param operation such as {@code chat}
 * @param context what the caller knew of the call: exchangeId, routeId, nodeId, tenant, team, user, tags, idempotencyKey
 * @param attempt what became of it, with its usage and cost; null: it is not over, or nobody has heard of its end
 * @param charges what it means for each account: reserved, or spent
 */
public record LedgerEntry(
        Kind kind,
        Instant at,
        String reservation,
        String provider,
        String model,
        String operation,
        Map<String, String> context,
        @Nullable Attempt attempt,
        List<Charge> charges) {

    /** What happened. */
    public enum Kind {
        /** Put aside before the call. */
        RESERVE,
        /** The attempt is over, and what it cost is spent. */
        SETTLE,
        /** The attempt is over, or was never sent, and cost nothing. */
        RELEASE,
        /** Nobody has settled it in time: what was reserved counts as spent. */
        EXPIRE,
        /** What was booked before was wrong by so much: the end of an expired attempt was heard of after all. */
        ADJUST
    }

    public LedgerEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(reservation, "reservation");
        charges = List.copyOf(charges);
    }

    /**
     * An amount on an account.
     *
     * @param account its key
     * @param amount in the unit of its budget; of an adjustment also negative
     */
    public record Charge(String account, BigDecimal amount) {}
}
