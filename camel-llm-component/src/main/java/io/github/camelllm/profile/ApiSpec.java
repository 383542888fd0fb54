/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Another API of a provider: what differs from its usual one.
 *
 * @param dialect the id of its wire dialect
 * @param quirks deviations, on top of the provider's
 * @param unsupported all that no model does with it
 * @param supports what models lack with the usual API only
 */
public record ApiSpec(String dialect, Quirks quirks, Map<Feature, Unsupported> unsupported, Set<Feature> supports) {

    public ApiSpec {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(quirks, "quirks");
        unsupported = Map.copyOf(unsupported);
        supports = Set.copyOf(supports);
    }

    /** The provider with this API as its usual one. */
    ProviderProfile of(ProviderProfile provider) {
        return provider.toBuilder()
                .dialect(dialect)
                .quirks(provider.quirks().with(quirks))
                .unsupported(unsupported)
                .models(provider.models().stream().map(this::of).toList())
                .apis(Map.of())
                .build();
    }

    /** The model as it is with this API. */
    public ModelProfile of(ModelProfile model) {
        if (supports.isEmpty() || supports.stream().noneMatch(model.unsupported()::containsKey)) {
            return model;
        }
        Map<Feature, Unsupported> left = new EnumMap<>(model.unsupported());
        left.keySet().removeAll(supports);
        return model.toBuilder().unsupported(left).build();
    }
}
