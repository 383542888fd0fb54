/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several gates, one after the other: all let a request in, or the permits of the first ones come back unsent. */
final class Gates implements CallGate {

    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

    private final List<CallGate> gates;

    private Gates(List<CallGate> gates) {
        this.gates = gates;
    }

    /** As one; null: there is none. */
    static @Nullable CallGate of(List<CallGate> gates) {
        return gates.isEmpty() ? null : gates.size() == 1 ? gates.get(0) : new Gates(List.copyOf(gates));
    }

    @Override
    public CompletionStage<Permit> enter(Planned planned) {
        return enter(planned, new ArrayList<>(gates.size()));
    }

    private CompletionStage<Permit> enter(Planned planned, List<Permit> held) {
        if (held.size() == gates.size()) {
            return CompletableFuture.completedFuture(new All(List.copyOf(held)));
        }
        CompletionStage<Permit> answer;
        try {
            answer = Objects.requireNonNull(gates.get(held.size()).enter(planned), "a gate gave no answer");
        } catch (RuntimeException | Error e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.handle((permit, problem) -> {
                    if (problem == null && permit != null) {
                        held.add(permit);
                        return enter(planned, held);
                    }
                    new All(List.copyOf(held)).unsent();
                    return CompletableFuture.<Permit>failedFuture(
                            problem != null ? problem : new NullPointerException("a gate gave no permit"));
                })
                .thenCompose(next -> next);
    }

    /** Comes back in the opposite order; one that fails keeps none of the others. */
    private record All(List<Permit> permits) implements Permit {

        @Override
        public void over(Attempt attempt) {
            backwards().forEach(permit -> quietly(() -> permit.over(attempt)));
        }

        @Override
        public void unsent() {
            backwards().forEach(permit -> quietly(permit::unsent));
        }

        @Override
        public void told(List<ProviderQuota> left) {
            permits.forEach(permit -> quietly(() -> permit.told(left)));
        }

        @Override
        public List<String> warnings() {
            return permits.stream()
                    .flatMap(permit -> permit.warnings().stream())
                    .toList();
        }

        private List<Permit> backwards() {
            List<Permit> order = new ArrayList<>(permits);
            Collections.reverse(order);
            return order;
        }
    }

    /** The end of a call must not depend on a gate that fails to hear of it. */
    static void quietly(Runnable settling) {
        try {
            settling.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A gate failed to take its permit back", e);
        }
    }
}
