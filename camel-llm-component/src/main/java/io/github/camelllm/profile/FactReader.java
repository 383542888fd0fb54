/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what providers and models have in common: features, what is not supported, quirks. */
final class FactReader {

    private static final List<String> FEATURES =
            Arrays.stream(Feature.values()).map(Feature::setting).toList();

    private final SourceReader sources;
    private final String dialect;
    private final Map<String, QuirkType> vocabulary;

    FactReader(SourceReader sources, String dialect, Map<String, QuirkType> vocabulary) {
        this.sources = sources;
        this.dialect = dialect;
        this.vocabulary = vocabulary;
    }

    static @Nullable Feature feature(YamlValue value) {
        return value.oneOf("feature", FEATURES, name -> Feature.of(name).orElseThrow());
    }

    /** Reads rows of unsupported features on top of others; {@code false} takes a row away. */
    Map<Feature, Unsupported> unsupported(@Nullable YamlValue value, Map<Feature, Unsupported> before) {
        Map<Feature, Unsupported> rows = new EnumMap<>(Feature.class);
        rows.putAll(before);
        YamlMap map = value == null ? null : value.map();
        if (map != null) {
            map.only(FEATURES.toArray(String[]::new));
            map.entries()
                    .forEach((name, row) -> Feature.of(name).ifPresent(feature -> {
                        if (row.isFalse()) {
                            rows.remove(feature);
                        } else {
                            unsupported(row, feature, rows);
                        }
                    }));
        }
        return rows;
    }

    private void unsupported(YamlValue value, Feature feature, Map<Feature, Unsupported> rows) {
        YamlMap row = value.map();
        if (row == null) {
            return;
        }
        row.only("reason", "source");
        YamlValue reason = row.required("reason", "quote the provider's own sentence, or what it answers");
        String words = reason == null ? null : reason.string();
        if (words != null) {
            rows.put(feature, new Unsupported(words, sources.of(row)));
        }
    }

    /** Reads quirks on top of others. */
    Quirks quirks(@Nullable YamlValue value, Quirks before) {
        YamlMap map = value == null ? null : value.map();
        if (map == null) {
            return before;
        }
        Map<String, Object> own = new HashMap<>();
        map.entries().forEach((name, quirk) -> {
            QuirkType type = vocabulary.get(name);
            if (type == null) {
                List<String> known = vocabulary.keySet().stream().sorted().toList();
                map.key(name)
                        .problem("dialect '" + dialect + "' has no quirk '" + name + "'"
                                + NearNames.suggestion(name, known) + " Allowed: " + String.join(", ", known));
            } else {
                Object read = quirk(quirk, type);
                if (read != null) {
                    own.put(name, read);
                }
            }
        });
        return before.with(new Quirks(own));
    }

    private static @Nullable Object quirk(YamlValue value, QuirkType type) {
        return switch (type.form()) {
            case FLAG -> value.flag();
            case TEXT -> word(value, type);
            case NUMBER -> {
                BigDecimal number = value.decimal();
                yield number == null ? null : number.toPlainString();
            }
            case CURRENCY -> value.currency();
            case LIST -> List.copyOf(value.strings());
            case MAP -> map(value, type);
        };
    }

    private static @Nullable String word(YamlValue value, QuirkType type) {
        return type.words().isEmpty() ? value.word() : value.oneOf("value", type.words(), name -> name);
    }

    private static @Nullable Map<String, String> map(YamlValue value, QuirkType type) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        if (!type.keys().isEmpty()) {
            map.only(type.keys().toArray(String[]::new));
        }
        Map<String, String> words = new LinkedHashMap<>();
        map.entries().forEach((name, entry) -> {
            String word = word(entry, type);
            if (word != null) {
                words.put(name, word);
            }
        });
        return Map.copyOf(words);
    }

    static Set<Feature> features(YamlValue value) {
        Map<Feature, Boolean> all = new EnumMap<>(Feature.class);
        for (YamlValue item : value.list()) {
            Feature feature = feature(item);
            if (feature != null && all.put(feature, true) != null) {
                item.problem("'" + feature.setting() + "' stands twice in the list; remove one");
            }
        }
        return all.keySet();
    }
}
