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
import java.util.stream.Collectors;

/**
 * The verdict on one scenario, and what it rests on.
 *
 * @param seen what was seen
 * @param checks what became of each rule
 * @param verdict the verdict
 */
public record Score(Observation seen, List<Check> checks, Verdict verdict) {

    static Score of(Observation seen) {
        Scenario scenario = seen.scenario();
        return new Score(seen, scenario.checks(seen), scenario.verdict(seen));
    }

    /** Such as {@code S01 pass     2+0 attempts  1.05 s  429 with Retry-After}. */
    public String line() {
        Duration longest =
                seen.calls().stream().map(call -> call.outcome().elapsed()).reduce(Duration.ZERO, Score::longer);
        return String.format(
                Locale.ROOT,
                "%s %-7s %2d+%-2d attempts %6.2f s  %s%s",
                seen.scenario(),
                verdict,
                seen.primary().size(),
                seen.fallback().size(),
                longest.toMillis() / 1000.0,
                seen.scenario().title(),
                broken());
    }

    /** A line for each scenario and one for the sum. */
    public static String table(List<Score> scores) {
        long passed =
                scores.stream().filter(score -> score.verdict == Verdict.PASS).count();
        return scores.stream().map(Score::line).collect(Collectors.joining("\n")) + "\n" + passed + " of "
                + scores.size() + " pass";
    }

    private String broken() {
        String rules = checks.stream()
                .filter(check -> !check.kept())
                .map(check -> check.grade().name().toLowerCase(Locale.ROOT) + ": " + check.rule())
                .collect(Collectors.joining("; "));
        String worst = seen.calls().stream()
                .map(Observation.Call::outcome)
                .filter(outcome -> !outcome.complete())
                .findFirst()
                .map(outcome -> " [" + outcome.kind() + " " + outcome.error() + "]")
                .orElse("");
        return (rules.isEmpty() ? "" : " [not kept: " + rules + "]") + (verdict == Verdict.PASS ? "" : worst);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
