/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.camel.KeyResolver;
import org.jspecify.annotations.Nullable;

/** Properties that say as whom a call goes out. A property that is not set changes nothing. */
public abstract class LoginProperties extends CloudLoginProperties {

    /**
     * Several keys, separated by commas, instead of apiKey. When the provider refuses one or limits its rate, the next
     * call uses the next; the call that failed is not sent again. Write a placeholder: the property is read again
     * before each call.
     */
    private @Nullable String apiKeys;

    /** A KeyResolver in the registry that gives each message its own key, instead of apiKey: #bean:name. */
    private @Nullable KeyResolver keyResolver;

    /** An Authorizer in the registry that puts a login of your own on each call, instead of apiKey: #bean:name. */
    private @Nullable Authorizer authorizer;

    /**
     * Secret that signs each call with HMAC-SHA-256, instead of apiKey: method, path with query, seconds since 1970
     * (sent as X-Timestamp) and the body's SHA-256 in hex, a line each.
     */
    private @Nullable String hmacSecret;

    /** Tells whose hmacSecret it is; sent as X-Key-Id. */
    private @Nullable String hmacKeyId;

    /** Header of the signature that hmacSecret makes. */
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
}
