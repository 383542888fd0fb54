/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.PricePeriod;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Unsupported;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column of the table of evidence. */
enum Capability {
    CHAT("Chat", null),
    STREAMING("Streams", Feature.STREAMING),
    TOOLS("Tools", Feature.TOOLS),
    STREAMED_TOOLS("Streamed tools", Feature.TOOLS),
    JSON_SCHEMA("JSON schema", Feature.JSON_SCHEMA),
    JSON_OBJECT("JSON", Feature.JSON_OBJECT),
    IMAGE_INPUT("Images", Feature.IMAGE_INPUT),
    REASONING("Reasoning", Feature.REASONING),
    EMBEDDINGS("Embeddings", Feature.EMBEDDINGS),
    USAGE("Usage", null),
    CACHED_TOKENS("Cached tokens", null),
    ERRORS("Errors", null);

    private final String title;
    private final @Nullable Feature feature;

    Capability(String title, @Nullable Feature feature) {
        this.title = title;
        this.feature = feature;
    }

    String title() {
        return title;
    }

    /** Why the provider does not have it, in its own words; empty when it has it, or nobody says. */
    Optional<Unsupported> no(ProviderProfile profile) {
        return Optional.ofNullable(feature).map(profile.unsupported()::get);
    }

    /** Whether the provider has it, by its profile; tokens from a cache where a price is known for them, or none at all. */
    boolean of(ProviderProfile profile) {
        if (this == CACHED_TOKENS) {
            List<PricePeriod> prices = profile.models().stream()
                    .flatMap(model -> model.prices().stream())
                    .toList();
            return prices.isEmpty()
                    || prices.stream().anyMatch(price -> price.rates().containsKey(Bucket.CACHE_READ));
        }
        return no(profile).isEmpty();
    }
}
