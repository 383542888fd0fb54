/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMatchTest {

    private static final ProviderProfile ACME = Profiles.acme("""
            models:
              - {id: large, aliases: [large-latest, largest]}
              - {id: large-2025-01-01, context: 10}
              - {id: "ft:small", prefixes: ["ft:", "ft:small-"]}
              - {id: tuned, prefixes: ["ft:small"]}
            """);

    @ParameterizedTest
    @CsvSource({
        "large, EXACT, large",
        "large-latest, ALIAS, large",
        "largest, ALIAS, large",
        "large-2026-03-17, SNAPSHOT, large",
        "large-20260317, SNAPSHOT, large",
        "largest-2026-03-17, SNAPSHOT, large",
        "large-2025-01-01, EXACT, large-2025-01-01",
        "ft:small, EXACT, ft:small",
        "ft:tiny, PREFIX, ft:small",
        "ft:smallest, PREFIX, tuned",
        "ft:small-2, PREFIX, ft:small",
        "large-2026-13-17, UNLISTED,",
        "large-2026-02-30, UNLISTED,",
        "large-2607, UNLISTED,",
        "large-preview, UNLISTED,",
        "Large, UNLISTED,",
    })
    void a_name_is_understood_by_the_first_rule_that_fits_and_never_replaced(
            String asked, ModelMatch.Rule rule, String listed) {
        ModelMatch match = ModelMatch.find(ACME, asked);

        assertThat(match.rule()).isEqualTo(rule);
        assertThat(match.listedId()).isEqualTo(listed);
        assertThat(match.model().id()).isEqualTo(asked);
        assertThat(match.model().listed()).isEqualTo(listed != null);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-5.4-mini-2026-03-17, gpt-5.4-mini",
        "openai, gpt-4o-2024-05-13, gpt-4o-2024-05-13",
        "mistral, mistral-large-latest, mistral-large-2512",
        "deepseek, deepseek-v4-flash, deepseek-flash"
    })
    void names_of_real_models_are_understood(String provider, String asked, String listed) {
        ProfileCatalog catalog = Profiles.builtIn();

        assertThat(catalog.match(catalog.provider(provider), asked).listedId()).isEqualTo(listed);
        assertThat(catalog.target(provider, asked)).hasToString(provider + "/" + asked);
    }
}
