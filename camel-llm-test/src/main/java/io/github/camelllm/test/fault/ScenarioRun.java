/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import io.github.camelllm.test.fault.Observation.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a system through scenarios, one call at a time. The server is reset before each; the system is not, so that a
 * breaker or a rest that outlives its scenario shows.
 */
public final class ScenarioRun implements AutoCloseable {

    private static final String PROMPT =
            "Tell me in exactly sixty words what happens at night in a small lighthouse by the sea.";

    private final FaultServer server;
    private final SystemUnderTest system;
    private final ExecutorService caller = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "scenario-caller");
        thread.setDaemon(true);
        return thread;
    });

    public ScenarioRun(FaultServer server, SystemUnderTest system) {
        this.server = server;
        this.system = system;
    }

    /** Takes the system through all scenarios in order. */
    public List<Score> all() {
        return Arrays.stream(Scenario.values()).map(this::score).toList();
    }

    /** Takes the system through one scenario. */
    public Score score(Scenario scenario) {
        return Score.of(observe(scenario));
    }

    /** Takes the system through one scenario and says what was seen. */
    public Observation observe(Scenario scenario) {
        FaultProfile profile = server.profile();
        server.reset();
        List<Call> calls = scenario == Scenario.S15 ? flapping(profile) : List.of(call(scenario, System.nanoTime()));
        List<WireAttempt> attempts = server.log();
        Outcome probe =
                bounded(new Ask(Fault.NONE.model(), List.of(), PROMPT, false, profile.seconds(10)), profile.seconds(1));
        return new Observation(profile, scenario, calls, attempts, probe);
    }

    @Override
    public void close() {
        caller.shutdownNow();
    }

    private List<Call> flapping(FaultProfile profile) {
        long begun = System.nanoTime();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < profile.flapping().calls(); i++) {
            long due = begun + i * profile.flapping().every().toNanos();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            calls.add(call(Scenario.S15, begun));
        }
        return calls;
    }

    private Call call(Scenario scenario, long begun) {
        Duration at = Duration.ofNanos(System.nanoTime() - begun);
        Duration limit = scenario.limit(server.profile());
        Ask ask = new Ask(scenario.model(), List.of(scenario.fallback()), PROMPT, true, limit);
        return new Call(at, bounded(ask, server.profile().seconds(1)));
    }

    /** The call, cut off some time after its limit. */
    private Outcome bounded(Ask ask, Duration grace) {
        long begun = System.nanoTime();
        CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(() -> system.call(ask), caller);
        try {
            return running.get(ask.limit().plus(grace).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Outcome.hang(Duration.ofNanos(System.nanoTime() - begun));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the system under test threw instead of telling an error", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
