/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.LocalDate;
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
 * @param prefixes beginnings of further names that mean it, {@link #ANY_NAME} for any; the longest that fits wins
 * @param kind what it does
 * @param api of its provider that it is called by, unless the user names another; null: the usual one
 * @param role what it stands for in tables of its provider's models; null: nothing
 * @param contextTokens the most prompt and answer tokens together; null: unknown
 * @param maxInputTokens the most prompt tokens, where the provider says so apart; null: unknown
 * @param maxOutputTokens the most answer tokens; null: unknown
 * @param features what it is known to do
 * @param unsupported what it is known not to do, beside what its provider does not
 * @param quirks deviations, on top of the provider's
 * @param prices in effect at some time, oldest first; empty: unknown
 * @param retires the first day without it; null: no such day is known
 * @param source where the facts come from; null for a model that no profile lists
 */
public record ModelProfile(
        String id,
        List<String> aliases,
        List<String> prefixes,
        Kind kind,
        @Nullable String api,
        @Nullable Role role,
        @Nullable Integer contextTokens,
        @Nullable Integer maxInputTokens,
        @Nullable Integer maxOutputTokens,
        Set<Feature> features,
        Map<Feature, Unsupported> unsupported,
        Quirks quirks,
        List<PricePeriod> prices,
        @Nullable LocalDate retires,
        @Nullable Source source) {

    /** Stands among {@link #prefixes} for any name that no other model takes. */
    public static final String ANY_NAME = "*";

    public ModelProfile {
        Objects.requireNonNull(id, "id");
        aliases = List.copyOf(aliases);
        prefixes = List.copyOf(prefixes);
        Objects.requireNonNull(kind, "kind");
        features = Set.copyOf(features);
        unsupported = Map.copyOf(unsupported);
        Objects.requireNonNull(quirks, "quirks");
        prices = List.copyOf(prices);
    }

    /** A model of which nothing is known but its name. */
    public static ModelProfile unlisted(String id) {
        return builder(id).build();
    }

    /** A chat model of which nothing else is known yet. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** A builder that starts from these facts. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.aliases = aliases;
        builder.prefixes = prefixes;
        builder.kind = kind;
        builder.api = api;
        builder.role = role;
        builder.contextTokens = contextTokens;
        builder.maxInputTokens = maxInputTokens;
        builder.maxOutputTokens = maxOutputTokens;
        builder.features = features;
        builder.unsupported = unsupported;
        builder.quirks = quirks;
        builder.prices = prices;
        builder.retires = retires;
        builder.source = source;
        return builder;
    }

    /** Whether a profile lists it. */
    public boolean listed() {
        return source != null;
    }

    /** The most prompt tokens; null: unknown. */
    public @Nullable Integer window() {
        return maxInputTokens != null ? maxInputTokens : contextTokens;
    }

    /** The same facts under the name that was asked for, such as a dated snapshot of a listed model. */
    public ModelProfile named(String asked) {
        if (asked.equals(id)) {
            return this;
        }
        Builder other = toBuilder();
        other.id = asked;
        return other.build();
    }

    /** What a model does. */
    public enum Kind {
        /** Answers to messages. */
        CHAT,
        /** Vectors of texts. */
        EMBEDDING
    }

    /** What a model stands for among those of its provider; at most one has each role. */
    public enum Role {
        /** The one for cheap and quick answers. */
        SMALL,
        /** The one for the hardest questions. */
        LARGE,
        /** The one for something else than chat at large, such as vectors, code or search. */
        SPECIALTY
    }

    /** Collects a {@link ModelProfile}. Not thread-safe. */
    public static final class Builder {
        private String id;
        private List<String> aliases = List.of();
        private List<String> prefixes = List.of();
        private Kind kind = Kind.CHAT;
        private @Nullable String api;
        private @Nullable Role role;
        private @Nullable Integer contextTokens;
        private @Nullable Integer maxInputTokens;
        private @Nullable Integer maxOutputTokens;
        private Set<Feature> features = Set.of();
        private Map<Feature, Unsupported> unsupported = Map.of();
        private Quirks quirks = Quirks.NONE;
        private List<PricePeriod> prices = List.of();
        private @Nullable LocalDate retires;
        private @Nullable Source source;

        private Builder(String id) {
            this.id = id;
        }

        /** Other names that the provider accepts. */
        public Builder aliases(List<String> names) {
            this.aliases = names;
            return this;
        }

        /** Beginnings of further names that mean it. */
        public Builder prefixes(List<String> beginnings) {
            this.prefixes = beginnings;
            return this;
        }

        /** What it does. */
        public Builder kind(Kind what) {
            this.kind = what;
            return this;
        }

        /** The API that it is called by. */
        public Builder api(@Nullable String name) {
            this.api = name;
            return this;
        }

        /** What it stands for; null: nothing. */
        public Builder role(@Nullable Role one) {
            this.role = one;
            return this;
        }

        /** The most prompt and answer tokens together. */
        public Builder contextTokens(@Nullable Integer most) {
            this.contextTokens = most;
            return this;
        }

        /** The most prompt tokens. */
        public Builder maxInputTokens(@Nullable Integer most) {
            this.maxInputTokens = most;
            return this;
        }

        /** The most answer tokens. */
        public Builder maxOutputTokens(@Nullable Integer most) {
            this.maxOutputTokens = most;
            return this;
        }

        /** What it is known to do. */
        public Builder features(Set<Feature> known) {
            this.features = known;
            return this;
        }

        /** What it is known not to do. */
        public Builder unsupported(Map<Feature, Unsupported> lacking) {
            this.unsupported = lacking;
            return this;
        }

        /** Deviations. */
        public Builder quirks(Quirks deviations) {
            this.quirks = deviations;
            return this;
        }

        /** Prices, oldest first. */
        public Builder prices(List<PricePeriod> periods) {
            this.prices = periods;
            return this;
        }

        /** The first day without it. */
        public Builder retires(@Nullable LocalDate day) {
            this.retires = day;
            return this;
        }

        /** Where the facts come from. */
        public Builder source(@Nullable Source origin) {
            this.source = origin;
            return this;
        }

        /** The model's facts. */
        public ModelProfile build() {
            return new ModelProfile(
                    id,
                    aliases,
                    prefixes,
                    kind,
                    api,
                    role,
                    contextTokens,
                    maxInputTokens,
                    maxOutputTokens,
                    features,
                    unsupported,
                    quirks,
                    prices,
                    retires,
                    source);
        }
    }
}
