/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInProfilesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-25");

    static Stream<ProviderProfile> profiles() {
        return Profiles.builtIn().providers().stream();
    }

    @Test
    void the_profiles_of_this_jar_load() {
        assertThat(profiles())
                .extracting(ProviderProfile::id)
                .contains("deepseek", "groq", "mistral", "openai", "openai-compatible", "openrouter", "perplexity");
    }

    /** One index for each jar: this one and that of the test kit, which brings the simulator's profile. */
    @Test
    void the_indexes_name_every_profile() throws IOException {
        List<String> named = new ArrayList<>();
        for (URL index :
                Collections.list(getClass().getClassLoader().getResources("META-INF/camel-llm/profiles.index"))) {
            try (InputStream in = index.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(named::add);
            }
        }

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        profiles().map(profile -> profile.id() + ".yaml").toList());
    }

    @Test
    void no_fact_contradicts_another() {
        assertThat(new ProfileCheck(DAY, Period.ofDays(200))
                        .contradictions(profiles().toList()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("profiles")
    void every_provider_says_how_to_log_in_and_where_facts_come_from(ProviderProfile profile) {
        assertThat(profile.requestIdHeaders()).isNotEmpty();
        assertThat(profile.sources()).isNotEmpty();
        assertThat(profile.auth().required())
                .isEqualTo(!profile.auth().environment().isEmpty());
        assertThat(profile.unsupported().values())
                .allSatisfy(row -> assertThat(row.reason()).isNotBlank());
    }

    /** Those that are priced model by model; a server of the user's own has whatever it has pulled. */
    @Test
    void every_provider_with_prices_has_a_small_model_whose_price_is_known() {
        List<ProviderProfile> priced = profiles()
                .filter(profile -> !profile.id().equals("simulator"))
                .filter(profile -> profile.models().stream()
                        .anyMatch(model ->
                                !model.prices().isEmpty() && !model.prefixes().contains(ModelProfile.ANY_NAME)))
                .toList();

        assertThat(priced).hasSizeGreaterThanOrEqualTo(14);
        assertThat(priced)
                .allSatisfy(profile -> assertThat(profile.models())
                        .as(profile.id())
                        .filteredOn(model -> model.role() == ModelProfile.Role.SMALL)
                        .singleElement()
                        .satisfies(small -> assertThat(small.prices())
                                .anyMatch(period ->
                                        period.holds(DAY.atStartOfDay().toInstant(ZoneOffset.UTC)))));
    }

    @Test
    void the_table_for_the_documentation_counts_models_and_grades_evidence() {
        ProfileTable table = ProfileTable.of(profiles().toList());

        assertThat(table.rows()).extracting(ProfileTable.Row::id).isSorted();
        ProfileTable.Row mistral = table.rows().stream()
                .filter(row -> row.id().equals("mistral"))
                .findFirst()
                .orElseThrow();
        assertThat(mistral.name()).isEqualTo("Mistral AI");
        assertThat(mistral.defaultModel()).contains("mistral-small-latest");
        assertThat(mistral.environment()).containsExactly("MISTRAL_API_KEY");
        assertThat(mistral.models()).isPositive().isEqualTo(mistral.pricedModels());
        assertThat(mistral.evidence())
                .containsExactly(
                        Source.Kind.RECORDING,
                        Source.Kind.VENDOR_SDK,
                        Source.Kind.VENDOR_DOCUMENT,
                        Source.Kind.DOCUMENTATION);
        assertThat(mistral.unsupported()).containsKey(Feature.TOP_K);
    }
}
