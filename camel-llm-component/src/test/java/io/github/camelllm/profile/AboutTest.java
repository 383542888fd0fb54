/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelllm.error.LlmException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What profiles say of providers, read strictly. */
class AboutTest {

    private static final String REGIONS = "regions: {eu: 'https://eu.acme.example', us: 'https://us.acme.example'}\n";

    private static About about(String section) {
        return Profiles.acme(REGIONS + "about: " + section).about();
    }

    @Test
    void a_profile_that_says_nothing_is_unknown() {
        assertThat(Profiles.acme("").about()).isEqualTo(About.UNKNOWN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {categry: host} | 6:9: about: unknown key 'categry'; did you mean 'category'? Allowed keys: category, suitability, residency, statements
            {category: hots} | 6:19: about.category: unknown category 'hots'; did you mean 'host'? Allowed: maker, host, gateway, cloud, selfHosted
            {statements: {hippa: {says: x}}} | 6:22: about.statements: unknown key 'hippa'; did you mean 'hipaa'? Allowed keys: hipaa, soc2, gdpr, training, retention
            {statements: {hipaa: {source: {document: d, checked: 2026-11-01}}}} | 6:29: about.statements.hipaa: key 'says' is missing: what the provider says, in short
            {suitability: [good]} | 6:23: about.suitability[0]: expected a map of keys, found 'good'
            {residency: {europe: {regions: [eu], means: x}}} | 6:21: about.residency: unknown area 'europe'. Allowed: eu, apac, local (the machine itself), or the two letters of a country, such as us
            {residency: {eu: {regions: [eu]}}} | 6:25: about.residency.eu: key 'means' is missing: what the provider promises of the area, or that it does not offer it
            {residency: {eu: {regions: [ue], means: x}}} | 6:35: about.residency.eu.regions: the profile has no region 'ue'; did you mean 'eu' or 'us'? Allowed: eu, us
            {residency: {eu: {means: x}}} | 6:25: about.residency.eu: say how calls stay in the area, 'standard: true' or 'regions: [...]', or else 'offered: false'
            {residency: {eu: {offered: false, standard: true, means: x}}} | 6:25: about.residency.eu: say how calls stay in the area, 'standard: true' or 'regions: [...]', or else 'offered: false'
            {residency: {eu: {standard: true, exceptModels: ["a*b"], means: x}}} | 6:56: about.residency.eu.exceptModels: 'a*b' may have one asterisk, at its beginning or at its end
            """)
    void a_malformed_section_is_told_where_it_is_wrong_and_what_is_allowed(String section, String problem) {
        assertThatThrownBy(() -> about(section))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("acme.yaml:" + problem);
    }

    @Test
    void a_way_stays_in_an_area_by_a_region_or_by_the_standard_address() {
        Residency byRegion = about("{residency: {eu: {regions: [eu], means: x}}}")
                .residency()
                .get("eu");
        Residency byDefault = about("{residency: {us: {standard: true, means: x}}}")
                .residency()
                .get("us");
        Residency never = about("{residency: {us: {offered: false, means: x}}}")
                .residency()
                .get("us");

        assertThat(byRegion.holds("eu")).isTrue();
        assertThat(byRegion.holds("us")).isFalse();
        assertThat(byRegion.holds(null)).isFalse();
        assertThat(byDefault.holds(null)).isTrue();
        assertThat(byDefault.holds("eu")).isFalse();
        assertThat(never.offered()).isFalse();
        assertThat(never.holds(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "global.anthropic.claude, true",
        "eu.anthropic.claude, false",
        "gpt-oss:120b-cloud, true",
        "cloudy, false",
        "exact, true",
        "exactly, false"
    })
    void models_leave_an_area_by_name_beginning_or_end(String model, boolean leaves) {
        Residency row = about(
                        "{residency: {eu: {regions: [eu], exceptModels: ['global.*', '*-cloud', exact], means: x}}}")
                .residency()
                .get("eu");

        assertThat(row.excepts(model)).isEqualTo(leaves);
    }

    @Test
    void a_profile_that_extends_another_changes_area_by_area_and_topic_by_topic() {
        ProviderProfile base = Profiles.acme(REGIONS + """
                about:
                  category: host
                  residency: {eu: {regions: [eu], means: x}, us: {regions: [us], means: x}}
                  statements: {soc2: {says: x}}
                """);
        String own = """
                id: acme
                extends: acme
                source: {document: our contract, checked: 2026-11-20}
                about:
                  residency: {us: {offered: false, means: "not in our contract"}}
                  statements: {hipaa: {says: "signed"}}
                """;

        About changed = Profiles.reader()
                .read("acme.yaml", own, id -> Optional.of(base))
                .about();

        assertThat(changed.category()).isEqualTo(About.Category.HOST);
        assertThat(changed.residency().get("eu"))
                .isEqualTo(base.about().residency().get("eu"));
        assertThat(changed.residency().get("us").means()).isEqualTo("not in our contract");
        assertThat(changed.statements()).containsOnlyKeys(About.Topic.SOC2, About.Topic.HIPAA);
    }

    @Test
    void a_role_of_an_extended_profile_goes_over_to_the_model_that_takes_it() {
        ProviderProfile base = Profiles.acme("models: [{id: a, role: small}, {id: b}, {id: c, role: large}]");
        String own = """
                id: acme
                extends: acme
                source: {document: our contract, checked: 2026-11-20}
                models: [{id: a, context: 10}, {id: b, role: small}]
                """;

        ProviderProfile changed = Profiles.reader().read("acme.yaml", own, id -> Optional.of(base));

        assertThat(changed.models())
                .extracting(ModelProfile::id, ModelProfile::role)
                .containsExactly(
                        tuple("a", null), tuple("b", ModelProfile.Role.SMALL), tuple("c", ModelProfile.Role.LARGE));
    }

    @Test
    void documents_are_listed_with_their_age_and_what_hangs_on_them() {
        ProviderProfile acme = Profiles.acme("""
                sources:
                  spec: {document: spec, checked: 2026-10-02}
                  unused: {document: unused, checked: 2026-10-03}
                defaultModel: {model: a, source: spec}
                unsupported: {topK: {reason: no, source: spec}}
                about: {residency: {us: {standard: true, means: x, source: spec}}}
                models:
                  - {id: a, prices: [{rates: {input: 1}, source: spec}]}
                  - {id: b, prices: [{rates: {input: 1}, source: spec}]}
                  - {id: c, prices: [{rates: {input: 1}, source: spec}]}
                  - {id: d, prices: [{rates: {input: 1}, source: spec}]}
                """);

        List<FactAge> ages = FactAge.of(List.of(acme), LocalDate.parse("2026-12-01"));

        assertThat(ages).extracting(age -> age.source().document()).containsExactly("spec", "unused", "acme docs");
        assertThat(ages).extracting(FactAge::days).containsExactly(60L, 59L, 30L);
        assertThat(ages.get(0).facts())
                .containsExactly("prices of 4", "residency of us", "the default model", "the lack of topK");
        assertThat(ages.get(1).facts()).isEmpty();
    }
}
