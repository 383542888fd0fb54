/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import io.github.camelllm.test.fault.Observation.Call;
import io.github.camelllm.test.fault.WireAttempt.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An observation, told in seconds of the full profile; all is well until something else is said. */
final class Story {

    private static final Outcome ALIVE = answer(FaultServer.ANSWER, 1);

    private final Scenario scenario;
    private final List<WireAttempt> attempts = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private Outcome probe = ALIVE;

    private Story(Scenario scenario) {
        this.scenario = scenario;
    }

    static Story of(Scenario scenario) {
        return new Story(scenario);
    }

    static Outcome answer(String text, double seconds) {
        return Outcome.answer(text, "x/fb-ok", 21L, 60L, duration(seconds));
    }

    static Outcome answerOf(@Nullable String model, @Nullable Long tokens) {
        return Outcome.answer(FaultServer.ANSWER, model, tokens, tokens, duration(1));
    }

    Story primary(double... at) {
        for (double each : at) {
            attempt(scenario.model(), each, 21, false, 503);
        }
        return this;
    }

    Story primaryPrompts(int... tokens) {
        for (int each : tokens) {
            attempt(scenario.model(), attempts.size(), each, false, 400);
        }
        return this;
    }

    Story primaryBackAt(double at) {
        attempt(scenario.model(), at, 21, false, 200);
        return this;
    }

    Story fallback() {
        attempt(scenario.fallback(), 5, 21, false, 200);
        return this;
    }

    Story refusedPrefill() {
        attempt(scenario.fallback(), 5, 61, true, 400);
        return this;
    }

    Story dead() {
        probe = Outcome.error(null, null, "dead", duration(1));
        return this;
    }

    Story call(double at, Outcome outcome) {
        calls.add(new Call(duration(at), outcome));
        return this;
    }

    Verdict answeredIn(double seconds) {
        return ends(answer(FaultServer.ANSWER, seconds));
    }

    Verdict fails() {
        return ends(Outcome.error(400, "some_code", "some words", duration(1)));
    }

    Verdict ends(Outcome outcome) {
        return call(0, outcome).verdict();
    }

    Verdict verdict() {
        return scenario.verdict(new Observation(FaultProfile.FULL, scenario, calls, attempts, probe));
    }

    private void attempt(String model, double at, int tokens, boolean prefilled, int status) {
        attempts.add(new WireAttempt(
                duration(at),
                model,
                Fault.of(model).orElse(null),
                attempts.size() + 1,
                true,
                tokens,
                prefilled,
                null,
                true,
                1,
                status,
                Ending.WHOLE,
                duration(at)));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
