/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one provider.
 *
 * @param id the first segment of the URI
 * @param name as the provider writes itself
 * @param aliases other first segments
 * @param dialect the id of the wire dialect
 * @param baseUrl without a slash at the end; null: the user must give one
 * @param regions base URLs by region
 * @param auth how it wants to know who calls
 * @param headers sent with every call
 * @param paths appended to the base URL, by operation ({@code chat}, {@code embed}); absent: the dialect's own
 * @param defaultModel used when nobody names one; null: none
 * @param apis its other APIs by name; the usual one is called {@value #USUAL_API}
 * @param resource where it answers, when each customer has addresses of his own; null: at the base URL for all
 * @param requestIdHeaders response headers that carry the request id, in order
 * @param quirks deviations from the dialect
 * @param errors tell the kind of an error, in order, before the dialect's own rules
 * @param unsupported what no model of it does
 * @param models that are known
 * @param about what it is and says of itself
 * @param source where the facts come from that name no other source
 * @param sources all of them, by their short names in the profile
 */
public record ProviderProfile(
        String id,
        String name,
        List<String> aliases,
        String dialect,
        @Nullable String baseUrl,
        Map<String, String> regions,
        AuthSpec auth,
        Map<String, String> headers,
        Map<String, String> paths,
        Map<String, ApiSpec> apis,
        @Nullable ResourceSpec resource,
        @Nullable DatedModel defaultModel,
        List<String> requestIdHeaders,
        Quirks quirks,
        List<ErrorRule> errors,
        Map<Feature, Unsupported> unsupported,
        List<ModelProfile> models,
        About about,
        Source source,
        Map<String, Source> sources) {

    /** The name of the API that the profile itself describes. */
    public static final String USUAL_API = "chat";

    public ProviderProfile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(dialect, "dialect");
        regions = Map.copyOf(regions);
        Objects.requireNonNull(auth, "auth");
        headers = Map.copyOf(headers);
        paths = Map.copyOf(paths);
        apis = Map.copyOf(apis);
        requestIdHeaders = List.copyOf(requestIdHeaders);
        Objects.requireNonNull(quirks, "quirks");
        errors = List.copyOf(errors);
        unsupported = Map.copyOf(unsupported);
        models = List.copyOf(models);
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(source, "source");
        sources = Map.copyOf(sources);
    }

    /**
     * A model named on a day.
     *
     * @param model its id
     * @param source where and when it was found to be a good default
     */
    public record DatedModel(String model, Source source) {}

    /** The provider's facts with another of its APIs; empty when it has none of that name. */
    public Optional<ProviderProfile> api(String name) {
        return name.equals(USUAL_API)
                ? Optional.of(this)
                : Optional.ofNullable(apis.get(name)).map(api -> api.of(this));
    }

    /** The names of its APIs, the usual one first. */
    public List<String> apiNames() {
        List<String> names = new ArrayList<>(apis.keySet());
        names.sort(null);
        names.add(0, USUAL_API);
        return names;
    }

    /** The listed model of that exact id or alias. */
    public Optional<ModelProfile> listedModel(String asked) {
        return models.stream()
                .filter(m -> m.id().equals(asked) || m.aliases().contains(asked))
                .findFirst();
    }

    /** A provider of which only the least is known. */
    public static Builder builder(String id, String dialect, Source source) {
        return new Builder(id, dialect, source);
    }

    /** A builder that starts from these facts. */
    public Builder toBuilder() {
        return new Builder(id, dialect, source)
                .name(name)
                .aliases(aliases)
                .baseUrl(baseUrl)
                .regions(regions)
                .auth(auth)
                .headers(headers)
                .paths(paths)
                .apis(apis)
                .resource(resource)
                .defaultModel(defaultModel)
                .requestIdHeaders(requestIdHeaders)
                .quirks(quirks)
                .errors(errors)
                .unsupported(unsupported)
                .models(models)
                .about(about)
                .sources(sources);
    }

    /** Collects a {@link ProviderProfile}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private String name;
        private List<String> aliases = List.of();
        private @Nullable String baseUrl;
        private Map<String, String> regions = Map.of();
        private AuthSpec auth = AuthSpec.NONE;
        private Map<String, String> headers = Map.of();
        private Map<String, String> paths = Map.of();
        private Map<String, ApiSpec> apis = Map.of();
        private @Nullable ResourceSpec resource;
        private @Nullable DatedModel defaultModel;
        private List<String> requestIdHeaders = List.of();
        private Quirks quirks = Quirks.NONE;
        private List<ErrorRule> errors = List.of();
        private Map<Feature, Unsupported> unsupported = Map.of();
        private List<ModelProfile> models = List.of();
        private About about = About.UNKNOWN;
        private Map<String, Source> sources = Map.of();
        private String dialect;
        private Source source;

        private Builder(String id, String dialect, Source source) {
            this.id = id;
            this.name = id;
            this.dialect = dialect;
            this.source = source;
        }

        /** As the provider writes itself. */
        public Builder name(String words) {
            this.name = words;
            return this;
        }

        /** Other first segments. */
        public Builder aliases(List<String> segments) {
            this.aliases = segments;
            return this;
        }

        /** Without a slash at the end. */
        public Builder baseUrl(@Nullable String url) {
            this.baseUrl = url;
            return this;
        }

        /** Base URLs by region. */
        public Builder regions(Map<String, String> urls) {
            this.regions = urls;
            return this;
        }

        /** How it wants to know who calls. */
        public Builder auth(AuthSpec spec) {
            this.auth = spec;
            return this;
        }

        /** Sent with every call. */
        public Builder headers(Map<String, String> fixed) {
            this.headers = fixed;
            return this;
        }

        /** By operation. */
        public Builder paths(Map<String, String> parts) {
            this.paths = parts;
            return this;
        }

        /** Its other APIs by name. */
        public Builder apis(Map<String, ApiSpec> others) {
            this.apis = others;
            return this;
        }

        /** Where it answers. */
        public Builder resource(@Nullable ResourceSpec spec) {
            this.resource = spec;
            return this;
        }

        /** Used when nobody names one. */
        public Builder defaultModel(@Nullable DatedModel dated) {
            this.defaultModel = dated;
            return this;
        }

        /** Response headers that carry the request id. */
        public Builder requestIdHeaders(List<String> names) {
            this.requestIdHeaders = names;
            return this;
        }

        /** Deviations from the dialect. */
        public Builder quirks(Quirks deviations) {
            this.quirks = deviations;
            return this;
        }

        /** Tell the kind of an error. */
        public Builder errors(List<ErrorRule> rules) {
            this.errors = rules;
            return this;
        }

        /** What no model of it does. */
        public Builder unsupported(Map<Feature, Unsupported> lacking) {
            this.unsupported = lacking;
            return this;
        }

        /** That are known. */
        public Builder models(List<ModelProfile> known) {
            this.models = known;
            return this;
        }

        /** What it is and says of itself. */
        public Builder about(About facts) {
            this.about = facts;
            return this;
        }

        /** By their short names. */
        public Builder sources(Map<String, Source> table) {
            this.sources = table;
            return this;
        }

        /** The id of the wire dialect. */
        public Builder dialect(String wire) {
            this.dialect = wire;
            return this;
        }

        /** Of all facts that name no other. */
        public Builder source(Source origin) {
            this.source = origin;
            return this;
        }

        /** The provider's facts. */
        public ProviderProfile build() {
            return new ProviderProfile(
                    id,
                    name,
                    aliases,
                    dialect,
                    baseUrl,
                    regions,
                    auth,
                    headers,
                    paths,
                    apis,
                    resource,
                    defaultModel,
                    requestIdHeaders,
                    quirks,
                    errors,
                    unsupported,
                    models,
                    about,
                    source,
                    sources);
        }
    }
}
