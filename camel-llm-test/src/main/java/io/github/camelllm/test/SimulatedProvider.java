/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One provider of a {@link ProviderSimulator}. A call that the provider accepts takes the next reply of the queue; when
 * the queue is empty, the script answers; without a script the usual answer does. Thread-safe.
 */
public final class SimulatedProvider {

    private final ProviderSimulator simulator;
    private final SimulatedWire wire;
    private final Deque<Reply> queue = new ConcurrentLinkedDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable Script script;
    private volatile Supplier<Set<String>> keys = Set::of;
    private volatile Set<String> models = Set.of();
    private volatile boolean lenient;

    SimulatedProvider(ProviderSimulator simulator, SimulatedWire wire) {
        this.simulator = simulator;
        this.wire = wire;
    }

    public String id() {
        return wire.id();
    }

    /** The base URL to give to a client in place of the provider's own, without a slash at the end. */
    public String baseUrl() {
        return simulator.url() + "/" + wire.id() + wire.basePath();
    }

    /** Adds replies for the next calls, first in, first out. */
    public SimulatedProvider enqueue(Reply... replies) {
        queue.addAll(List.of(replies));
        return this;
    }

    /** Answers every call for which nothing is queued. */
    public SimulatedProvider respond(Script answers) {
        script = answers;
        return this;
    }

    /** Answers every call for which nothing is queued with the same reply. */
    public SimulatedProvider always(Reply reply) {
        return respond(request -> reply);
    }

    /** Accepts these keys only; without this any key is right, but there must be one where the provider wants one. */
    public SimulatedProvider acceptKeys(String... accepted) {
        Set<String> all = Set.of(accepted);
        keys = () -> all;
        return this;
    }

    /** Accepts the tokens only that the authority gave, that have not expired and that it has not taken back. */
    public SimulatedProvider acceptTokensOf(TokenAuthority authority) {
        keys = () -> {
            Set<String> tokens = authority.tokens();
            return tokens.isEmpty() ? Set.of("no token is good at this moment") : tokens;
        };
        return this;
    }

    /** Serves these models only. */
    public SimulatedProvider serveModels(String... served) {
        models = Set.of(served);
        return this;
    }

    /** Refuses nothing by itself: not even a bad key. */
    public SimulatedProvider lenient() {
        lenient = true;
        return this;
    }

    /** Forgets queue, script, keys, models and call numbers. */
    public SimulatedProvider reset() {
        queue.clear();
        calls.set(0);
        script = null;
        keys = Set::of;
        models = Set.of();
        lenient = false;
        return this;
    }

    /** Replies that no call has taken yet. */
    public int queued() {
        return queue.size();
    }

    /** The requests to this provider, oldest first. */
    public List<RecordedRequest> requests() {
        return simulator.requests().stream()
                .filter(request -> request.provider().equals(id()))
                .toList();
    }

    /** The errors that the provider documents, and that {@link Reply#error} can ask for. */
    public Set<ErrorCase> errors() {
        return wire.errors();
    }

    SimulatedWire wire() {
        return wire;
    }

    int nextNumber() {
        return calls.incrementAndGet();
    }

    boolean isLenient() {
        return lenient;
    }

    Set<String> keys() {
        return keys.get();
    }

    Set<String> models() {
        return models;
    }

    Reply nextReply(WireCall call) {
        Reply queued = queue.poll();
        Script answers = script;
        if (queued != null) {
            return queued;
        }
        return answers == null ? wire.usualReply(call) : answers.reply(call.request());
    }
}
