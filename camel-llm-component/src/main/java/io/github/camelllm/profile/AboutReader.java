/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a provider is and says of itself. */
final class AboutReader {

    private static final List<String> CATEGORIES =
            Arrays.stream(About.Category.values()).map(About.Category::key).toList();
    private static final List<String> TOPICS =
            Arrays.stream(About.Topic.values()).map(About.Topic::key).toList();

    private final SourceReader sources;
    private final Collection<String> regions;

    /**
     * @param regions those of the profile; a profile without any may name others
     */
    AboutReader(SourceReader sources, Collection<String> regions) {
        this.sources = sources;
        this.regions = regions;
    }

    /** Reads a section on top of another: areas and topics are replaced one by one. */
    About about(@Nullable YamlValue value, About before) {
        YamlMap map = value == null ? null : value.map();
        if (map == null) {
            return before;
        }
        map.only("category", "suitability", "residency", "statements");
        About.Category category = map.read("category", AboutReader::category);
        List<About.Statement> suitability = map.read("suitability", this::suitability);
        return new About(
                category == null ? before.category() : category,
                suitability == null ? before.suitability() : suitability,
                residency(map.get("residency"), before.residency()),
                statements(map.get("statements"), before.statements()));
    }

    private static About.@Nullable Category category(YamlValue value) {
        return value.oneOf("category", CATEGORIES, key -> About.Category.of(key).orElseThrow());
    }

    private List<About.Statement> suitability(YamlValue list) {
        List<About.Statement> all = new ArrayList<>();
        list.list().forEach(item -> {
            About.Statement statement = statement(item);
            if (statement != null) {
                all.add(statement);
            }
        });
        return all;
    }

    private Map<About.Topic, About.Statement> statements(
            @Nullable YamlValue value, Map<About.Topic, About.Statement> before) {
        Map<About.Topic, About.Statement> all = new EnumMap<>(About.Topic.class);
        all.putAll(before);
        YamlMap map = value == null ? null : value.map();
        if (map != null) {
            map.only(TOPICS.toArray(String[]::new));
            map.entries()
                    .forEach((key, item) -> About.Topic.of(key).ifPresent(topic -> {
                        About.Statement statement = statement(item);
                        if (statement != null) {
                            all.put(topic, statement);
                        }
                    }));
        }
        return all;
    }

    private About.@Nullable Statement statement(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("says", "source");
        YamlValue says = map.required("says", "what the provider says, in short");
        String words = says == null ? null : says.string();
        return words == null ? null : new About.Statement(words, sources.of(map));
    }

    private Map<String, Residency> residency(@Nullable YamlValue value, Map<String, Residency> before) {
        Map<String, Residency> all = new LinkedHashMap<>(before);
        YamlMap map = value == null ? null : value.map();
        if (map != null) {
            map.entries().forEach((area, item) -> {
                if (!Residency.area(area)) {
                    map.key(area).problem("unknown area '" + area + "'. Allowed: " + Residency.AREAS);
                }
                Residency row = residency(item);
                if (row != null) {
                    all.put(area, row);
                }
            });
        }
        return all;
    }

    private @Nullable Residency residency(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("offered", "standard", "regions", "exceptModels", "means", "source");
        YamlValue means = map.required("means", "what the provider promises of the area, or that it does not offer it");
        String words = means == null ? null : means.string();
        boolean standard = Boolean.TRUE.equals(map.read("standard", YamlValue::flag));
        boolean refused = Boolean.FALSE.equals(map.read("offered", YamlValue::flag));
        List<String> named = map.has("regions") ? map.read("regions", this::regions) : List.of();
        List<String> except = map.has("exceptModels") ? map.read("exceptModels", AboutReader::models) : List.of();
        boolean ways = standard || (named != null && !named.isEmpty());
        if (ways == refused) {
            map.problem(
                    "say how calls stay in the area, 'standard: true' or 'regions: [...]', or else 'offered: false'");
        }
        return words == null || named == null || except == null
                ? null
                : new Residency(standard, named, except, words, sources.of(map));
    }

    private List<String> regions(YamlValue value) {
        List<String> named = value.strings();
        named.stream()
                .filter(region -> !regions.isEmpty() && !regions.contains(region))
                .forEach(region -> value.problem("the profile has no region '" + region + "'"
                        + NearNames.suggestion(region, regions) + " Allowed: "
                        + String.join(", ", regions.stream().sorted().toList())));
        return named;
    }

    private static List<String> models(YamlValue value) {
        List<String> patterns = value.strings();
        patterns.stream()
                .filter(pattern -> pattern.substring(1).contains("*") && pattern.indexOf('*') != pattern.length() - 1)
                .forEach(pattern ->
                        value.problem("'" + pattern + "' may have one asterisk, at its beginning or at its end"));
        return patterns;
    }
}
