/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.BearerTokens;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.LoginContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Access tokens of an OAuth 2.0 authority (RFC 6749, read 2026-11-25).
 *
 * @param client who asks, and where
 * @param grant by what right
 * @param parameters sent with each request for a token, such as {@code scope}
 * @param usualLife of a token whose answer does not say
 * @param margin how long before its end a token is no longer used
 */
public record OAuth2Login(
        OAuth2Client client, Grant grant, Map<String, String> parameters, Duration usualLife, Duration margin)
        implements Login {

    public OAuth2Login {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(grant, "grant");
        parameters = Map.copyOf(parameters);
        if (usualLife.isNegative() || usualLife.isZero() || margin.isNegative()) {
            throw new IllegalArgumentException("the default expiry must be positive, and the margin not negative");
        }
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        client.check();
        grant.check();
        return new BearerTokens(new TokenRequests(this, context)::next, context.clock(), margin);
    }
}
