/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The application in the eyes of an authority.
 *
 * @param tokenEndpoint asked for tokens
 * @param id null: the grant alone tells who asks
 * @param secret asked for at each request; null: a client without one
 * @param assertion signed instead of a secret (RFC 7523, section 2.2); null: none
 * @param inBody whether id and secret go in the body instead of a Basic header
 */
public record OAuth2Client(
        URI tokenEndpoint,
        @Nullable String id,
        @Nullable Supplier<@Nullable String> secret,
        @Nullable Assertion assertion,
        boolean inBody) {

    static final String SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public OAuth2Client {
        Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
        boolean http = "https".equalsIgnoreCase(tokenEndpoint.getScheme())
                || "http".equalsIgnoreCase(tokenEndpoint.getScheme());
        if (!http || tokenEndpoint.getHost() == null || tokenEndpoint.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the token endpoint must be an http(s) URL with a host and without a user");
        }
        if (secret != null && id == null) {
            throw new IllegalArgumentException("a client secret needs a client id");
        }
    }

    void check() {
        if (assertion != null) {
            assertion.check();
        }
        if (secret != null) {
            text(secret, "client secret");
        }
    }

    /** Adds who asks to the form; gives the header that says so, or null. */
    @Nullable
    String introduce(Map<String, String> form, Instant now) {
        if (assertion != null) {
            form.put("client_id", String.valueOf(id));
            form.put("client_assertion_type", SIGNED);
            form.put("client_assertion", assertion.signed(now));
        } else if (secret != null && inBody) {
            form.put("client_id", String.valueOf(id));
            form.put("client_secret", text(secret, "client secret"));
        } else if (secret != null) {
            String pair = encoded(String.valueOf(id)) + ":" + encoded(text(secret, "client secret"));
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        } else if (id != null) {
            form.put("client_id", id);
        }
        return null;
    }

    /** Scheme, host and path: what may be told. */
    String place() {
        return tokenEndpoint.getScheme() + "://" + tokenEndpoint.getHost()
                + (tokenEndpoint.getPort() < 0 ? "" : ":" + tokenEndpoint.getPort()) + tokenEndpoint.getRawPath();
    }

    static String text(Supplier<@Nullable String> source, String what) {
        String text = source.get();
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("there is no " + what);
        }
        return text.strip();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OAuth2Client[" + id + " at " + place() + "]";
    }
}
