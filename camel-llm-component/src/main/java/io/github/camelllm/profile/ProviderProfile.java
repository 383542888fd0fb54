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
 * @param requestIdHeaders response headers that carry the request id, in order
 * @param quirks deviations from the dialect
 * @param errors tell the kind of an error, in order, before the dialect's own rules
 * @param unsupported what no model of it does
 * @param models that are known
 * @param source where the facts come from
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
        @Nullable DatedModel defaultModel,
        List<String> requestIdHeaders,
        Quirks quirks,
        List<ErrorRule> errors,
        Map<Feature, Unsupported> unsupported,
        List<ModelProfile> models,
        Source source) {

    public ProviderProfile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(dialect, "dialect");
        regions = Map.copyOf(regions);
        Objects.requireNonNull(auth, "auth");
        headers = Map.copyOf(headers);
        paths = Map.copyOf(paths);
        requestIdHeaders = List.copyOf(requestIdHeaders);
        Objects.requireNonNull(quirks, "quirks");
        errors = List.copyOf(errors);
        unsupported = Map.copyOf(unsupported);
        models = List.copyOf(models);
        Objects.requireNonNull(source, "source");
    }

    /**
     * A model named on a day.
     *
     * @param model its id
     * @param source where and when it was found to be a good default
     */
    public record DatedModel(String model, Source source) {}

    /** The listed model of that exact id or alias. */
    public Optional<ModelProfile> listedModel(String asked) {
        return models.stream()
                .filter(m -> m.id().equals(asked) || m.aliases().contains(asked))
                .findFirst();
    }
}
