/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.client.LlmClientBuilder;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of providers, from the profiles in the component's jar and from {@code docs/evidence.tsv}. */
final class ProviderTable {

    private static final String FOLDER = "camel-llm-component/src/main/resources/META-INF/camel-llm/profiles";

    private static final List<ProviderProfile> PROFILES = read();

    private ProviderTable() {}

    /** Ids of the providers that the component knows, without those of the test kit. */
    static List<String> ids() {
        return Repo.files(FOLDER, ".yaml")
                .map(file -> file.substring(file.lastIndexOf('/') + 1).replace(".yaml", ""))
                .toList();
    }

    static String providers(String page) {
        List<List<String>> rows = new ArrayList<>();
        PROFILES.forEach(profile -> rows.add(List.of(
                profile.name(),
                "`llm:" + profile.id() + "`",
                key(profile.auth()),
                Optional.ofNullable(profile.defaultModel())
                        .map(model -> "`" + model.model() + "`")
                        .orElse("none: name one"))));
        return new Table("3,3,3,3", List.of("Provider", "URI", "Key", "Default model"), rows).in(page);
    }

    /** By provider and capability the best grade that a test proves, and who says each no. */
    static String evidence(String page) {
        List<String> head = new ArrayList<>(List.of("Provider"));
        Stream.of(Capability.values()).map(Capability::title).forEach(head::add);
        List<Evidence> proved = Evidence.all();
        Notes notes = new Notes();
        List<List<String>> rows = new ArrayList<>();
        PROFILES.forEach(profile -> {
            List<String> row = new ArrayList<>(List.of("`" + profile.id() + "`"));
            for (Capability capability : Capability.values()) {
                row.add(cell(profile, capability, proved, notes));
            }
            rows.add(row);
        });
        return new Table("3" + ",2".repeat(Capability.values().length), head, rows).in(page) + notes.in(page);
    }

    private static String cell(ProviderProfile profile, Capability capability, List<Evidence> proved, Notes notes) {
        Optional<Unsupported> no = capability.no(profile);
        if (no.isPresent()) {
            return "no (" + notes.number(profile, no.get()) + ")";
        }
        return capability.of(profile)
                ? Evidence.best(proved, profile.id(), capability).shortly()
                : "unknown";
    }

    /** What providers cannot do, in their words. */
    static String unsupported(String page) {
        List<List<String>> rows = new ArrayList<>();
        PROFILES.forEach(profile -> new TreeMap<>(profile.unsupported())
                .forEach((feature, why) -> rows.add(List.of(
                        "`" + profile.id() + "`",
                        "`" + feature.setting() + "`",
                        Table.escaped(why.reason()),
                        Table.escaped(why.source().document()) + ", "
                                + why.source().checked()))));
        return new Table("2,2,5,4", List.of("Provider", "Feature", "Why", "Source, and when it was read"), rows)
                .in(page);
    }

    private static String key(AuthSpec auth) {
        String variables =
                auth.environment().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        if (variables.isEmpty()) {
            return "none";
        }
        return auth.required() ? variables : variables + ", if it wants one";
    }

    /** All that the component knows, without those of the test kit. */
    static List<ProviderProfile> profiles() {
        return PROFILES;
    }

    static ProviderProfile profile(String id) {
        return PROFILES.stream()
                .filter(profile -> profile.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<ProviderProfile> read() {
        ClassLoader loader = ProviderTable.class.getClassLoader();
        ProfileReader reader = new ProfileReader(LlmClientBuilder.vocabulary(LlmClientBuilder.dialects(loader)));
        ProfileCatalog catalog = ProfileCatalog.load(reader, loader, null);
        return ids().stream().map(catalog::provider).toList();
    }
}
