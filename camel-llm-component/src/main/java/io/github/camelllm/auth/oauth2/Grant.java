/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** By what right a token is asked for. */
public sealed interface Grant {

    /** Fails when it cannot be used. */
    void check();

    /** Adds what the request says of it. */
    void put(Map<String, String> form, Instant now);

    /** The client's own right (RFC 6749, section 4.4). */
    record ClientCredentials() implements Grant {
        @Override
        public void check() {
            // the client has all
        }

        @Override
        public void put(Map<String, String> form, Instant now) {
            form.put("grant_type", "client_credentials");
        }
    }

    /**
     * A right given once (RFC 6749, section 6). When the authority gives a new refresh token, that one is used.
     *
     * @param token asked for at each request until the authority gives another
     */
    record RefreshToken(Supplier<@Nullable String> token) implements Grant {
        @Override
        public void check() {
            OAuth2Client.text(token, "refresh token");
        }

        @Override
        public void put(Map<String, String> form, Instant now) {
            form.put("grant_type", "refresh_token");
            form.put("refresh_token", OAuth2Client.text(token, "refresh token"));
        }
    }

    /** The word of an issuer whom the authority trusts (RFC 7523, section 2.1). */
    record JwtBearer(Assertion assertion) implements Grant {
        @Override
        public void check() {
            assertion.check();
        }

        @Override
        public void put(Map<String, String> form, Instant now) {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", assertion.signed(now));
        }
    }

    /**
     * A token of another authority (RFC 8693).
     *
     * @param subject the other token; asked for at each request
     * @param subjectType a URN, such as {@code urn:ietf:params:oauth:token-type:jwt}
     */
    record TokenExchange(Supplier<@Nullable String> subject, String subjectType) implements Grant {
        @Override
        public void check() {
            OAuth2Client.text(subject, "subject token");
        }

        @Override
        public void put(Map<String, String> form, Instant now) {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
            form.put("subject_token", OAuth2Client.text(subject, "subject token"));
            form.put("subject_token_type", subjectType);
            form.put("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
        }
    }
}
