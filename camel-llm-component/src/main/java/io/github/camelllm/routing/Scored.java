/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.Objects;

/**
 * A candidate in the order of a strategy.
 *
 * @param candidate who
 * @param score what the strategy looked at; NaN: unknown for this candidate
 */
public record Scored(Candidate candidate, double score) {

    public Scored {
        Objects.requireNonNull(candidate, "candidate");
    }
}
