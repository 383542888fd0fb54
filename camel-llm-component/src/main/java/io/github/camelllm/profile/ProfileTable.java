/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What documentation says about providers, taken from their profiles.
 *
 * @param rows by id
 */
public record ProfileTable(List<Row> rows) {

    public ProfileTable {
        rows = List.copyOf(rows);
    }

    /** The table of these providers. */
    public static ProfileTable of(Collection<ProviderProfile> profiles) {
        return new ProfileTable(profiles.stream()
                .sorted(Comparator.comparing(ProviderProfile::id))
                .map(Row::of)
                .toList());
    }

    /**
     * One provider.
     *
     * @param id the first segment of the URI
     * @param name as the provider writes itself
     * @param dialect its wire protocol
     * @param environment variables that may hold the key
     * @param defaultModel used when nobody names one; empty: none
     * @param models how many are listed
     * @param pricedModels how many of them have prices
     * @param evidence the sorts of sources its facts come from, strongest first
     * @param unsupported what no model of it does, with the provider's words and their source
     */
    public record Row(
            String id,
            String name,
            String dialect,
            List<String> environment,
            Optional<String> defaultModel,
            int models,
            int pricedModels,
            SortedSet<Source.Kind> evidence,
            Map<Feature, Unsupported> unsupported) {

        static Row of(ProviderProfile profile) {
            SortedSet<Source.Kind> evidence = new TreeSet<>();
            evidence.add(profile.source().kind());
            profile.sources().values().forEach(source -> evidence.add(source.kind()));
            Map<Feature, Unsupported> unsupported = new EnumMap<>(Feature.class);
            unsupported.putAll(profile.unsupported());
            return new Row(
                    profile.id(),
                    profile.name(),
                    profile.dialect(),
                    profile.auth().environment(),
                    Optional.ofNullable(profile.defaultModel()).map(ProviderProfile.DatedModel::model),
                    profile.models().size(),
                    (int) profile.models().stream()
                            .filter(model -> !model.prices().isEmpty())
                            .count(),
                    evidence,
                    unsupported);
        }
    }
}
