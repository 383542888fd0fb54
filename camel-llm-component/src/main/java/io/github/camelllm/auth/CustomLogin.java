/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.util.Objects;
import java.util.Set;

/**
 * A login of the user's own.
 *
 * @param own puts it on calls
 */
public record CustomLogin(Authorizer own) implements Login {

    public CustomLogin {
        Objects.requireNonNull(own, "own");
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        return own;
    }

    /** Nobody knows. */
    @Override
    public Set<String> headers(String keyed) {
        return Set.of();
    }
}
