/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileCheckTest {

    private static final ProfileCheck CHECK = new ProfileCheck(LocalDate.parse("2027-01-10"), Period.ofDays(60));

    private static List<String> contradictions(String yaml) {
        return CHECK.contradictions(List.of(Profiles.acme(yaml))).stream()
                .map(ProfileCheck.Finding::toString)
                .toList();
    }

    @Test
    void facts_that_fit_together_are_not_reported() {
        assertThat(contradictions("defaultModel: {model: m}\nmodels: [{id: m, context: 10, maxOutput: 10}]"))
                .isEmpty();
    }

    @Test
    void a_default_model_that_is_not_listed_is_reported() {
        assertThat(contradictions("defaultModel: {model: x}\nmodels: [{id: m}]"))
                .containsExactly("acme: the default model 'x' is not listed");
    }

    @Test
    void a_default_model_that_retired_is_reported() {
        assertThat(contradictions("defaultModel: {model: m}\nmodels: [{id: m, retires: 2027-01-10}]"))
                .containsExactly("acme: the default model 'm' retired on 2027-01-10");
        assertThat(contradictions("defaultModel: {model: m}\nmodels: [{id: m, retires: 2027-01-11}]"))
                .isEmpty();
    }

    @Test
    void a_feature_that_the_model_both_has_and_lacks_is_reported() {
        assertThat(contradictions("unsupported: {tools: {reason: no}}\nmodels: [{id: m, features: [tools]}]"))
                .containsExactly("acme: m has the feature 'tools' and lacks it");
    }

    @Test
    void a_limit_beyond_the_window_is_reported() {
        assertThat(contradictions("models: [{id: m, context: 100, maxInput: 101, maxOutput: 100}]"))
                .containsExactly("acme: m has a limit of 101 in a window of 100");
    }

    @Test
    void a_source_from_the_future_is_reported() {
        assertThat(contradictions("sources: {x: {document: d, checked: 2027-01-11}}"))
                .singleElement()
                .asString()
                .startsWith("acme: was read in the future: ");
    }

    @Test
    void hours_whose_exceptions_ran_out_are_reported() {
        assertThat(contradictions("""
                        models:
                          - id: m
                            prices:
                              - rates: {input: 1}
                                windows:
                                  - {name: peak, hours: ["01:00-02:00"], exceptDatesKnownUntil: 2027-01-09, multiply: 2}
                        """)).containsExactly("acme: m has hours whose exceptions are not known for today");
    }

    @Test
    void a_name_of_two_providers_is_reported() {
        ProviderProfile acme = Profiles.acme("aliases: [other]");
        ProviderProfile other = acme.toBuilder().aliases(List.of()).build();
        ProviderProfile renamed =
                ProviderProfile.builder("other", acme.dialect(), acme.source()).build();

        assertThat(CHECK.contradictions(List.of(acme, renamed)))
                .extracting(ProfileCheck.Finding::toString)
                .containsExactly("other: the name 'other' belongs to 'acme' too");
        assertThat(CHECK.contradictions(List.of(other, renamed))).isEmpty();
    }

    @Test
    void each_old_source_is_reported_once() {
        ProviderProfile acme = Profiles.acme("""
                models:
                  - {id: m}
                  - {id: n, source: {document: news, checked: 2027-01-01}}
                """);

        assertThat(CHECK.oldFacts(List.of(acme)))
                .containsExactly(new FactAge(
                        "acme",
                        Profiles.acme("").source(),
                        70,
                        List.of("models of m", "whatever names no other document")));
    }
}
