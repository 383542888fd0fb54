/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Planned;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a call has and by which money is counted.
 *
 * @param name {@code tenant}, {@code team}, {@code user}, {@code route}, {@code provider}, {@code model}, or {@code tags.}
 *     and the name of a tag
 */
public record Dimension(String name) implements Comparable<Dimension> {

    /** The ones that are no tags. */
    public static final List<String> NAMES = List.of("tenant", "team", "user", "route", "provider", "model");

    private static final String TAG = "tags.";

    public Dimension {
        if (!NAMES.contains(name) && (!name.startsWith(TAG) || name.length() == TAG.length())) {
            throw new IllegalArgumentException("'" + name + "' is nothing to count by; allowed are "
                    + String.join(", ", NAMES) + " and tags.<name>");
        }
    }

    /** Its value for a call; null: the call has none. */
    @Nullable
    String of(Planned planned) {
        return switch (name) {
            case "provider" -> planned.target().provider().id();
            case "model" -> planned.target().model().id();
            default -> of(planned.context());
        };
    }

    /** Its value in what a caller knows of a call; null: there is none. */
    @Nullable
    String of(Map<String, String> context) {
        return context.get(name.equals("route") ? "routeId" : name);
    }

    @Override
    public int compareTo(Dimension other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
