/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import io.github.camelllm.test.fault.Check.Grade;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Sixteen ways in which a provider fails, each with the rules that a good caller keeps. After the public benchmark Failover
 * Bench (methodology 0.1, read 2026-11): our own re-creation of its scenarios, not its harness, and no result of it.
 */
public enum Scenario {
    S01(
            "429 with Retry-After",
            20,
            advisory("asks the primary again", o -> o.primary().size() >= 2),
            advisory(
                    "waits for as long as it was told",
                    o -> o.secondWaited(part(o.profile().retryAfter(), 0.9))),
            required("does not hammer", o -> o.primaryWithin(part(o.profile().retryAfter(), 0.75)) <= 2)),
    S02(
            "429 without a hint, for good",
            40,
            required("backs off", o -> o.primaryWithin(o.profile().seconds(3)) <= 4),
            required("gives up on the primary", o -> o.primary().size() <= 6)),
    S03("500 once", 20, advisory("asks the primary again", o -> o.primary().size() >= 2)),
    S04("503 for good", 40, required("gives up on the primary", o -> o.primary().size() <= 6)),
    S05("connection reset", 20),
    S06(
            "no response at all",
            130,
            required("does not wait for ever", o -> o.within(100)),
            advisory("asks the silent primary once", o -> o.primary().size() <= 1)),
    S07("slow first token", 60, advisory("does not wait for it", o -> o.within(15))),
    S08("stream cut in the middle", 40),
    S09(
            "stream stalls",
            70,
            required("does not wait for long", o -> o.within(45)),
            required("is alive afterwards", o -> o.probe().complete())),
    S10(
            "malformed event",
            30,
            required("is alive afterwards", o -> o.probe().complete()),
            advisory("answers", o -> o.outcome().complete())),
    S11(
            "no [DONE]",
            30,
            required("does not wait for it", o -> o.within(8)),
            advisory("passes the usage on", o -> o.outcome().counted())),
    S12(
            "context length exceeded",
            20,
            required("does not send the same again", Observation::primaryPromptsShrink),
            required("asks the primary twice at most", o -> o.primary().size() <= 2)),
    S13(
            "content filter",
            20,
            required("asks the primary once", o -> o.primary().size() == 1),
            informational("leaves the fallback alone", o -> o.fallback().isEmpty())),
    S14(
            "fallback refuses a partial answer",
            Fault.NONE_WITHOUT_PREFILL.model(),
            40,
            required("no refused partial answer surfaces", o -> o.outcome().answered() || !o.prefillRefused())),
    S15(
            "primary flaps",
            30,
            required("answers each call of the outage", Observation::servedDuringOutage),
            required("comes back to the primary", o -> o.backWithin(30)),
            informational("spares the primary", Observation::sparesThePrimary)),
    S16(
            "accounting after failover",
            40,
            required("names the model that answered", Observation::namesTheFallback),
            advisory("passes the usage on", o -> o.outcome().counted()),
            required("gives up on the primary", o -> o.primary().size() <= 6));

    private static final List<String> MODELS = List.of(
            "fb-s01-429-retry-after",
            "fb-s02-429-persistent",
            "fb-s03-500-then-200",
            "fb-s04-503-persistent",
            "fb-s05-reset",
            "fb-s06-no-response",
            "fb-s07-slow-ttft",
            "fb-s08-stream-cut",
            "fb-s09-stream-stall",
            "fb-s10-malformed-chunk",
            "fb-s11-no-done",
            "fb-s12-context-length",
            "fb-s13-content-filter",
            "fb-s14-stream-cut",
            "fb-s15-flap",
            "fb-s16-503-persistent");

    private final String title;
    private final String fallback;
    private final double budget;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Rule> rules;

    /** A rule and how much it counts. */
    private record Rule(Grade grade, String words, Predicate<Observation> kept) {}

    Scenario(String title, double budget, Rule... rules) {
        this(title, Fault.NONE.model(), budget, rules);
    }

    Scenario(String title, String fallback, double budget, Rule... rules) {
        this.title = title;
        this.fallback = fallback;
        this.budget = budget;
        this.rules = List.of(rules);
    }

    /** A few words for people. */
    public String title() {
        return title;
    }

    /** The model to ask; its name picks the fault. */
    public String model() {
        String beginning = "fb-" + name().toLowerCase(Locale.ROOT) + "-";
        return MODELS.stream()
                .filter(model -> model.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    /** The model to ask after it, on the same host. */
    public String fallback() {
        return fallback;
    }

    /** By when a call must have an answer or an error. {@code Retry-After} does not scale, so it is counted apart. */
    public Duration limit(FaultProfile profile) {
        if (this == S01) {
            return profile.seconds(budget - 2).plus(profile.retryAfter());
        }
        return this == S15 ? profile.flapping().limit() : profile.seconds(budget);
    }

    /** What became of each rule. */
    public List<Check> checks(Observation seen) {
        return rules.stream()
                .map(rule -> new Check(rule.grade(), rule.words(), rule.kept().test(seen)))
                .toList();
    }

    /** The verdict on what was seen. */
    public Verdict verdict(Observation seen) {
        List<Check> checks = checks(seen);
        boolean hung = seen.calls().stream().anyMatch(call -> call.outcome().kind() == Outcome.Kind.HANG);
        boolean wrong = seen.calls().stream()
                .anyMatch(call -> call.outcome().answered() && !call.outcome().complete());
        if (hung || wrong && this != S13 || checks.stream().anyMatch(check -> check.broken(Grade.REQUIRED))) {
            return Verdict.FAIL;
        }
        if (this == S13) {
            return seen.outcome().answered() ? Verdict.PARTIAL : Verdict.PASS;
        }
        if (!seen.rescued()) {
            return Verdict.SAFE;
        }
        return checks.stream().anyMatch(check -> check.broken(Grade.ADVISORY)) ? Verdict.PARTIAL : Verdict.PASS;
    }

    private static Rule required(String words, Predicate<Observation> kept) {
        return new Rule(Grade.REQUIRED, words, kept);
    }

    private static Rule advisory(String words, Predicate<Observation> kept) {
        return new Rule(Grade.ADVISORY, words, kept);
    }

    private static Rule informational(String words, Predicate<Observation> kept) {
        return new Rule(Grade.INFORMATIONAL, words, kept);
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofNanos(Math.round(whole.toNanos() * share));
    }
}
