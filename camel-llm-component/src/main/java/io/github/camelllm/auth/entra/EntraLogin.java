/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.entra;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.BearerTokens;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.LoginContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A login at Microsoft Entra.
 *
 * @param kind by what
 * @param tenant id or domain; null where the kind needs none
 * @param client id of the application, or of a managed identity that a user made; null where the kind needs none
 * @param secret of the application, or the password of its certificate; asked for at each token; null: none
 * @param certificate path of a PEM or PFX file with certificate and private key; null: none
 * @param authorityHost such as {@code https://login.microsoftonline.us}; trusted as it is
 * @param scope of the token
 */
public record EntraLogin(
        Kind kind,
        @Nullable String tenant,
        @Nullable String client,
        @Nullable Supplier<@Nullable String> secret,
        @Nullable String certificate,
        String authorityHost,
        String scope)
        implements Login {

    /** The public cloud. */
    public static final String PUBLIC_CLOUD = "https://login.microsoftonline.com";

    /** By what somebody logs in. */
    public enum Kind {
        /** An application by its secret. */
        CLIENT_SECRET,
        /** An application by its certificate. */
        CLIENT_CERTIFICATE,
        /** A machine or a container in Azure. */
        MANAGED_IDENTITY,
        /** What the environment offers: variables, workload identity, managed identity, developer tools. */
        AZURE_IDENTITY
    }

    public EntraLogin {
        Objects.requireNonNull(kind, "kind");
        boolean application = kind == Kind.CLIENT_SECRET || kind == Kind.CLIENT_CERTIFICATE;
        if (application && (tenant == null || client == null)) {
            throw new IllegalArgumentException("an application needs the options azureTenantId and azureClientId");
        }
        if (kind == Kind.CLIENT_SECRET && secret == null) {
            throw new IllegalArgumentException("a client secret needs the option azureClientSecret");
        }
        if (kind == Kind.CLIENT_CERTIFICATE && certificate == null) {
            throw new IllegalArgumentException("a certificate needs the option azureClientCertificatePath");
        }
        if (!authorityHost.toLowerCase(Locale.ROOT).startsWith("https://")) {
            throw new IllegalArgumentException("azureAuthorityHost must begin with https://");
        }
    }

    /** The scope of the AI services in the cloud of an authority. (learn.microsoft.com, read 2026-11-25) */
    public static String scopeAt(String authorityHost) {
        String host = authorityHost.toLowerCase(Locale.ROOT);
        String cloud = host.contains("microsoftonline.us") ? "us" : host.contains("chinacloudapi.cn") ? "cn" : "com";
        return "https://cognitiveservices.azure." + cloud + "/.default";
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        try {
            EntraTokens tokens = new EntraTokens(this, context);
            tokens.check();
            return new BearerTokens(tokens::next, context.clock(), Duration.ofSeconds(5));
        } catch (NoClassDefFoundError missing) {
            throw new IllegalArgumentException(
                    "a login at Microsoft Entra needs com.azure:azure-identity on the class path", missing);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "EntraLogin[" + kind + ", " + tenant + ", " + client + " at " + authorityHost + "]";
    }
}
