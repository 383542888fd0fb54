/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import io.github.camelllm.client.Attempt;
import java.util.Comparator;

/**
 * Who was asked, and where: what a row of the summary is about.
 *
 * @param route id of the route that asked
 */
public record Asked(String route, String provider, String model) implements Comparable<Asked> {

    private static final Comparator<Asked> ORDER =
            Comparator.comparing(Asked::route).thenComparing(Asked::provider).thenComparing(Asked::model);

    static Asked by(Attempt attempt) {
        return new Asked(attempt.context().getOrDefault("routeId", ""), attempt.provider(), attempt.requestModel());
    }

    @Override
    public int compareTo(Asked other) {
        return ORDER.compare(this, other);
    }
}
