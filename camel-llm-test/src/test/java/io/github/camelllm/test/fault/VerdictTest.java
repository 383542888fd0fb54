/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import static io.github.camelllm.test.fault.Verdict.FAIL;
import static io.github.camelllm.test.fault.Verdict.PARTIAL;
import static io.github.camelllm.test.fault.Verdict.PASS;
import static io.github.camelllm.test.fault.Verdict.SAFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule, kept and broken. */
class VerdictTest {

    private static final Outcome FORTY_WORDS = Story.answer(FaultServer.ANSWER.substring(0, 180), 1);

    @ParameterizedTest
    @EnumSource
    void a_hang_fails_everywhere(Scenario scenario) {
        assertThat(Story.of(scenario).primary(0).ends(Outcome.hang(Duration.ofSeconds(200))))
                .isEqualTo(FAIL);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "S13")
    void half_an_answer_and_a_doubled_one_fail_everywhere(Scenario scenario) {
        assertThat(Story.of(scenario).primary(0).ends(FORTY_WORDS)).isEqualTo(FAIL);
        assertThat(Story.of(scenario).primary(0).ends(Story.answer(FaultServer.ANSWER + " " + FaultServer.ANSWER, 1)))
                .isEqualTo(FAIL);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"S13", "S15"})
    void a_clear_error_is_safe(Scenario scenario) {
        assertThat(Story.of(scenario).primary(0).fails()).isEqualTo(SAFE);
    }

    @Test
    void s01_waits_as_told_and_asks_the_same_again() {
        assertThat(Story.of(Scenario.S01).primary(0, 2).answeredIn(3)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S01).primary(0).fallback().answeredIn(1)).isEqualTo(PARTIAL);
        assertThat(Story.of(Scenario.S01).primary(0, 1.7).answeredIn(3)).isEqualTo(PARTIAL);
        assertThat(Story.of(Scenario.S01).primary(0, 0.5, 1).answeredIn(3)).isEqualTo(FAIL);
    }

    @Test
    void s02_backs_off_and_gives_up() {
        assertThat(Story.of(Scenario.S02).primary(0, 0.5, 1.5).fallback().answeredIn(3))
                .isEqualTo(PASS);
        assertThat(Story.of(Scenario.S02).primary(0, 0.5, 1, 1.5, 2).fallback().answeredIn(3))
                .isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S02)
                        .primary(0, 2, 4, 6, 8, 10, 12)
                        .fallback()
                        .answeredIn(14))
                .isEqualTo(FAIL);
    }

    @Test
    void s03_asks_the_same_again() {
        assertThat(Story.of(Scenario.S03).primary(0, 0.5).answeredIn(1)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S03).primary(0).fallback().answeredIn(1)).isEqualTo(PARTIAL);
    }

    @Test
    void s04_gives_up() {
        assertThat(Story.of(Scenario.S04).primary(0, 0.5, 1.5).fallback().answeredIn(3))
                .isEqualTo(PASS);
        assertThat(Story.of(Scenario.S04)
                        .primary(0, 1, 2, 3, 4, 5, 6)
                        .fallback()
                        .answeredIn(8))
                .isEqualTo(FAIL);
    }

    @Test
    void s06_does_not_wait_for_ever_nor_ask_a_silent_one_again() {
        assertThat(Story.of(Scenario.S06).primary(0).fallback().answeredIn(11)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S06).primary(0, 10).fallback().answeredIn(21))
                .isEqualTo(PARTIAL);
        assertThat(Story.of(Scenario.S06).primary(0).fallback().answeredIn(101)).isEqualTo(FAIL);
    }

    @Test
    void s07_does_not_wait_for_a_late_first_token() {
        assertThat(Story.of(Scenario.S07).primary(0).fallback().answeredIn(11)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S07).primary(0).answeredIn(21)).isEqualTo(PARTIAL);
    }

    @Test
    void s09_does_not_wait_for_long_and_stays_alive() {
        assertThat(Story.of(Scenario.S09).primary(0).fallback().answeredIn(12)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S09).primary(0).fallback().answeredIn(46)).isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S09).primary(0).fallback().dead().answeredIn(12))
                .isEqualTo(FAIL);
    }

    @Test
    void s10_answers_and_stays_alive() {
        assertThat(Story.of(Scenario.S10).primary(0).answeredIn(1)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S10).primary(0).dead().answeredIn(1)).isEqualTo(FAIL);
    }

    @Test
    void s11_ends_with_http_and_passes_the_usage_on() {
        assertThat(Story.of(Scenario.S11).primary(0).answeredIn(1)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S11).primary(0).answeredIn(9)).isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S11).primary(0).ends(Story.answerOf("fb-ok", null)))
                .isEqualTo(PARTIAL);
    }

    @Test
    void s12_does_not_send_the_same_again() {
        assertThat(Story.of(Scenario.S12).primaryPrompts(100).fallback().answeredIn(1))
                .isEqualTo(PASS);
        assertThat(Story.of(Scenario.S12).primaryPrompts(100, 50).answeredIn(1)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S12).primaryPrompts(100, 100).fallback().answeredIn(1))
                .isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S12).primaryPrompts(100, 50, 25).answeredIn(1))
                .isEqualTo(FAIL);
    }

    @Test
    void s13_is_an_error_for_the_caller_after_one_attempt() {
        assertThat(Story.of(Scenario.S13).primary(0).fails()).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S13).primary(0).fallback().answeredIn(1)).isEqualTo(PARTIAL);
        assertThat(Story.of(Scenario.S13).primary(0, 1).fails()).isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S13).fails()).isEqualTo(FAIL);
    }

    @Test
    void s14_does_not_surface_a_refused_partial_answer() {
        assertThat(Story.of(Scenario.S14).primary(0).fallback().answeredIn(1)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S14).primary(0).refusedPrefill().fallback().answeredIn(1))
                .isEqualTo(PASS);
        assertThat(Story.of(Scenario.S14).primary(0).refusedPrefill().fails()).isEqualTo(FAIL);
    }

    @Test
    void s15_answers_all_and_comes_back() {
        Outcome good = Story.answer(FaultServer.ANSWER, 1);
        Outcome bad = Outcome.error(503, "overloaded", "no", Duration.ofSeconds(1));

        assertThat(Story.of(Scenario.S15)
                        .primary(0)
                        .primaryBackAt(64)
                        .call(0, good)
                        .call(64, good)
                        .verdict())
                .isEqualTo(PASS);
        assertThat(Story.of(Scenario.S15)
                        .primary(0)
                        .primaryBackAt(64)
                        .call(0, bad)
                        .call(64, good)
                        .verdict())
                .isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S15)
                        .primary(0)
                        .primaryBackAt(91)
                        .call(0, good)
                        .call(64, good)
                        .verdict())
                .isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S15)
                        .primary(0)
                        .primaryBackAt(64)
                        .call(0, good)
                        .call(64, bad)
                        .verdict())
                .isEqualTo(SAFE);
    }

    @Test
    void s16_names_who_answered_and_what_it_used() {
        assertThat(Story.of(Scenario.S16).primary(0).fallback().answeredIn(1)).isEqualTo(PASS);
        assertThat(Story.of(Scenario.S16).primary(0).fallback().ends(Story.answerOf("smart", 1L)))
                .isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S16).primary(0).fallback().ends(Story.answerOf(null, 1L)))
                .isEqualTo(FAIL);
        assertThat(Story.of(Scenario.S16).primary(0).fallback().ends(Story.answerOf("fb-ok", null)))
                .isEqualTo(PARTIAL);
        assertThat(Story.of(Scenario.S16)
                        .primary(0, 1, 2, 3, 4, 5, 6)
                        .fallback()
                        .answeredIn(8))
                .isEqualTo(FAIL);
    }
}
