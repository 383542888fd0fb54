/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The header fields of a reply, in their order; names are compared without regard to case. Immutable. */
public final class Headers {

    /** No header at all. */
    public static final Headers NONE = new Headers(List.of());

    private final List<HttpHeader> fields;

    private Headers(List<HttpHeader> fields) {
        this.fields = fields;
    }

    public static Headers of(List<HttpHeader> fields) {
        return fields.isEmpty() ? NONE : new Headers(List.copyOf(fields));
    }

    /** From names and values by turns. */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + namesAndValues.length + " strings");
        }
        List<HttpHeader> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HttpHeader(namesAndValues[i], namesAndValues[i + 1]));
        }
        return of(fields);
    }

    public Optional<String> first(String name) {
        for (int i = 0; i < fields.size(); i++) {
            HttpHeader field = fields.get(i);
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    public List<String> all(String name) {
        List<String> values = List.of();
        for (HttpHeader field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values = values.isEmpty() ? new ArrayList<>() : values;
                values.add(field.value());
            }
        }
        return Collections.unmodifiableList(values);
    }

    /** The distinct names, without regard to case, sorted. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach(field -> names.add(field.name()));
        return Collections.unmodifiableSet(names);
    }

    public List<HttpHeader> fields() {
        return fields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
