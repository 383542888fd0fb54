/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import org.jspecify.annotations.Nullable;

/** A target that can be chosen, with how it has been lately. Thread-safe. */
public final class Candidate {

    private final int index;
    private final RouterTarget target;
    private final Health health;
    private final Rates rates;

    Candidate(int index, RouterTarget target, Health health, Clockwork time) {
        this.index = index;
        this.target = target;
        this.health = health;
        this.rates = new Rates(target.backend(), time);
    }

    /** Its place in the router's list, from 0. */
    public int index() {
        return index;
    }

    /** The target. */
    public RouterTarget target() {
        return target;
    }

    /** Its health, which it shares with other routers. */
    public Health health() {
        return health;
    }

    /** Calls that have begun and are not over, of all routers. */
    public int inFlight() {
        return health.inFlight();
    }

    /** About what the request will cost, in the currency of its prices; NaN: unknown. */
    double expectedCost(RoutedRequest request) {
        return rates.expected(request.usualTokens(), request.answerTokens());
    }

    /** How many seconds the answer will take, as lately; NaN: never measured. */
    double expectedSeconds(RoutedRequest request) {
        return health.speed().seconds(request.answerTokens());
    }

    /** What the user says of its answers; NaN: nothing. */
    double quality() {
        return target.traits().quality() == null
                ? Double.NaN
                : target.traits().quality().doubleValue();
    }

    /** Why it is left alone now; null: it is not. */
    Health.@Nullable Rest rest() {
        return health.rest();
    }
}
