/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.google;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.BearerTokens;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.auth.SecretSource;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A login at Google Cloud: a service account, a workload identity, or the application default credentials, which are the
 * file that {@code GOOGLE_APPLICATION_CREDENTIALS} names, that of gcloud, or the metadata server.
 *
 * @param key JSON of the account, read again for each token; null: the application default credentials
 * @param environment tells the variables of the environment
 */
public record GoogleLogin(@Nullable Supplier<@Nullable String> key, Function<String, @Nullable String> environment)
        implements Login {

    private static final Function<String, @Nullable String> SYSTEM = SecretSource::variable;

    /** The application default credentials. */
    public static final GoogleLogin APPLICATION_DEFAULT = new GoogleLogin(null, SYSTEM);

    /** A service account or a workload identity by its JSON. */
    public static GoogleLogin of(Supplier<@Nullable String> json) {
        return new GoogleLogin(json, SYSTEM);
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        try {
            GoogleTokens tokens = new GoogleTokens(new GoogleCredentialsSource(this, context));
            tokens.check();
            return new BearerTokens(() -> tokens.next(context), context.clock(), Duration.ofSeconds(5));
        } catch (NoClassDefFoundError missing) {
            throw new IllegalArgumentException(
                    "a login at Google needs com.google.auth:google-auth-library-oauth2-http on the class path",
                    missing);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "GoogleLogin[" + (key == null ? "application default" : "key") + "]";
    }
}
