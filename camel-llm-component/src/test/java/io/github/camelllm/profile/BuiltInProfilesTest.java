/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.openai.OpenAiQuirkTypes;
import io.github.camelllm.model.Usage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuiltInProfilesTest {

    static ProfileCatalog catalog() {
        return ProfileCatalog.load(
                new ProfileReader(Map.of("openai-chat", OpenAiQuirkTypes.all())),
                BuiltInProfilesTest.class.getClassLoader(),
                null);
    }

    @Test
    void the_profiles_of_this_jar_load() {
        assertThat(catalog().providers()).extracting(ProviderProfile::id).contains("mistral", "openai");
    }

    @Test
    void a_price_names_its_version() {
        Target target = catalog().target("mistral", "mistral-large-latest");

        var cost = new PriceBook()
                .price(target, Usage.of(1000, 1000), PriceContext.at(Instant.parse("2026-11-25T10:00:00Z")));

        assertThat(cost.money()).hasToString("0.002 USD");
        assertThat(cost.priceVersion()).isEqualTo("mistral/mistral-large-2512@2026-08-21");
    }
}
