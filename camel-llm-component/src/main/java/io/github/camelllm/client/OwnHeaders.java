/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.ApiKey;
import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.ProviderProfile;
import java.util.Optional;
import java.util.Set;

/** The user's own headers beside those of the login: none may be written by both. */
record OwnHeaders(ProviderProfile provider, TargetSettings settings) {

    private static final String AUTHORIZATION = "Authorization";

    /**
     * Looks for a header that would go out twice.
     *
     * @throws LlmException INVALID_REQUEST naming it
     */
    void check(Authorizer authorizer) {
        if (settings.headers().isEmpty()) {
            return;
        }
        Set<String> written = written(authorizer);
        Optional<String> twice = settings.headers().keySet().stream()
                .filter(own -> written.stream().anyMatch(own::equalsIgnoreCase))
                .findFirst();
        if (twice.isPresent()) {
            String variables = String.join(" or ", provider.auth().environment());
            throw Addresses.wrong(
                    provider,
                    "the login writes the header " + twice.get() + ", which the option header." + twice.get()
                            + " sets as well, so that both would be sent; leave out that option, or the login: its"
                            + " option such as apiKey"
                            + (variables.isEmpty() ? "" : ", or the environment variable " + variables));
        }
    }

    private Set<String> written(Authorizer authorizer) {
        String keyed = provider.auth().keyHeader();
        if (settings.login() != null) {
            return settings.login().headers(keyed);
        }
        if (authorizer instanceof ApiKey key) {
            return key.key().isPresent() ? Set.of(keyed) : Set.of();
        }
        return provider.auth().scheme() == AuthSpec.Scheme.NONE ? Set.of() : Set.of(AUTHORIZATION);
    }
}
