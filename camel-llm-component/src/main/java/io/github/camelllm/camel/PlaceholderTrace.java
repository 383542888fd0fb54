/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.PropertiesLookupListener;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesResolvedValue;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which properties were read for placeholders, because Camel resolves {@code {{my.key}}} before a component sees
 * it: so a secret can be read again later from the property that it came from. Keeps names, no values.
 */
final class PlaceholderTrace implements PropertiesLookupListener {

    private final PropertiesComponent properties;
    private final Set<String> names = new LinkedHashSet<>();

    PlaceholderTrace(PropertiesComponent properties) {
        this.properties = properties;
    }

    @Override
    public void onLookup(String name, @Nullable String value, @Nullable String defaultValue, @Nullable String source) {
        synchronized (names) {
            names.remove(name);
            names.add(name);
        }
    }

    /**
     * The property that was read last and had just this value. A property that was itself computed, by a vault for
     * instance, is none: to ask a vault before each call would be slow, and Camel reloads the routes when it rotates.
     */
    Optional<String> origin(String value) {
        List<String> newestFirst;
        synchronized (names) {
            newestFirst = new ArrayList<>(names);
        }
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(name ->
                        properties.getResolvedValue(name).filter(plain(value)).isPresent())
                .findFirst();
    }

    /** The property's value at this moment. */
    Optional<String> current(String name) {
        return properties.resolveProperty(name);
    }

    private static java.util.function.Predicate<PropertiesResolvedValue> plain(String value) {
        return resolved -> value.equals(resolved.value())
                && (resolved.originalValue() == null || value.equals(resolved.originalValue()));
    }
}
