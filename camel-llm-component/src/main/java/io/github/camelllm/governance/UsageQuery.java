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
 * A question to the books.
 *
 * @param from inclusive
 * @param to exclusive
 * @param by what the lines are added up by, in that order; empty: all in one line
 */
public record UsageQuery(Instant from, Instant to, List<Dimension> by) {

    public UsageQuery {
        by = List.copyOf(by);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a report ends before it begins: " + from + " to " + to);
        }
    }
}
