/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.SecretSource;
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
                headers,
                connection,
                limits,
                strictly);
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
                strict,
                login);
    }

    /** Without the headers, which may hold a key. */
    @Override
    public String toString() {
        return "TargetOptions[baseUrl=" + baseUrl + ", region=" + region + ", " + limits + ", strict=" + strict + "]";
    }
}
