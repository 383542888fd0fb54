/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What tokens of a target cost, remembered for a minute, since each choice asks for it. Only to compare targets: what a call
 * cost is computed exactly, elsewhere. Thread-safe.
 */
final class Rates {

    private static final long FRESH = Duration.ofMinutes(1).toNanos();
    private static final long ANSWER = 1_000_000;

    /** Amounts in other currencies cannot be compared. */
    private static final String CURRENCY = "USD";

    private final Backend backend;
    private final Clockwork time;

    /** By the binary logarithm of the prompt's size: prices may have tiers. */
    private final @Nullable Rate[] known = new Rate[64];

    Rates(Backend backend, Clockwork time) {
        this.backend = backend;
        this.time = time;
    }

    private record Rate(double prompt, double perAnswerToken, long since) {}

    /** What so many tokens cost; NaN: unknown. */
    double expected(long promptTokens, int answerTokens) {
        long size = Math.max(1, promptTokens);
        int slot = 63 - Long.numberOfLeadingZeros(size);
        long now = time.nanos();
        Rate rate = known[slot];
        if (rate == null || now - rate.since > FRESH) {
            rate = read(1L << slot, now);
            known[slot] = rate;
        }
        return rate.prompt * size + rate.perAnswerToken * answerTokens;
    }

    private Rate read(long tokens, long now) {
        double prompt = amount(Usage.of(tokens, 0));
        double both = amount(Usage.of(tokens, ANSWER));
        return new Rate(prompt / tokens, (both - prompt) / ANSWER, now);
    }

    private double amount(Usage usage) {
        Money money = backend.price(usage).money();
        return money != null && money.currency().equals(CURRENCY)
                ? money.amount().doubleValue()
                : Double.NaN;
    }
}
