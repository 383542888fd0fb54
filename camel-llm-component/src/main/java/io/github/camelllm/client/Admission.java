/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at the gate: asks, sends when it is let in, and gives the permit back exactly once, whoever comes first.
 * Thread-safe.
 */
final class Admission {

    private final CallGate gate;
    private CallGate.@Nullable Permit held;
    private boolean settled;
    private List<String> warnings = List.of();

    Admission(CallGate gate) {
        this.gate = gate;
    }

    /**
     * Asks.
     *
     * @param send sends the request; on the caller's thread when the gate answers at once
     * @param late runs before, when the gate has kept the request waiting
     * @param refused hears why nothing was sent
     */
    void ask(Planned planned, Runnable send, Runnable late, Consumer<Throwable> refused) {
        CompletionStage<CallGate.Permit> answer;
        try {
            answer = gate.enter(planned);
            if (answer instanceof CompletableFuture<CallGate.Permit> known
                    && known.isDone()
                    && !known.isCompletedExceptionally()) {
                letIn(known.join(), send, refused);
                return;
            }
        } catch (RuntimeException | Error e) {
            refused.accept(e);
            return;
        }
        boolean waits = !(answer instanceof CompletableFuture<?> known && known.isDone());
        answer.whenComplete((permit, problem) -> {
            if (problem != null) {
                refused.accept(cause(problem));
                return;
            }
            if (waits) {
                late.run();
            }
            letIn(permit, send, refused);
        });
    }

    private void letIn(CallGate.@Nullable Permit permit, Runnable send, Consumer<Throwable> refused) {
        if (permit == null) {
            refused.accept(new NullPointerException("the gate gave no permit"));
            return;
        }
        if (!admitted(permit)) {
            Gates.quietly(permit::unsent);
            return;
        }
        try {
            say(permit.warnings());
            send.run();
        } catch (RuntimeException | Error e) {
            unsent();
            refused.accept(e);
        }
    }

    /** Not when the caller gave up meanwhile. */
    private synchronized boolean admitted(CallGate.Permit permit) {
        if (settled) {
            return false;
        }
        held = permit;
        return true;
    }

    private synchronized void say(List<String> words) {
        warnings = List.copyOf(words);
    }

    /** What the gate wants the caller to know; empty before it has let the request in. */
    synchronized List<String> warnings() {
        return warnings;
    }

    /** The headers of the answer came. */
    void told(List<ProviderQuota> left) {
        CallGate.Permit permit;
        synchronized (this) {
            permit = held;
        }
        if (permit != null && !left.isEmpty()) {
            Gates.quietly(() -> permit.told(left));
        }
    }

    /** The attempt was sent, and is over. */
    void over(Attempt attempt) {
        CallGate.Permit permit = settle();
        if (permit != null) {
            Gates.quietly(() -> permit.over(attempt));
        }
    }

    /** Nothing was sent, and nothing will be. */
    void unsent() {
        CallGate.Permit permit = settle();
        if (permit != null) {
            Gates.quietly(permit::unsent);
        }
    }

    private synchronized CallGate.@Nullable Permit settle() {
        CallGate.Permit permit = settled ? null : held;
        settled = true;
        held = null;
        return permit;
    }

    private static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
