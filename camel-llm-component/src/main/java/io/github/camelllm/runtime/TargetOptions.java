/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.client.ApiChoice;
import io.github.camelllm.client.TargetSettings;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a user sets for a target, in the words of the options.
 *
 * @param apiKey asked at each call; null: only the environment
 * @param login instead of a key; null: the key
 * @param baseUrl null: the profile's
 * @param region null: the standard one
 * @param choice which of the provider's APIs and resources is meant
 * @param headers additional HTTP headers
 * @param connection how connections are made
 * @param limits how long and how much
 * @param strict a setting that cannot be sent is an error
 */
public record TargetOptions(
        @Nullable Supplier<@Nullable String> apiKey,
        @Nullable Login login,
        @Nullable String baseUrl,
        @Nullable String region,
        Choice choice,
        Map<String, String> headers,
        Connection connection,
        Limits limits,
        boolean strict) {

    /** The same with what a message sets; null changes nothing. */
    public TargetOptions with(@Nullable String key, @Nullable String url, @Nullable String area, boolean strictly) {
        return new TargetOptions(
                key == null ? apiKey : () -> key,
                key == null ? login : null,
                url == null ? baseUrl : url,
                area == null ? region : area,
                url == null ? choice : choice.at(null),
                headers,
                connection,
                limits,
                strictly);
    }

    /** The same with other limits. */
    public TargetOptions withLimits(Limits others) {
        return new TargetOptions(apiKey, login, baseUrl, region, choice, headers, connection, others, strict);
    }

    /**
     * The settings for the client.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    TargetSettings settings() {
        return new TargetSettings(
                apiKey == null ? null : SecretSource.of(apiKey),
                baseUrl,
                region,
                headers,
                connection.config(),
                limits.deadlines(),
                limits.maxResponseBytes(),
                limits.reader(),
                new ApiChoice(
                        choice.api(), choice.apiVersion(), choice.resource(), choice.deployedModel(), choice.project()),
                strict,
                login);
    }

    /**
     * Which of a provider's APIs and resources is meant; null is as usual.
     *
     * @param api by its name in the profile
     * @param apiVersion a dated version of the API
     * @param resource the name or the address of the customer's resource
     * @param deployedModel the model behind a deployment
     * @param project of the customer at the provider
     */
    public record Choice(
            @Nullable String api,
            @Nullable String apiVersion,
            @Nullable String resource,
            @Nullable String deployedModel,
            @Nullable String project) {

        /** The same with another resource. */
        public Choice at(@Nullable String other) {
            return new Choice(api, apiVersion, other, deployedModel, project);
        }
    }

    /** Without the headers, which may hold a key. */
    @Override
    public String toString() {
        return "TargetOptions[baseUrl=" + baseUrl + ", region=" + region + ", " + choice + ", " + limits + ", strict="
                + strict + "]";
    }
}
