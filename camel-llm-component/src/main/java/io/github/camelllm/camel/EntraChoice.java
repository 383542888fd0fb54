/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.auth.entra.EntraLogin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of Microsoft Entra; each counts as the first place says that sets it.
 *
 * @param levels endpoint, provider, component
 */
record EntraChoice(List<? extends CloudLoginOptions> levels, SecretTexts secrets) {

    static final String API_KEY = "API_KEY";

    EntraLogin login() {
        EntraLogin.Kind kind = kind();
        boolean certificate = kind == EntraLogin.Kind.CLIENT_CERTIFICATE;
        String secret = first(
                certificate
                        ? CloudLoginOptions::getAzureClientCertificatePassword
                        : CloudLoginOptions::getAzureClientSecret);
        String option = certificate ? "azureClientCertificatePassword" : "azureClientSecret";
        Supplier<@Nullable String> text = secret == null ? null : secrets.of(option, secret);
        String host = first(CloudLoginOptions::getAzureAuthorityHost);
        String authority = host == null ? EntraLogin.PUBLIC_CLOUD : host;
        String scope = first(CloudLoginOptions::getAzureScope);
        return new EntraLogin(
                kind,
                first(CloudLoginOptions::getAzureTenantId),
                first(CloudLoginOptions::getAzureClientId),
                text,
                first(CloudLoginOptions::getAzureClientCertificatePath),
                authority,
                scope == null ? EntraLogin.scopeAt(authority) : scope);
    }

    private EntraLogin.Kind kind() {
        Map<String, EntraLogin.Kind> kinds = new TreeMap<>();
        for (EntraLogin.Kind kind : EntraLogin.Kind.values()) {
            kinds.put(kind.name(), kind);
        }
        return Options.oneOf("credentialType", first(CloudLoginOptions::getCredentialType), kinds);
    }

    private @Nullable String first(Function<CloudLoginOptions, @Nullable String> option) {
        return levels.stream().map(option).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
