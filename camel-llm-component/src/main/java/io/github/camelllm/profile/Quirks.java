/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deviations from a dialect, by the names that the dialect defines. Values are booleans, texts, lists of texts or maps of
 * texts; the profile reader has checked them against the dialect's {@link QuirkType}s.
 *
 * @param values by name
 */
public record Quirks(Map<String, Object> values) {

    /** No deviation. */
    public static final Quirks NONE = new Quirks(Map.of());

    public Quirks {
        // Looked at many times a call, mostly for what is absent: a hash table is quicker at that than Map.copyOf.
        values = Collections.unmodifiableMap(new HashMap<>(values));
    }

    /** Whether the flag is set; false when it is absent. */
    public boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** The flag, or what holds when it is absent. */
    public boolean is(String name, boolean absent) {
        return (boolean) values.getOrDefault(name, absent);
    }

    /** The text, or what holds when it is absent. */
    public String text(String name, String absent) {
        return (String) values.getOrDefault(name, absent);
    }

    /** The texts; empty when absent. */
    @SuppressWarnings("unchecked")
    public List<String> list(String name) {
        return (List<String>) values.getOrDefault(name, List.of());
    }

    /** The texts by name; empty when absent. */
    @SuppressWarnings("unchecked")
    public Map<String, String> map(String name) {
        return (Map<String, String>) values.getOrDefault(name, Map.of());
    }

    /** These quirks with others on top: the others win. */
    public Quirks with(Quirks others) {
        if (others.values.isEmpty()) {
            return this;
        }
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Quirks(all);
    }
}
