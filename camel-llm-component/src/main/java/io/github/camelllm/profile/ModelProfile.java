/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one model at one provider. What nobody knows is null or empty.
 *
 * @param id the provider's id of the model
 * @param aliases other names that the provider accepts
 * @param kind what it does
 * @param contextTokens the most prompt and answer tokens together; null: unknown
 * @param maxOutputTokens the most answer tokens; null: unknown
 * @param features what it is known to do
 * @param unsupported what it is known not to do, beside what its provider does not
 * @param quirks deviations, on top of the provider's
 * @param prices in effect at some time, oldest first; empty: unknown
 * @param source where the facts come from; null for a model that no profile lists
 */
public record ModelProfile(
        String id,
        List<String> aliases,
        Kind kind,
        @Nullable Integer contextTokens,
        @Nullable Integer maxOutputTokens,
        Set<Feature> features,
        Map<Feature, Unsupported> unsupported,
        Quirks quirks,
        List<PricePeriod> prices,
        @Nullable Source source) {

    public ModelProfile {
        Objects.requireNonNull(id, "id");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(kind, "kind");
        features = Set.copyOf(features);
        unsupported = Map.copyOf(unsupported);
        Objects.requireNonNull(quirks, "quirks");
        prices = List.copyOf(prices);
    }

    /** A model of which nothing is known but its name. */
    public static ModelProfile unlisted(String id) {
        return new ModelProfile(id, List.of(), Kind.CHAT, null, null, Set.of(), Map.of(), Quirks.NONE, List.of(), null);
    }

    /** Whether a profile lists it. */
    public boolean listed() {
        return source != null;
    }

    /** The same facts under the name that was asked for, such as a dated snapshot of a listed model. */
    public ModelProfile named(String asked) {
        return asked.equals(id)
                ? this
                : new ModelProfile(
                        asked,
                        aliases,
                        kind,
                        contextTokens,
                        maxOutputTokens,
                        features,
                        unsupported,
                        quirks,
                        prices,
                        source);
    }

    /** What a model does. */
    public enum Kind {
        /** Answers to messages. */
        CHAT,
        /** Vectors of texts. */
        EMBEDDING
    }
}
