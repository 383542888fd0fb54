/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.LlmException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCatalogTest {

    private static final String FOLDER = "META-INF/camel-llm/profiles/";
    private static final String ACME = """
            id: acme
            name: Acme Inference
            dialect: openai-chat
            source: {document: "docs.acme.example", checked: 2026-11-20}
            baseUrl: https://api.acme.example/v1
            auth: {scheme: bearer, environment: [ACME_API_KEY]}
            defaultModel: {model: acme-large}
            models:
              - id: acme-large
                context: 100000
                maxOutput: 4000
                features: [tools]
                prices:
                  - rates: {input: 0.50, output: 2}
            """;

    @TempDir
    Path folder;

    private ProfileCatalog catalog() {
        return ProfileCatalog.load(Profiles.reader(), getClass().getClassLoader(), folder);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_new_compatible_provider_takes_one_file() throws IOException {
        file("acme.yaml", ACME);

        Target target = catalog().target("acme", "acme-large");

        assertThat(target.provider().baseUrl()).isEqualTo("https://api.acme.example/v1");
        assertThat(target.provider().auth().environment()).containsExactly("ACME_API_KEY");
        assertThat(target.model().listed()).isTrue();
        assertThat(target.model().features()).containsExactly(Feature.TOOLS);
        assertThat(catalog().find("openai")).isPresent();
    }

    @Test
    void a_file_of_the_user_replaces_a_profile_of_the_same_id() throws IOException {
        file("mistral.yaml", ACME.replace("id: acme\n", "id: mistral\n"));

        ProviderProfile mistral = catalog().provider("mistral");

        assertThat(mistral.name()).isEqualTo("Acme Inference");
        assertThat(mistral.models()).extracting(ModelProfile::id).containsExactly("acme-large");
    }

    @Test
    void a_file_that_extends_its_own_id_keeps_what_it_does_not_say() throws IOException {
        file("mistral.yaml", """
                id: mistral
                extends: mistral
                source: {document: our contract, checked: 2026-11-20}
                baseUrl: https://gateway.example/mistral
                headers: {X-Team: blue}
                quirks: {streamUsage: true}
                unsupported: {topK: false}
                errors:
                  - {kind: OVERLOADED, status: 418}
                models:
                  - id: mistral-large-2512
                    prices:
                      - rates: {input: 0.40, cacheRead: 0.04, output: 1.20}
                  - id: our-model
                    context: 1000
                """);
        ProviderProfile before = Profiles.builtIn().provider("mistral");

        ProviderProfile mistral = catalog().provider("mistral");

        assertThat(mistral.baseUrl()).isEqualTo("https://gateway.example/mistral");
        assertThat(mistral.name()).isEqualTo(before.name());
        assertThat(mistral.auth()).isEqualTo(before.auth());
        assertThat(mistral.regions()).isEqualTo(before.regions());
        assertThat(mistral.headers()).containsExactly(Map.entry("X-Team", "blue"));
        assertThat(mistral.quirks().is("streamUsage")).isTrue();
        assertThat(mistral.quirks().text("seedField", "")).isEqualTo("random_seed");
        assertThat(mistral.unsupported()).doesNotContainKey(Feature.TOP_K).containsKey(Feature.USER);
        assertThat(mistral.errors()).hasSize(before.errors().size() + 1);
        assertThat(mistral.errors().get(0).status()).isEqualTo(418);
        assertThat(mistral.models()).hasSize(before.models().size() + 1);
        ModelProfile large = mistral.listedModel("mistral-large-latest").orElseThrow();
        assertThat(large.contextTokens()).isEqualTo(262144);
        assertThat(large.prices())
                .singleElement()
                .extracting(PricePeriod::version)
                .isEqualTo("mistral/mistral-large-2512@2026-11-20");
    }

    @Test
    void a_file_that_extends_another_id_does_not_take_its_aliases() throws IOException {
        file("base.yaml", ACME.replace("id: acme\n", "id: base\naliases: [basis]\n"));
        file("acme.yaml", """
                id: acme
                extends: base
                name: Acme
                source: {document: our contract, checked: 2026-11-20}
                """);

        ProviderProfile acme = catalog().provider("acme");

        assertThat(acme.aliases()).isEmpty();
        assertThat(acme.name()).isEqualTo("Acme");
        assertThat(acme.models()).hasSize(1);
        assertThat(catalog().provider("basis").id()).isEqualTo("base");
    }

    @Test
    void files_that_extend_each_other_in_a_circle_are_refused() throws IOException {
        String text = "id: %s\nextends: %s\nname: x\nsource: {document: d, checked: 2026-11-20}\n";
        file("one.yaml", text.formatted("one", "two"));
        file("two.yaml", text.formatted("two", "one"));

        assertThatThrownBy(this::catalog)
                .isInstanceOf(LlmException.class)
                .hasMessage("profile " + folder.resolve("one.yaml") + " extends itself, directly or through others");
    }

    @Test
    void problems_of_all_files_are_told_together() throws IOException {
        file("one.yaml", ACME.replace("id: acme\n", "id: one\n").replace("openai-chat", "opnai-chat"));
        file("two.yaml", ACME.replace("id: acme\n", "id: two\n").replace("100000", "many"));
        file("notes.txt", "not a profile");

        assertThatThrownBy(this::catalog)
                .hasMessageStartingWith("2 problems in profiles:")
                .hasMessageContaining(folder.resolve("one.yaml") + ":3:10: dialect: unknown dialect 'opnai-chat'")
                .hasMessageContaining(
                        folder.resolve("two.yaml") + ":10:14: models[0].context: expected a whole number");
    }

    @Test
    void a_folder_that_is_none_is_refused() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(
                        () -> ProfileCatalog.load(Profiles.reader(), getClass().getClassLoader(), missing))
                .isInstanceOf(LlmException.class)
                .hasMessage("the profiles directory '" + missing
                        + "' is not a directory; create it, or correct the option profilesDirectory");
    }

    @Test
    void an_unknown_provider_is_told_near_names_and_how_to_add_one() {
        assertThatThrownBy(() -> Profiles.builtIn().provider("mistrl"))
                .isInstanceOf(LlmException.class)
                .hasMessageStartingWith("unknown provider 'mistrl'; did you mean 'mistral'? Known: ")
                .hasMessageContaining("deepseek, ")
                .hasMessageEndingWith(
                        "To add one, put META-INF/camel-llm/profiles/mistrl.yaml on the class path, or that file"
                                + " into the folder of the option profilesDirectory");
    }

    @Test
    void swapped_letters_are_near_and_foreign_names_are_not() {
        ProfileCatalog catalog = Profiles.builtIn();

        assertThatThrownBy(() -> catalog.provider("opneai")).hasMessageContaining("did you mean 'openai'?");
        assertThatThrownBy(() -> catalog.provider("GROQ")).hasMessageContaining("did you mean 'groq'?");
        assertThatThrownBy(() -> catalog.provider("../../etc/passwd")).hasMessageContaining("passwd'. Known: ");
    }

    @Test
    void an_alias_of_two_providers_is_refused() throws IOException {
        file("acme.yaml", ACME.replace("id: acme\n", "id: acme\naliases: [groq]\n"));

        assertThatThrownBy(this::catalog)
                .isInstanceOf(LlmException.class)
                .hasMessage(
                        "the name 'groq' belongs to both 'groq' and 'acme'; take it away from the aliases of one of them");
    }

    @Test
    void a_jar_on_the_class_path_brings_profiles() throws IOException {
        Path jar = jar("acme.jar", true, Map.of(FOLDER + "acme.yaml", ACME));

        try (URLClassLoader loader = loader(jar)) {
            ProfileCatalog catalog = ProfileCatalog.load(Profiles.reader(), loader, null);

            assertThat(catalog.providers()).extracting(ProviderProfile::id).contains("acme", "openai");
        }
    }

    @Test
    void a_jar_without_entries_for_folders_is_found_by_its_index_or_by_the_id() throws IOException {
        Path indexed = jar(
                "indexed.jar",
                false,
                Map.of(FOLDER + "acme.yaml", ACME, "META-INF/camel-llm/profiles.index", "acme.yaml\n"));
        Path bare = jar("bare.jar", false, Map.of(FOLDER + "bare.yaml", ACME.replace("id: acme\n", "id: bare\n")));

        try (URLClassLoader loader = loader(indexed, bare)) {
            ProfileCatalog catalog = ProfileCatalog.load(Profiles.reader(), loader, null);

            assertThat(catalog.providers())
                    .extracting(ProviderProfile::id)
                    .contains("acme")
                    .doesNotContain("bare");
            assertThat(catalog.provider("bare")).isSameAs(catalog.provider("bare"));
            assertThat(catalog.find("nobody")).isEmpty();
        }
    }

    @Test
    void a_jar_counts_more_than_this_jar_wherever_it_stands_and_a_folder_more_than_a_jar() throws IOException {
        String text = ACME.replace("id: acme\n", "id: mistral\n");
        Path jar = jar("mine.jar", true, Map.of(FOLDER + "mistral.yaml", text));

        try (URLClassLoader loader = loader(jar)) {
            assertThat(ProfileCatalog.load(Profiles.reader(), loader, null)
                            .provider("mistral")
                            .name())
                    .isEqualTo("Acme Inference");

            file("mistral.yaml", text.replace("Acme Inference", "Mine"));

            assertThat(ProfileCatalog.load(Profiles.reader(), loader, folder)
                            .provider("mistral")
                            .name())
                    .isEqualTo("Mine");
        }
    }

    @Test
    void the_first_of_two_jars_with_the_same_id_counts_as_for_every_class() throws IOException {
        Path first = jar("first.jar", true, Map.of(FOLDER + "acme.yaml", ACME));
        Path second = jar("second.jar", true, Map.of(FOLDER + "acme.yaml", ACME.replace("Acme Inference", "Other")));

        try (URLClassLoader loader = loader(first, second)) {
            assertThat(ProfileCatalog.load(Profiles.reader(), loader, null)
                            .provider("acme")
                            .name())
                    .isEqualTo("Acme Inference");
        }
    }

    @Test
    void a_catalog_of_given_profiles_knows_nothing_else() {
        ProviderProfile acme = Profiles.reader().read("acme.yaml", ACME);

        ProfileCatalog catalog = ProfileCatalog.of(acme);

        assertThat(catalog.providers()).isEqualTo(List.of(acme));
        assertThat(catalog.find("openai")).isEmpty();
    }

    private URLClassLoader loader(Path... jars) throws IOException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        return new URLClassLoader(urls, getClass().getClassLoader());
    }

    private Path jar(String name, boolean folders, Map<String, String> files) throws IOException {
        Path jar = Files.createDirectories(folder.resolve("jars")).resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            if (folders) {
                entries.putNextEntry(new JarEntry(FOLDER));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new JarEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
