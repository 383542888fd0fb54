/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** Orders candidates by a number of each: the least first, unknown ones last, equal ones as they were. */
record Scoring(String name, String explanation, ToDoubleBiFunction<Candidate, RoutedRequest> score)
        implements Strategy {

    @Override
    public List<Scored> order(List<Candidate> candidates, RoutedRequest request) {
        List<Scored> scored = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            scored.add(new Scored(candidate, score.applyAsDouble(candidate, request)));
        }
        scored.sort((a, b) -> Double.compare(a.score(), b.score()));
        return scored;
    }
}
