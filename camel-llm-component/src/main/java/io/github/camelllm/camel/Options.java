/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.runtime.OptionValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.util.PropertiesHelper;
import org.jspecify.annotations.Nullable;

/** Reads options of an endpoint that Camel's own binding does not know. */
final class Options {

    private Options() {}

    /**
     * Removes the options that begin with the prefix, and the map option itself, and gives them as one map with nested
     * names as they are.
     *
     * @throws IllegalArgumentException when the map option is not a map
     */
    static Map<String, Object> take(Map<String, Object> parameters, String prefix, String mapOption) {
        Map<String, Object> all = new LinkedHashMap<>();
        Object map = parameters.remove(mapOption);
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> all.put(String.valueOf(name), value));
        } else if (map != null) {
            try {
                all.putAll(OptionValue.map(map.toString()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("option " + mapOption + ": " + e.getMessage(), e);
            }
        }
        all.putAll(PropertiesHelper.extractProperties(parameters, prefix));
        return all;
    }

    /** Removes an option whose value refers to a bean, so that Camel does not resolve it, and gives the reference. */
    static Optional<String> takeReference(Map<String, Object> parameters, String option) {
        return parameters.get(option) instanceof String value && value.startsWith("#")
                ? Optional.of((String) parameters.remove(option))
                : Optional.empty();
    }

    /** The texts between commas. */
    static Set<String> list(@Nullable String text) {
        return text == null || text.isBlank()
                ? Set.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Checks the value of an option with few values.
     *
     * @throws IllegalArgumentException when it is another
     */
    static <T> T oneOf(String option, @Nullable String value, Map<String, T> allowed) {
        T known = value == null ? null : allowed.get(value);
        if (known == null) {
            throw new IllegalArgumentException("option " + option + " is '" + value + "'; allowed are "
                    + String.join(", ", List.copyOf(allowed.keySet())));
        }
        return known;
    }
}
