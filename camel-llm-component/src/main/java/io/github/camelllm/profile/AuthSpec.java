/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a provider wants to know who calls.
 *
 * @param scheme the pattern
 * @param name of the header or query parameter that carries the key
 * @param environment names of environment variables that may hold the key, in order
 * @param required whether the provider answers without a key
 * @param signingName the name of the service in signatures of AWS, which it takes instead of a key; null: it takes none
 */
public record AuthSpec(
        Scheme scheme,
        String name,
        List<String> environment,
        boolean required,
        @Nullable String signingName) {

    /** No login at all. */
    public static final AuthSpec NONE = new AuthSpec(Scheme.NONE, "", List.of(), false);

    private static final String AUTHORIZATION = "Authorization";

    public AuthSpec {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(name, "name");
        environment = List.copyOf(environment);
    }

    /** A login that is a key and nothing else. */
    public AuthSpec(Scheme scheme, String name, List<String> environment, boolean required) {
        this(scheme, name, environment, required, null);
    }

    /** The header that carries the key; an empty string: none does. */
    public String keyHeader() {
        return switch (scheme) {
            case NONE, QUERY -> "";
            case BEARER -> AUTHORIZATION;
            case HEADER -> name;
            case GOOGLE -> name.isEmpty() ? AUTHORIZATION : name;
        };
    }

    /** Where the key goes. */
    public enum Scheme {
        /** No key. */
        NONE,
        /** {@code Authorization: Bearer <key>}. */
        BEARER,
        /** A header that holds the key alone. */
        HEADER,
        /** A query parameter. */
        QUERY,
        /** A login at Google Cloud; a key, where one is set, is an access token, or goes into the header that is named. */
        GOOGLE
    }
}
