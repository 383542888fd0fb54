/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.LlmException;
import org.jspecify.annotations.Nullable;

/** The right to ask a target once. Exactly one of the endings must be told; later ones have no effect. Thread-safe. */
public final class Permit {

    private final Health health;
    private final HealthRules rules;
    private final boolean trial;
    private boolean over;

    Permit(Health health, HealthRules rules, boolean trial) {
        this.health = health;
        this.rules = rules;
        this.trial = trial;
    }

    /** Whether it is the one call that finds out whether a target that has failed is well again. */
    public boolean trial() {
        return trial;
    }

    /**
     * The target answered.
     *
     * @param attempt how fast; null: nobody knows
     */
    public void succeeded(@Nullable Attempt attempt) {
        if (first()) {
            health.succeeded(attempt, trial);
        }
    }

    /** The attempt failed. */
    public void failed(LlmException why) {
        if (first()) {
            health.failed(why, trial, rules);
        }
    }

    /** Nothing was found out: the caller gave up, or nothing was sent. */
    public void released() {
        if (first()) {
            health.released(trial);
        }
    }

    private synchronized boolean first() {
        boolean first = !over;
        over = true;
        return first;
    }
}
