/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.ResourceSpec;
import io.github.camelllm.profile.Source;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static final Source SOURCE = new Source("a page", LocalDate.of(2026, 11, 25));
    private static final ProviderProfile ACME = ProviderProfile.builder("acme", "openai-chat", SOURCE)
            .resource(new ResourceSpec(
                    "https://{resource}.acme.example",
                    "/openai/v1",
                    List.of("ACME_ENDPOINT", "ACME_RESOURCE"),
                    true,
                    new ResourceSpec.Versioned("/openai", Map.of())))
            .build();
    private static final ProviderProfile PLAIN = ProviderProfile.builder("plain", "openai-chat", SOURCE)
            .baseUrl("https://plain.example/v1")
            .build();

    private final Map<String, String> environment = new HashMap<>();
    private final Addresses addresses =
            new Addresses(text -> text.replace("{{mine}}", "my-resource"), environment::get);

    private static TargetSettings settings(@Nullable String resource, @Nullable String version) {
        return TargetSettings.STANDARD.withChoice(new ApiChoice(null, version, resource, null));
    }

    @Test
    void a_resource_is_found_by_its_name() {
        assertThat(addresses.of(ACME, settings("my-resource", null)))
                .isEqualTo("https://my-resource.acme.example/openai/v1");
        assertThat(addresses.of(ACME, settings("{{mine}}", null)))
                .isEqualTo("https://my-resource.acme.example/openai/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gate.example",
                "https://gate.example/",
                "https://gate.example/openai",
                "https://gate.example/openai/",
                "https://gate.example/openai/v1",
                "https://gate.example/openai/v1/"
            })
    void however_much_of_the_path_was_written_the_address_is_the_same(String written) {
        assertThat(addresses.of(ACME, settings(written, null))).isEqualTo("https://gate.example/openai/v1");
        assertThat(addresses.of(ACME, TargetSettings.STANDARD.withBaseUrl(written)))
                .isEqualTo("https://gate.example/openai/v1");
        assertThat(addresses.of(ACME, settings(written, "2024-10-21"))).isEqualTo("https://gate.example/openai");
    }

    @Test
    void a_gateway_with_a_path_of_its_own_keeps_it() {
        assertThat(addresses.of(ACME, settings("https://gate.example/team-a/openai", null)))
                .isEqualTo("https://gate.example/team-a/openai/v1");
    }

    @Test
    void the_environment_tells_a_name_or_an_address_when_nothing_is_set() {
        environment.put("ACME_ENDPOINT", " ");
        environment.put("ACME_RESOURCE", "from-outside");

        assertThat(addresses.of(ACME, TargetSettings.STANDARD))
                .isEqualTo("https://from-outside.acme.example/openai/v1");
        assertThat(addresses.of(ACME, settings("mine", null))).startsWith("https://mine.");

        environment.put("ACME_ENDPOINT", "https://first.example/");
        assertThat(addresses.of(ACME, TargetSettings.STANDARD)).isEqualTo("https://first.example/openai/v1");
    }

    @Test
    void without_a_resource_the_error_says_how_to_name_one() {
        assertThatThrownBy(() -> addresses.of(ACME, TargetSettings.STANDARD))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("option resource")
                .hasMessageContaining("ACME_ENDPOINT or ACME_RESOURCE");
    }

    @ParameterizedTest
    @CsvSource({
        "my resource, neither a name",
        "evil.example/, neither a name",
        "ftp://x.example, baseUrl must be http",
        "https://user@x.example, without user"
    })
    void a_wrong_resource_is_refused_in_words(String resource, String problem) {
        assertThatThrownBy(() -> addresses.of(ACME, settings(resource, null)))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void what_a_provider_does_not_have_is_refused() {
        assertThatThrownBy(() -> addresses.of(PLAIN, settings("mine", null))).hasMessageContaining("leave it out");
        assertThatThrownBy(() -> addresses.of(PLAIN, settings(null, "2024-10-21")))
                .hasMessageContaining("no dated versions");
    }
}
