/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What is seen from outside when a system goes through a scenario.
 *
 * @param profile of the server
 * @param scenario gone through
 * @param calls what the caller got, and when it asked since the reset; one, but for the flapping model
 * @param attempts what the server got
 * @param probe a call for a healthy model right afterwards
 */
public record Observation(
        FaultProfile profile, Scenario scenario, List<Call> calls, List<WireAttempt> attempts, Outcome probe) {

    /**
     * One call of the caller.
     *
     * @param at since the reset
     * @param outcome what came of it
     */
    public record Call(Duration at, Outcome outcome) {}

    public Observation {
        calls = List.copyOf(calls);
        attempts = List.copyOf(attempts);
    }

    /** The outcome of the first call. */
    public Outcome outcome() {
        return calls.get(0).outcome();
    }

    /** The attempts at the scenario's model. */
    public List<WireAttempt> primary() {
        return attemptsAt(scenario.model());
    }

    /** The attempts at the scenario's fallback. */
    public List<WireAttempt> fallback() {
        return attemptsAt(scenario.fallback());
    }

    /** Whether every call got the whole answer. */
    public boolean rescued() {
        return calls.stream().allMatch(call -> call.outcome().complete());
    }

    /** Attempts at the primary within so many seconds (of the full profile) after the first of them. */
    long primaryWithin(Duration time) {
        return primary().stream()
                .filter(attempt -> attempt.at().minus(primary().get(0).at()).compareTo(time) <= 0)
                .count();
    }

    /** Whether there are two attempts at the primary, and the second waited for so long. */
    boolean secondWaited(Duration time) {
        return primary().size() > 1
                && primary().get(1).at().minus(primary().get(0).at()).compareTo(time) >= 0;
    }

    /** Whether each attempt at the primary has a smaller prompt than the one before. */
    boolean primaryPromptsShrink() {
        List<WireAttempt> all = primary();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).promptTokens() >= all.get(i - 1).promptTokens()) {
                return false;
            }
        }
        return true;
    }

    boolean prefillRefused() {
        return fallback().stream().anyMatch(attempt -> attempt.prefilled() && attempt.status() == 400);
    }

    /** Whether the caller was told the model of the fallback, where that was asked at all. */
    boolean namesTheFallback() {
        String told = outcome().model();
        return fallback().isEmpty()
                || told != null
                        && Fault.lastPart(told).contains(scenario.fallback().toLowerCase(Locale.ROOT));
    }

    boolean within(double seconds) {
        return outcome().elapsed().compareTo(profile.seconds(seconds)) <= 0;
    }

    /** Whether no call that was made while the primary was down went unanswered. */
    boolean servedDuringOutage() {
        return calls.stream()
                .filter(call -> call.at().compareTo(profile.outage()) < 0)
                .allMatch(call -> call.outcome().complete());
    }

    /** Whether the primary answered again, and not later than so many seconds after it recovered. */
    boolean backWithin(double seconds) {
        Duration end = profile.outage().plus(profile.seconds(seconds));
        return primary().stream()
                .anyMatch(attempt -> attempt.status() == 200 && attempt.at().compareTo(end) <= 0);
    }

    boolean sparesThePrimary() {
        long sent = calls.stream()
                .filter(call -> call.at().compareTo(profile.outage()) < 0)
                .count();
        return primary().stream()
                        .filter(attempt -> attempt.at().compareTo(profile.outage()) < 0)
                        .count()
                <= sent;
    }

    private List<WireAttempt> attemptsAt(String model) {
        String name = Fault.lastPart(model);
        return attempts.stream()
                .filter(attempt -> Fault.lastPart(attempt.model()).equals(name))
                .toList();
    }
}
