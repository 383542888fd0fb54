/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.profile.About;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Residency;
import io.github.camelllm.profile.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What providers are and say of themselves, from the profiles. */
final class AboutTables {

    private static final String UNKNOWN = "unknown";
    private static final String NOTHING = "–";

    private final List<ProviderProfile> profiles;

    AboutTables(List<ProviderProfile> profiles) {
        this.profiles = profiles;
    }

    /** By provider and area, how calls stay there. */
    String residency(String page) {
        List<List<String>> rows = new ArrayList<>();
        profiles.forEach(profile -> {
            if (profile.about().residency().isEmpty()) {
                rows.add(List.of("`" + profile.id() + "`", UNKNOWN, NOTHING, NOTHING, NOTHING));
            }
            new TreeMap<>(profile.about().residency())
                    .forEach((area, row) -> rows.add(List.of(
                            "`" + profile.id() + "`",
                            area,
                            ways(row),
                            Table.escaped(row.means()),
                            source(row.source()))));
        });
        return new Table(
                        "2,1,3,5,4",
                        List.of("Provider", "Area", "Stays there by", "It says", "Source, and when it was read"),
                        rows)
                .in(page);
    }

    /** By provider and topic, what it says. */
    String statements(String page) {
        List<List<String>> rows = new ArrayList<>();
        profiles.forEach(profile -> {
            About about = profile.about();
            String category = Optional.ofNullable(about.category())
                    .map(it -> "`" + it.key() + "`")
                    .orElse(UNKNOWN);
            List<List<String>> own = new ArrayList<>();
            about.suitability().forEach(statement -> own.add(row(profile, category, "suitability", statement)));
            new TreeMap<>(about.statements())
                    .forEach((topic, statement) -> own.add(row(profile, category, topic.key(), statement)));
            if (own.isEmpty()) {
                own.add(List.of("`" + profile.id() + "`", category, NOTHING, UNKNOWN, NOTHING));
            }
            rows.addAll(own);
        });
        return new Table(
                        "2,2,2,6,4",
                        List.of("Provider", "Category", "Topic", "It says", "Source, and when it was read"),
                        rows)
                .in(page);
    }

    private static List<String> row(ProviderProfile profile, String category, String topic, About.Statement it) {
        return List.of(
                "`" + profile.id() + "`", category, "`" + topic + "`", Table.escaped(it.says()), source(it.source()));
    }

    private static String ways(Residency row) {
        if (!row.offered()) {
            return "not offered";
        }
        List<String> ways = new ArrayList<>();
        if (row.standard()) {
            ways.add("its own base URL");
        }
        row.regions().forEach(region -> ways.add("`region=" + region + "`"));
        String all = String.join(", ", ways);
        return row.exceptModels().isEmpty()
                ? all
                : all + "; not for models "
                        + row.exceptModels().stream()
                                .map(model -> "`+" + model + "+`")
                                .collect(Collectors.joining(", "));
    }

    private static String source(Source source) {
        return Table.escaped(source.document()) + ", " + source.checked();
    }
}
