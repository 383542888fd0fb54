/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which ways to a provider stay in an area, by what the provider says.
 *
 * @param standard whether the profile's own base URL does
 * @param regions that do
 * @param exceptModels models that leave it all the same: names, or beginnings or ends of names with an asterisk
 * @param means what the provider promises, or that it does not offer the area
 * @param source where it says so
 */
public record Residency(
        boolean standard, List<String> regions, List<String> exceptModels, String means, Source source) {

    private static final Set<String> GROUPS = Set.of("eu", "apac", "local");
    private static final Set<String> COUNTRIES = countries();

    /** The names of areas, for messages. */
    public static final String AREAS =
            "eu, apac, local (the machine itself), or the two letters of a country, such as us";

    public Residency {
        regions = List.copyOf(regions);
        exceptModels = List.copyOf(exceptModels);
        Objects.requireNonNull(means, "means");
        Objects.requireNonNull(source, "source");
    }

    /** Whether there is any way that stays in the area. */
    public boolean offered() {
        return standard || !regions.isEmpty();
    }

    /** Whether calls stay in the area by that region, or by the profile's own base URL where it is null. */
    public boolean holds(@Nullable String region) {
        return region == null ? standard : regions.contains(region);
    }

    /** Whether the model leaves the area, whatever the region. */
    public boolean excepts(String model) {
        return exceptModels.stream().anyMatch(pattern -> fits(pattern, model));
    }

    /** Whether it is the name of an area. */
    public static boolean area(String name) {
        return GROUPS.contains(name) || COUNTRIES.contains(name);
    }

    private static boolean fits(String pattern, String model) {
        if (pattern.endsWith("*")) {
            return model.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.startsWith("*") ? model.endsWith(pattern.substring(1)) : model.equals(pattern);
    }

    private static Set<String> countries() {
        TreeSet<String> codes = new TreeSet<>();
        Stream.of(Locale.getISOCountries()).forEach(code -> codes.add(code.toLowerCase(Locale.ROOT)));
        return codes;
    }
}
