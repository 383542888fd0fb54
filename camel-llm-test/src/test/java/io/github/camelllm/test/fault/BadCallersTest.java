/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that do it wrong, over real connections: the score must show it. */
class BadCallersTest {

    private static final FaultProfile QUICK = new FaultProfile(
            "quick",
            0.1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(12),
            Duration.ofMillis(1600),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofNanos(100_000),
            new FaultProfile.Pace(4, Duration.ofMillis(400), Duration.ofSeconds(3)));

    private final FaultServer server = FaultServer.start(QUICK);
    private final HttpCaller wire = new HttpCaller(server.baseUrl(), "key");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void who_passes_errors_on_is_safe() {
        assertThat(score(Scenario.S04, wire)).isEqualTo(Verdict.SAFE);
        assertThat(score(Scenario.S08, wire)).isEqualTo(Verdict.SAFE);
        assertThat(score(Scenario.S13, wire)).isEqualTo(Verdict.PASS);
    }

    @Test
    void who_hammers_fails() {
        SystemUnderTest hammer = ask -> {
            Outcome last = wire.call(ask);
            for (int i = 0; i < 6; i++) {
                last = wire.call(ask);
            }
            return last;
        };

        assertThat(score(Scenario.S02, hammer)).isEqualTo(Verdict.FAIL);
        assertThat(score(Scenario.S04, hammer)).isEqualTo(Verdict.FAIL);
        assertThat(score(Scenario.S13, hammer)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void who_goes_straight_to_the_fallback_is_partial() {
        SystemUnderTest hasty = ask -> fallback(ask, wire.call(ask));

        assertThat(score(Scenario.S01, hasty)).isEqualTo(Verdict.PARTIAL);
        assertThat(score(Scenario.S03, hasty)).isEqualTo(Verdict.PARTIAL);
        assertThat(score(Scenario.S04, hasty)).isEqualTo(Verdict.PASS);
        assertThat(score(Scenario.S13, hasty)).isEqualTo(Verdict.PARTIAL);
    }

    @Test
    void who_calls_a_cut_stream_an_answer_fails() {
        SystemUnderTest trusting = ask -> Outcome.answer(
                FaultServer.ANSWER.substring(0, 150),
                ask.model(),
                21L,
                40L,
                wire.call(ask).elapsed());

        assertThat(score(Scenario.S08, trusting)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void who_names_an_alias_instead_of_the_model_fails() {
        SystemUnderTest alias = ask -> {
            Outcome real = fallback(ask, wire.call(ask));
            return Outcome.answer(real.text(), "smart", real.inputTokens(), real.outputTokens(), real.elapsed());
        };

        assertThat(score(Scenario.S16, alias)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void who_breaks_the_circuit_of_the_whole_host_fails() {
        AtomicBoolean open = new AtomicBoolean();
        SystemUnderTest hostWide = ask -> {
            Outcome first = open.get() ? refused() : wire.call(ask);
            open.compareAndSet(false, !first.answered());
            return open.get() ? refused() : first;
        };

        assertThat(score(Scenario.S15, hostWide)).isEqualTo(Verdict.FAIL);
        assertThat(score(Scenario.S09, hostWide)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void who_never_comes_back_to_the_primary_fails() {
        AtomicBoolean given = new AtomicBoolean();
        SystemUnderTest resentful = ask -> {
            Outcome first = given.get() ? refused() : wire.call(ask);
            given.compareAndSet(false, !first.answered());
            return fallback(ask, first);
        };

        assertThat(score(Scenario.S15, resentful)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void who_waits_for_a_late_first_token_is_partial() {
        assertThat(score(Scenario.S07, wire)).isEqualTo(Verdict.PARTIAL);
    }

    @Test
    void a_line_tells_what_was_not_kept() {
        try (ScenarioRun run = new ScenarioRun(server, wire)) {
            Score score = run.score(Scenario.S03);

            assertThat(score.line())
                    .startsWith("S03 safe     1+0")
                    .contains("500 once", "asks the primary again", "ERROR");
            assertThat(Score.table(List.of(score))).endsWith("0 of 1 pass");
        }
    }

    private Verdict score(Scenario scenario, SystemUnderTest system) {
        try (ScenarioRun run = new ScenarioRun(server, system)) {
            return run.score(scenario).verdict();
        }
    }

    private Outcome fallback(Ask ask, Outcome first) {
        return first.answered() || ask.fallbacks().isEmpty()
                ? first
                : wire.call(new Ask(ask.fallbacks().get(0), List.of(), ask.prompt(), ask.streamed(), ask.limit()));
    }

    private static Outcome refused() {
        return Outcome.error(null, null, "the circuit is open", Duration.ZERO);
    }
}
