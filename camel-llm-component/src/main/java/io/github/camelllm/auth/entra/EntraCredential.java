/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.entra;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.camelllm.auth.AccessToken;
import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.BearerTokens;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.auth.Secret;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A credential of the application's own at Microsoft Entra. It makes its own connections.
 *
 * @param credential a {@code com.azure.core.credential.TokenCredential}
 * @param scope of the token
 */
public record EntraCredential(Object credential, String scope) implements Login {

    public EntraCredential {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(scope, "scope");
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        try {
            TokenCredential own = own();
            return new BearerTokens(
                    () -> CompletableFuture.supplyAsync(
                            () -> ask(own, context.clock().instant()), context.blocking()),
                    context.clock(),
                    Duration.ofSeconds(5));
        } catch (NoClassDefFoundError missing) {
            throw new IllegalArgumentException(
                    "the option tokenCredential needs com.azure:azure-identity on the class path", missing);
        }
    }

    private TokenCredential own() {
        if (credential instanceof TokenCredential token) {
            return token;
        }
        throw new IllegalArgumentException("the option tokenCredential is a "
                + credential.getClass().getName() + ", not a com.azure.core.credential.TokenCredential");
    }

    private AccessToken ask(TokenCredential own, Instant asked) {
        try {
            com.azure.core.credential.AccessToken token = own.getTokenSync(new TokenRequestContext().addScopes(scope));
            return new AccessToken(
                    Secret.of(token.getToken()), asked, token.getExpiresAt().toInstant());
        } catch (RuntimeException e) {
            throw ErrorDetails.of(
                            ErrorKind.AUTHENTICATION_FAILED,
                            "the bean of the option tokenCredential gave no token: " + e.getMessage())
                    .attempts(0)
                    .exception(e);
        }
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return "EntraCredential[" + scope + "]";
    }
}
