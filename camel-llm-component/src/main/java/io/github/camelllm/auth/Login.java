/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.util.Set;

/**
 * A way to tell a provider who calls, as the user set it up. Equal ones of one provider share what they have, such as a
 * token: implementations are records.
 */
@FunctionalInterface
public interface Login {

    /**
     * What puts the login on calls. Asked once, when a target is made ready; sends nothing.
     *
     * @throws IllegalArgumentException when a setting is missing or wrong, or a library is not there: what, and what to do
     */
    Authorizer authorizer(LoginContext context);

    /**
     * Names of the headers that it writes on calls: the user must not set the same.
     *
     * @param keyed the header in which the provider takes a key; an empty string: none
     */
    default Set<String> headers(String keyed) {
        return Set.of("Authorization");
    }
}
