/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import io.github.camelllm.profile.Unsupported;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the profiles say of a target.
 *
 * @param provider the profile's id
 * @param model the provider's id of the model
 * @param window the most prompt tokens; null: unknown
 * @param has what it is known to do
 * @param lacks what it is known not to do, with the reason
 */
public record TargetFacts(
        String provider, String model, @Nullable Integer window, Set<Feature> has, Map<Feature, String> lacks) {

    public TargetFacts {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        EnumSet<Feature> known = EnumSet.noneOf(Feature.class);
        known.addAll(has);
        has = Collections.unmodifiableSet(known);
        EnumMap<Feature, String> lacking = new EnumMap<>(Feature.class);
        lacking.putAll(lacks);
        lacks = Collections.unmodifiableMap(lacking);
    }

    /** A target of which nothing is known but its name. */
    public static TargetFacts of(String provider, String model) {
        return new TargetFacts(provider, model, null, Set.of(), Map.of());
    }

    /** What the profiles say. */
    public static TargetFacts of(Target target) {
        EnumMap<Feature, String> lacks = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            target.lacks(feature).map(Unsupported::reason).ifPresent(reason -> lacks.put(feature, reason));
        }
        return new TargetFacts(
                target.provider().id(),
                target.model().id(),
                target.model().window(),
                target.model().features(),
                lacks);
    }
}
