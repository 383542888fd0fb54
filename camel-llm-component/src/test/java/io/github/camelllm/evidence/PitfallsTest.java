/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.LlmClient;
import io.github.camelllm.profile.ProviderProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every pitfall that the facts of a provider name is shown by a test, or cannot matter to us, or stands open by name. */
class PitfallsTest {

    private static final String ROOT = "io.github.camelllm.";
    private static final List<Pitfall> ROWS = Pitfall.all();

    /** Providers whose facts stand with those of another. */
    private static final Map<String, String> FACTS = Map.of("ollama-cloud", "ollama");

    /** Without the one that is no provider but the test kit's simulator. */
    private static Set<String> providers() {
        try (LlmClient client = LlmClient.builder().build()) {
            return client.catalog().providers().stream()
                    .filter(profile ->
                            profile.baseUrl() == null || !profile.baseUrl().startsWith("{{"))
                    .map(ProviderProfile::id)
                    .map(id -> FACTS.getOrDefault(id, id))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void each_pitfall_of_each_provider_has_its_row_and_each_row_its_pitfall() {
        Path facts = Shared.folder("providers");
        List<String> items = ROWS.stream()
                .map(Pitfall::provider)
                .distinct()
                .flatMap(provider -> Pitfall.items(provider, facts.resolve(provider + ".md")).stream())
                .toList();

        assertThat(ROWS).extracting(Pitfall::item).containsExactlyElementsOf(items);
        assertThat(providers())
                .allSatisfy(provider -> assertThat(facts.resolve(provider + ".md"))
                        .satisfies(file -> assertThat(Files.exists(file)).isTrue()));
    }

    @Test
    void each_provider_has_rows_and_one_that_is_not_there_yet_has_open_ones_only() {
        Set<String> providers = providers();

        assertThat(ROWS).extracting(Pitfall::provider).containsAll(providers);
        assertThat(ROWS)
                .filteredOn(row -> !providers.contains(row.provider()))
                .extracting(Pitfall::kind)
                .allMatch(Pitfall.Kind.OPEN::equals);
    }

    @Test
    void each_named_test_is_one() {
        List<String> missing = ROWS.stream()
                .filter(row -> row.kind() == Pitfall.Kind.TEST)
                .flatMap(row -> row.shown().stream())
                .distinct()
                .filter(name -> !test(name))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void each_row_says_what_became_of_its_pitfall(TestReporter reporter) {
        List<String> open = ROWS.stream()
                .filter(row -> row.kind() == Pitfall.Kind.OPEN)
                .map(row -> row.provider() + " " + row.number() + ": " + row.pitfall() + " ("
                        + row.shown().get(0) + ")")
                .toList();
        reporter.publishEntry("open pitfalls", open.size() + "\n" + String.join("\n", open));

        assertThat(ROWS)
                .filteredOn(row -> row.kind() != Pitfall.Kind.TEST)
                .allSatisfy(row -> assertThat(row.shown().get(0)).hasSizeGreaterThan(20));
        assertThat(ROWS).doesNotHaveDuplicates();
    }

    /** Whether "package.Class#method" is a test of this module. */
    private static boolean test(String name) {
        String[] parts = name.split("#");
        try {
            return parts.length == 2
                    && Arrays.stream(Class.forName(ROOT + parts[0]).getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals(parts[1])
                                    && AnnotationSupport.isAnnotated(method, Testable.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
