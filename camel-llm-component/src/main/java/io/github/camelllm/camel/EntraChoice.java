/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.auth.entra.EntraCredential;
import io.github.camelllm.auth.entra.EntraLogin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of Microsoft Entra; each counts as the first place says that sets it.
 *
 * @param levels endpoint, provider, component
 */
record EntraChoice(List<? extends CloudLoginOptions> levels, SecretTexts secrets) {

    static final String API_KEY = "API_KEY";

    /** The login by a credential of the application's own. */
    EntraCredential credential() {
        String reference = Objects.requireNonNull(first(CloudLoginOptions::getTokenCredential));
        if (!reference.startsWith("#")) {
            throw new IllegalArgumentException("option tokenCredential must name a bean, such as #bean:myCredential");
        }
        String name = reference.startsWith("#bean:") ? reference.substring(6) : reference.substring(1);
        Object bean = CamelContextHelper.lookup(secrets.context(), name);
        if (bean == null) {
            throw new IllegalArgumentException(
                    "option tokenCredential refers to the bean '" + name + "', which is not in the registry");
        }
        return new EntraCredential(bean, scope(authority()));
    }

    private String authority() {
        String host = first(CloudLoginOptions::getAzureAuthorityHost);
        return host == null ? EntraLogin.PUBLIC_CLOUD : host;
    }

    private String scope(String authority) {
        String scope = first(CloudLoginOptions::getAzureScope);
        return scope == null ? EntraLogin.scopeAt(authority) : scope;
    }

    EntraLogin login() {
        EntraLogin.Kind kind = kind();
        boolean certificate = kind == EntraLogin.Kind.CLIENT_CERTIFICATE;
        String secret = first(
                certificate
                        ? CloudLoginOptions::getAzureClientCertificatePassword
                        : CloudLoginOptions::getAzureClientSecret);
        String option = certificate ? "azureClientCertificatePassword" : "azureClientSecret";
        Supplier<@Nullable String> text = secret == null ? null : secrets.of(option, secret);
        String authority = authority();
        return new EntraLogin(
                kind,
                first(CloudLoginOptions::getAzureTenantId),
                first(CloudLoginOptions::getAzureClientId),
                text,
                first(CloudLoginOptions::getAzureClientCertificatePath),
                authority,
                scope(authority));
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
