/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.List;
import java.util.Objects;

/**
 * How a provider wants to know who calls.
 *
 * @param scheme the pattern
 * @param name of the header or query parameter that carries the key
 * @param environment names of environment variables that may hold the key, in order
 * @param required whether the provider answers without a key
 */
public record AuthSpec(Scheme scheme, String name, List<String> environment, boolean required) {

    /** No login at all. */
    public static final AuthSpec NONE = new AuthSpec(Scheme.NONE, "", List.of(), false);

    public AuthSpec {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(name, "name");
        environment = List.copyOf(environment);
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
