/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.auth.Authorizer;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options that say as whom a call goes out, where a single key does not do. */
@UriParams
public abstract class LoginOptions extends CloudLoginOptions {

    @SuppressWarnings("deprecation") // of secret: what replaces it came after Camel 4.18
    @UriParam(
            label = "security",
            secret = true,
            description = "Several keys, separated by commas, instead of apiKey. When the provider refuses one or "
                    + "limits its rate, the next call uses the next; the call that failed is not sent again. "
                    + "Write a placeholder: the property is read again before each call.")
    private @Nullable String apiKeys;

    @UriParam(
            label = "security",
            description = "A KeyResolver in the registry that gives each message its own key, instead of apiKey: "
                    + "#bean:name.")
    private @Nullable KeyResolver keyResolver;

    @UriParam(
            label = "security",
            description = "An Authorizer in the registry that puts a login of your own on each call, instead of "
                    + "apiKey: #bean:name.")
    private @Nullable Authorizer authorizer;

    @SuppressWarnings("deprecation") // as above
    @UriParam(
            label = "security",
            secret = true,
            description = "Secret that signs each call with HMAC-SHA-256, instead of apiKey: method, path with query, "
                    + "seconds since 1970 (sent as X-Timestamp) and the body's SHA-256 in hex, a line each.")
    private @Nullable String hmacSecret;

    @UriParam(label = "security", description = "Tells whose hmacSecret it is; sent as X-Key-Id.")
    private @Nullable String hmacKeyId;

    @UriParam(
            label = "security",
            defaultValue = "X-Signature",
            description = "Header of the signature that hmacSecret makes.")
    private @Nullable String hmacHeader;

    public @Nullable String getHmacSecret() {
        return hmacSecret;
    }

    public void setHmacSecret(@Nullable String hmacSecret) {
        this.hmacSecret = hmacSecret;
    }

    public @Nullable String getHmacKeyId() {
        return hmacKeyId;
    }

    public void setHmacKeyId(@Nullable String hmacKeyId) {
        this.hmacKeyId = hmacKeyId;
    }

    public @Nullable String getHmacHeader() {
        return hmacHeader;
    }

    public void setHmacHeader(@Nullable String hmacHeader) {
        this.hmacHeader = hmacHeader;
    }

    public @Nullable String getApiKeys() {
        return apiKeys;
    }

    public void setApiKeys(@Nullable String apiKeys) {
        this.apiKeys = apiKeys;
    }

    public @Nullable KeyResolver getKeyResolver() {
        return keyResolver;
    }

    public void setKeyResolver(@Nullable KeyResolver keyResolver) {
        this.keyResolver = keyResolver;
    }

    public @Nullable Authorizer getAuthorizer() {
        return authorizer;
    }

    public void setAuthorizer(@Nullable Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    void clearLogin() {
        super.clearLogin();
        apiKeys = null;
        keyResolver = null;
        authorizer = null;
        hmacSecret = null;
        hmacKeyId = null;
        hmacHeader = null;
    }

    /** The options that hold a secret, or who has one; a reference to a bean stays one, and is asked at each use. */
    static final Map<String, BiConsumer<LoginOptions, String>> SECRETS = Map.ofEntries(
            Map.entry("oauth2ClientSecret", LoginOptions::setOauth2ClientSecret),
            Map.entry("oauth2RefreshToken", LoginOptions::setOauth2RefreshToken),
            Map.entry("oauth2JwtKey", LoginOptions::setOauth2JwtKey),
            Map.entry("oauth2SubjectToken", LoginOptions::setOauth2SubjectToken),
            Map.entry("serviceAccountKey", LoginOptions::setServiceAccountKey),
            Map.entry("azureClientSecret", LoginOptions::setAzureClientSecret),
            Map.entry("azureClientCertificatePassword", LoginOptions::setAzureClientCertificatePassword),
            Map.entry("accessKey", LoginOptions::setAccessKey),
            Map.entry("secretKey", LoginOptions::setSecretKey),
            Map.entry("sessionToken", LoginOptions::setSessionToken),
            Map.entry("tokenCredential", LoginOptions::setTokenCredential),
            Map.entry("hmacSecret", LoginOptions::setHmacSecret),
            Map.entry("apiKeys", LoginOptions::setApiKeys));
}
