/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A document that facts of a provider come from, and its age.
 *
 * @param provider the profile's id
 * @param source the document, and the day it was read
 * @param days since then
 * @param facts what hangs on it, such as {@code prices of 12 models}
 */
public record FactAge(String provider, Source source, long days, List<String> facts) {

    public FactAge {
        facts = List.copyOf(facts);
    }

    /** All documents of these providers, the oldest of each first. */
    public static List<FactAge> of(Collection<ProviderProfile> profiles, LocalDate today) {
        return profiles.stream()
                .sorted(Comparator.comparing(ProviderProfile::id))
                .flatMap(profile -> ages(profile, today))
                .toList();
    }

    private static Stream<FactAge> ages(ProviderProfile profile, LocalDate today) {
        Map<Source, Map<String, TreeSet<String>>> facts = new LinkedHashMap<>();
        profile.sources().values().forEach(source -> facts.put(source, new TreeMap<>()));
        facts(profile)
                .forEach(fact -> facts.computeIfAbsent(fact.source(), source -> new TreeMap<>())
                        .computeIfAbsent(fact.what(), what -> new TreeSet<>())
                        .add(fact.of()));
        return facts.entrySet().stream()
                .map(entry -> new FactAge(
                        profile.id(),
                        entry.getKey(),
                        ChronoUnit.DAYS.between(entry.getKey().checked(), today),
                        counted(entry.getValue())))
                .sorted(Comparator.comparingLong(FactAge::days)
                        .reversed()
                        .thenComparing(age -> age.source().document()));
    }

    private static List<String> counted(Map<String, TreeSet<String>> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + (fact.getValue().contains("") ? "" : " of " + named(fact.getValue())))
                .toList();
    }

    private static String named(TreeSet<String> names) {
        return names.size() > 3 ? String.valueOf(names.size()) : String.join(", ", names);
    }

    private static Stream<Fact> facts(ProviderProfile profile) {
        return Stream.of(
                        Stream.of(new Fact("whatever names no other document", "", profile.source())),
                        Stream.ofNullable(profile.defaultModel())
                                .map(model -> new Fact("the default model", "", model.source())),
                        unsupported(profile.unsupported()),
                        profile.models().stream().flatMap(FactAge::facts),
                        facts(profile.about()))
                .flatMap(all -> all);
    }

    private static Stream<Fact> facts(ModelProfile model) {
        return Stream.of(
                        Stream.ofNullable(model.source()).map(source -> new Fact("models", model.id(), source)),
                        model.prices().stream().map(period -> new Fact("prices", model.id(), period.source())),
                        unsupported(model.unsupported()))
                .flatMap(all -> all);
    }

    private static Stream<Fact> facts(About about) {
        return Stream.of(
                        about.suitability().stream().map(it -> new Fact("suitability", "", it.source())),
                        about.residency().entrySet().stream()
                                .map(it -> new Fact(
                                        "residency", it.getKey(), it.getValue().source())),
                        about.statements().entrySet().stream()
                                .map(it -> new Fact(
                                        "statements",
                                        it.getKey().key(),
                                        it.getValue().source())))
                .flatMap(all -> all);
    }

    private static Stream<Fact> unsupported(Map<Feature, Unsupported> rows) {
        return rows.entrySet().stream()
                .map(row -> new Fact(
                        "the lack", row.getKey().setting(), row.getValue().source()));
    }

    /** One thing that was read; {@code of} is empty where the thing says it all. */
    private record Fact(String what, String of, Source source) {}
}
