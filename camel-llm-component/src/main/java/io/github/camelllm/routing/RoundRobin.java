/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Begins one further with each call. */
final class RoundRobin implements Strategy {

    private final AtomicLong turns = new AtomicLong();

    @Override
    public String name() {
        return "roundRobin";
    }

    @Override
    public String explanation() {
        return "places from the one whose turn it is";
    }

    @Override
    public List<Scored> order(List<Candidate> candidates, RoutedRequest request) {
        int size = candidates.size();
        int first = (int) Math.floorMod(turns.getAndIncrement(), (long) size);
        List<Scored> order = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            order.add(new Scored(candidates.get((first + place) % size), place));
        }
        return order;
    }
}
