/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A worker for each contender, measured in turns, so that what disturbs the machine disturbs all of them. */
final class Workers implements AutoCloseable {

    /** Takes what was measured of one contender. */
    @FunctionalInterface
    interface Notes {
        void take(Contender contender, Measured measured);
    }

    private final Map<Contender, Child> workers = new EnumMap<>(Contender.class);

    Workers(String baseUrl, int connections) throws IOException {
        for (Contender contender : Contender.values()) {
            workers.put(contender, Child.worker(contender, baseUrl, connections));
        }
    }

    /** Lets each do an order once; every other round goes backwards. */
    void rounds(int count, Order order, Notes notes) throws IOException {
        List<Contender> turns = new ArrayList<>(workers.keySet());
        for (int round = 0; round < count; round++) {
            for (Contender contender : turns) {
                notes.take(contender, workers.get(contender).measure(order));
            }
            Collections.reverse(turns);
        }
    }

    @Override
    public void close() throws IOException {
        for (Child worker : workers.values()) {
            worker.close();
        }
    }
}
