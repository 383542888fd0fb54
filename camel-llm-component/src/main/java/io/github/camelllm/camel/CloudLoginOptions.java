/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of a login at a cloud. */
@UriParams
public abstract class CloudLoginOptions extends OAuth2Options {

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(
            label = "security",
            secret = true,
            description = "Service account or workload identity at Google Cloud: JSON inline, or with the prefix "
                    + "base64: encoded, or a resource such as file:key.json or classpath:key.json, read again "
                    + "for each token. Without it, providers of Google Cloud take the application default "
                    + "credentials. Needs com.google.auth:google-auth-library-oauth2-http.")
    private @Nullable String serviceAccountKey;

    @UriParam(
            label = "security",
            enums = "API_KEY,CLIENT_SECRET,CLIENT_CERTIFICATE,MANAGED_IDENTITY,AZURE_IDENTITY",
            description = "How to log in at Azure: API_KEY (apiKey), or at Microsoft Entra by CLIENT_SECRET, "
                    + "CLIENT_CERTIFICATE, MANAGED_IDENTITY or AZURE_IDENTITY (what the environment offers). "
                    + "Needs com.azure:azure-identity, but for API_KEY.")
    private @Nullable String credentialType;

    @UriParam(
            label = "security",
            description = "A com.azure.core.credential.TokenCredential in the registry that logs in at Microsoft "
                    + "Entra, instead of credentialType: #bean:name. It makes connections of its own.")
    private @Nullable String tokenCredential;

    @UriParam(label = "security", description = "Tenant of the application at Microsoft Entra.")
    private @Nullable String azureTenantId;

    @UriParam(
            label = "security",
            description = "Id of the application at Microsoft Entra, or of a managed identity that a user made.")
    private @Nullable String azureClientId;

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(
            label = "security",
            secret = true,
            description = "Secret of the application at Microsoft Entra. Write a placeholder: it is read again for "
                    + "each token.")
    private @Nullable String azureClientSecret;

    @UriParam(
            label = "security",
            description = "File with certificate and private key of the application at Microsoft Entra: PEM when "
                    + "its name ends in .pem, else PFX.")
    private @Nullable String azureClientCertificatePath;

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(label = "security", secret = true, description = "Password of the PFX file.")
    private @Nullable String azureClientCertificatePassword;

    @UriParam(
            label = "security",
            defaultValue = "https://login.microsoftonline.com",
            description = "Where to log in at Microsoft Entra: another in a sovereign or private cloud, such as "
                    + "https://login.microsoftonline.us. It is trusted as it is.")
    private @Nullable String azureAuthorityHost;

    @UriParam(
            label = "security",
            description =
                    "Scope of the token. Without it: that of the AI services in the cloud of " + "azureAuthorityHost.")
    private @Nullable String azureScope;

    public @Nullable String getServiceAccountKey() {
        return serviceAccountKey;
    }

    public void setServiceAccountKey(@Nullable String serviceAccountKey) {
        this.serviceAccountKey = serviceAccountKey;
    }

    public @Nullable String getCredentialType() {
        return credentialType;
    }

    public void setCredentialType(@Nullable String credentialType) {
        this.credentialType = credentialType;
    }

    public @Nullable String getTokenCredential() {
        return tokenCredential;
    }

    public void setTokenCredential(@Nullable String tokenCredential) {
        this.tokenCredential = tokenCredential;
    }

    public @Nullable String getAzureTenantId() {
        return azureTenantId;
    }

    public void setAzureTenantId(@Nullable String azureTenantId) {
        this.azureTenantId = azureTenantId;
    }

    public @Nullable String getAzureClientId() {
        return azureClientId;
    }

    public void setAzureClientId(@Nullable String azureClientId) {
        this.azureClientId = azureClientId;
    }

    public @Nullable String getAzureClientSecret() {
        return azureClientSecret;
    }

    public void setAzureClientSecret(@Nullable String azureClientSecret) {
        this.azureClientSecret = azureClientSecret;
    }

    public @Nullable String getAzureClientCertificatePath() {
        return azureClientCertificatePath;
    }

    public void setAzureClientCertificatePath(@Nullable String azureClientCertificatePath) {
        this.azureClientCertificatePath = azureClientCertificatePath;
    }

    public @Nullable String getAzureClientCertificatePassword() {
        return azureClientCertificatePassword;
    }

    public void setAzureClientCertificatePassword(@Nullable String azureClientCertificatePassword) {
        this.azureClientCertificatePassword = azureClientCertificatePassword;
    }

    public @Nullable String getAzureAuthorityHost() {
        return azureAuthorityHost;
    }

    public void setAzureAuthorityHost(@Nullable String azureAuthorityHost) {
        this.azureAuthorityHost = azureAuthorityHost;
    }

    public @Nullable String getAzureScope() {
        return azureScope;
    }

    public void setAzureScope(@Nullable String azureScope) {
        this.azureScope = azureScope;
    }

    @Override
    void clearLogin() {
        super.clearLogin();
        serviceAccountKey = null;
        credentialType = null;
        tokenCredential = null;
        azureTenantId = null;
        azureClientId = null;
        azureClientSecret = null;
        azureClientCertificatePath = null;
        azureClientCertificatePassword = null;
        azureAuthorityHost = null;
        azureScope = null;
    }
}
