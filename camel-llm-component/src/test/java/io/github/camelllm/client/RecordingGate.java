/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Writes down what it is asked and how each permit comes back; a permit that comes back twice is a fault. */
final class RecordingGate implements CallGate {

    final List<Planned> asked = new CopyOnWriteArrayList<>();
    final List<Attempt> over = new CopyOnWriteArrayList<>();
    final AtomicInteger unsent = new AtomicInteger();
    final AtomicInteger given = new AtomicInteger();
    final List<String> faults = new CopyOnWriteArrayList<>();
    private final Function<Permit, CompletionStage<Permit>> answer;

    RecordingGate(Function<Permit, CompletionStage<Permit>> answer) {
        this.answer = answer;
    }

    /** Lets all in at once. */
    static RecordingGate open() {
        return new RecordingGate(CompletableFuture::completedFuture);
    }

    @Override
    public CompletionStage<Permit> enter(Planned planned) {
        asked.add(planned);
        given.incrementAndGet();
        return answer.apply(new Once());
    }

    int returned() {
        return over.size() + unsent.get();
    }

    private final class Once implements Permit {
        private final AtomicInteger back = new AtomicInteger();

        @Override
        public void over(Attempt attempt) {
            comesBack();
            over.add(attempt);
        }

        @Override
        public void unsent() {
            comesBack();
            unsent.incrementAndGet();
        }

        @Override
        public List<String> warnings() {
            return List.of("warning " + given.get());
        }

        private void comesBack() {
            if (back.getAndIncrement() > 0) {
                faults.add("a permit came back twice");
            }
        }
    }
}
