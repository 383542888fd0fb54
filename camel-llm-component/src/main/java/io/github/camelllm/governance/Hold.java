/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.time.Instant;
import java.util.List;

/**
 * A reservation that was granted.
 *
 * @param reservation what was asked
 * @param parts where each claim is booked
 */
public record Hold(Reservation reservation, List<Part> parts) {

    public Hold {
        parts = List.copyOf(parts);
    }

    /**
     * Where a claim is booked.
     *
     * @param claim which one
     * @param period the start of its period
     * @param shard which of the account's counters
     */
    public record Part(Claim claim, Instant period, int shard) {}
}
