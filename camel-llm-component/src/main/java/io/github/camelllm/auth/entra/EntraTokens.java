/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.entra;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.github.camelllm.auth.AccessToken;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.auth.Secret;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks Entra for tokens. The library blocks, so each request has a thread for as long as it takes. */
final class EntraTokens {

    private static final int MOST_WORDS = 300;
    /** A failed request is told, not repeated; a managed identity has a policy of its own, and takes no other. */
    private static final RetryOptions ONCE = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));

    private final EntraLogin login;
    private final LoginContext context;
    private final EntraTransport transport;

    EntraTokens(EntraLogin login, LoginContext context) {
        this.login = login;
        this.context = context;
        this.transport = new EntraTransport(context);
    }

    /** Fails when what was set cannot be used. Sends nothing. */
    void check() {
        if (login.certificate() != null && !Files.isReadable(Path.of(login.certificate()))) {
            throw new IllegalArgumentException("the certificate " + login.certificate() + " cannot be read");
        }
        credential();
    }

    CompletionStage<AccessToken> next() {
        return CompletableFuture.supplyAsync(this::ask, context.blocking());
    }

    /** A new credential each time: one that was used keeps its tokens, also those that a provider has refused. */
    private AccessToken ask() {
        Instant asked = context.clock().instant();
        try {
            com.azure.core.credential.AccessToken token =
                    credential().getTokenSync(new TokenRequestContext().addScopes(login.scope()));
            return new AccessToken(
                    Secret.of(token.getToken()), asked, token.getExpiresAt().toInstant());
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private TokenCredential credential() {
        return switch (login.kind()) {
            case CLIENT_SECRET ->
                application(new ClientSecretCredentialBuilder().clientSecret(needed()))
                        .build();
            case CLIENT_CERTIFICATE -> certificate();
            case MANAGED_IDENTITY ->
                new ManagedIdentityCredentialBuilder()
                        .clientId(login.client())
                        .httpClient(transport)
                        .build();
            case AZURE_IDENTITY ->
                new DefaultAzureCredentialBuilder()
                        .authorityHost(login.authorityHost())
                        .tenantId(login.tenant())
                        .managedIdentityClientId(login.client())
                        .disableInstanceDiscovery()
                        .httpClient(transport)
                        .build();
        };
    }

    private TokenCredential certificate() {
        String path = Objects.requireNonNull(login.certificate(), "certificate");
        ClientCertificateCredentialBuilder builder = application(new ClientCertificateCredentialBuilder());
        if (path.toLowerCase(Locale.ROOT).endsWith(".pem")) {
            return builder.pemCertificate(path).build();
        }
        builder.pfxCertificate(path);
        return login.secret() == null
                ? builder.build()
                : builder.clientCertificatePassword(needed()).build();
    }

    private <T extends AadCredentialBuilderBase<T>> T application(T builder) {
        return builder.tenantId(login.tenant())
                .clientId(login.client())
                .authorityHost(login.authorityHost())
                .disableInstanceDiscovery()
                .httpClient(transport)
                .retryOptions(ONCE);
    }

    private String needed() {
        String text = login.secret() == null ? null : login.secret().get();
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("there is no client secret");
        }
        return text;
    }

    private LlmException failure(RuntimeException problem) {
        ErrorKind kind = ErrorKind.AUTHENTICATION_FAILED;
        String words = String.valueOf(problem.getMessage());
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            words = cause.getMessage() == null ? words : cause.getMessage();
            if (cause instanceof LlmException ours) {
                kind = ours.kind();
                words = ours.details().message();
            } else if (cause instanceof MsalServiceException said && said.statusCode() != null) {
                kind = kind(said.statusCode());
            }
        }
        return ErrorDetails.of(kind, "no token from " + login.authorityHost() + ": " + shown(words))
                .attempts(0)
                .exception(problem);
    }

    private static ErrorKind kind(int status) {
        if (status == 429) {
            return ErrorKind.RATE_LIMITED;
        }
        return status >= 500 ? ErrorKind.SERVER_ERROR : ErrorKind.AUTHENTICATION_FAILED;
    }

    private String shown(String words) {
        String secret = login.secret() == null ? null : login.secret().get();
        String clean =
                (secret == null || secret.isBlank() ? words : words.replace(secret, "******")).replaceAll("\\s+", " ");
        return clean.length() > MOST_WORDS ? clean.substring(0, MOST_WORDS) + "..." : clean;
    }
}
