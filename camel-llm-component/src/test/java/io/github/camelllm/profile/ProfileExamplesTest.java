/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the page about profiles do what the page says. */
class ProfileExamplesTest {

    private static String text(String file) throws IOException {
        try (InputStream in = ProfileExamplesTest.class.getResourceAsStream("/profiles/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void every_key_of_the_complete_example_is_understood() throws IOException {
        ProviderProfile acme = Profiles.reader().read("acme.yaml", text("acme.yaml"));

        assertThat(acme.id()).isEqualTo("acme");
        assertThat(acme.aliases()).containsExactly("acme-ai");
        assertThat(acme.source().checked()).isEqualTo(LocalDate.parse("2026-11-20"));
        assertThat(acme.sources().get("spec").kind()).isEqualTo(Source.Kind.VENDOR_DOCUMENT);
        assertThat(acme.regions()).containsEntry("eu", "https://api.eu.acme.example/v1");
        assertThat(acme.auth())
                .isEqualTo(new AuthSpec(
                        AuthSpec.Scheme.BEARER, "Authorization", acme.auth().environment(), true));
        assertThat(acme.headers()).containsEntry("X-Acme-Client", "camel");
        assertThat(acme.paths()).containsExactly(Map.entry("embed", "/vectors"));
        assertThat(acme.requestIdHeaders()).containsExactly("x-acme-request");
        assertThat(acme.defaultModel().model()).isEqualTo("acme-large");
        assertThat(acme.errors()).hasSize(2);
        assertThat(acme.errors().get(0).fits(429, "OUT_OF_CREDIT", null, null)).isTrue();
        assertThat(acme.errors().get(0).fits(429, "rate_limit", null, null)).isFalse();
        assertThat(acme.errors().get(1).fits(400, null, null, "You sent TOO MANY tokens"))
                .isTrue();
        assertThat(acme.unsupported().get(Feature.TOP_K).source())
                .isEqualTo(acme.sources().get("spec"));
    }

    @Test
    void the_complete_example_describes_models() throws IOException {
        ProviderProfile acme = Profiles.reader().read("acme.yaml", text("acme.yaml"));
        ProfileCatalog catalog = ProfileCatalog.of(acme);

        ModelProfile large = catalog.target("acme-ai", "ft:acme-large:mine").model();

        assertThat(large.window()).isEqualTo(180_000);
        assertThat(large.maxOutputTokens()).isEqualTo(20_000);
        assertThat(large.retires()).isEqualTo(LocalDate.parse("2027-12-01"));
        assertThat(new Target(acme, large).quirks().text("systemRole", "system"))
                .isEqualTo("developer");
        assertThat(new Target(acme, large).quirks().text("seedField", "seed")).isEqualTo("random_seed");
        assertThat(new Target(acme, large).lacks(Feature.SEED)).isPresent();
        assertThat(new Target(acme, large).lacks(Feature.TOP_K)).isPresent();
        assertThat(new Target(acme, large).lacks(Feature.TOOLS)).isEmpty();
        assertThat(catalog.target("acme", "acme-embed").model().kind()).isEqualTo(ModelProfile.Kind.EMBEDDING);
    }

    @Test
    void the_complete_example_says_what_the_provider_is() throws IOException {
        ProviderProfile acme = Profiles.reader().read("acme.yaml", text("acme.yaml"));
        Source docs = acme.sources().get("docs");

        assertThat(acme.listedModel("acme-large").orElseThrow().role()).isEqualTo(ModelProfile.Role.LARGE);
        assertThat(acme.listedModel("acme-embed").orElseThrow().role()).isNull();
        assertThat(acme.about())
                .isEqualTo(new About(
                        About.Category.HOST,
                        List.of(new About.Statement("No personal data in prompts that search", docs)),
                        Map.of(
                                "eu",
                                new Residency(
                                        false,
                                        List.of("eu"),
                                        List.of("acme-preview*"),
                                        "Served and stored in Frankfurt",
                                        docs),
                                "us",
                                new Residency(false, List.of(), List.of(), "There is no host in the US", docs)),
                        Map.of(About.Topic.HIPAA, new About.Statement("An agreement on request", docs))));
    }

    @Test
    void the_complete_example_prices_a_large_prompt_at_night_in_a_region() throws IOException {
        ProviderProfile acme = Profiles.reader().read("acme.yaml", text("acme.yaml"));
        Usage usage = Usage.of(100_000, 1_000).with(Bucket.CACHE_WRITE, 30_000).with(Bucket.SEARCHES, 2);
        PriceContext night = new PriceContext(
                Instant.parse("2026-11-25T22:00:00Z"), "batch", "eu", Map.of("search_context_size", "high"));

        var cost = new PriceBook().price(ProfileCatalog.of(acme).target("acme", "acme-large"), usage, night);

        // 130,000 x 0.80 x 2 and 1,000 x 3.20 x 1.5, half at night, half as a batch, 10 % more in the region; two fees
        BigDecimal tokens =
                new BigDecimal("0.208").add(new BigDecimal("0.0048")).multiply(new BigDecimal("0.275"));
        assertThat(cost.amount().orElseThrow()).isEqualByComparingTo(tokens.add(new BigDecimal("0.022")));
        assertThat(cost.priceVersion()).isEqualTo("acme/acme-large@2026-10-01");
    }

    @Test
    void a_file_that_extends_a_profile_changes_what_it_says_and_nothing_else() throws IOException {
        ProviderProfile before = Profiles.builtIn().provider("mistral");

        ProviderProfile after = Profiles.reader()
                .read(
                        "mistral.yaml",
                        text("mistral.yaml"),
                        id -> Profiles.builtIn().find(id));

        assertThat(after.headers()).containsExactly(Map.entry("X-Team", "blue"));
        assertThat(after.models()).hasSameSizeAs(before.models());
        ModelProfile large = after.listedModel("mistral-large-2512").orElseThrow();
        assertThat(large.features())
                .isEqualTo(
                        before.listedModel("mistral-large-2512").orElseThrow().features());
        assertThat(large.prices().get(0).rates().get(Bucket.INPUT).amount(Map.of()))
                .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("0.40"));
    }
}
