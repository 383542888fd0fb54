/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.time.Duration;

/**
 * Lets a target be asked again only as often as it can bear: each repetition takes a token, each success gives a tenth of
 * one back, and a second gives one. A provider that fails for everybody is not stormed. Confined to the lock of its owner.
 */
final class RetryBudget {

    static final double MOST = 20;
    private static final double PER_SUCCESS = 0.1;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private double tokens = MOST;
    private long filled;

    RetryBudget(long now) {
        this.filled = now;
    }

    /** Whether the target may be asked again. */
    boolean take(long now) {
        fill((now - filled) / SECOND);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    void succeeded() {
        fill(PER_SUCCESS);
    }

    private void fill(double more) {
        tokens = Math.min(MOST, tokens + more);
    }
}
