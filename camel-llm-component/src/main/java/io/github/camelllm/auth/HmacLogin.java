/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.HttpHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs each call with HMAC-SHA-256, for gateways that check it. Signed are, a line each: the method, the path with its query,
 * the time in seconds since 1970, and the body's SHA-256 in hex. The time stands in {@code X-Timestamp}, the signature in hex in
 * a header of the user's choice.
 *
 * @param keyId sent as {@code X-Key-Id}; null: not sent
 * @param secret asked before each call
 * @param header carries the signature
 */
public record HmacLogin(@Nullable String keyId, Supplier<@Nullable String> secret, String header) implements Login {

    /** The header of the signature, unless another is set. */
    public static final String SIGNATURE = "X-Signature";

    private static final String KEY_ID = "X-Key-Id";
    private static final String TIMESTAMP = "X-Timestamp";

    public HmacLogin {
        Objects.requireNonNull(secret, "secret");
        if (!header.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
            throw new IllegalArgumentException(
                    "the option hmacHeader is '" + header + "', which is no name of a header");
        }
    }

    @Override
    public Set<String> headers(String keyed) {
        return Set.of(KEY_ID, TIMESTAMP, header);
    }

    @Override
    public Authorizer authorizer(LoginContext context) {
        key();
        return call -> {
            try {
                return CompletableFuture.completedFuture(
                        signed(call, context.clock().instant().getEpochSecond()));
            } catch (IllegalArgumentException e) {
                return CompletableFuture.failedFuture(
                        ErrorDetails.of(ErrorKind.AUTHENTICATION_FAILED, String.valueOf(e.getMessage()))
                                .attempts(0)
                                .exception(e));
            }
        };
    }

    private Outgoing signed(Outgoing call, long time) {
        String query = call.uri().getRawQuery();
        String path = call.uri().getRawPath() + (query == null ? "" : "?" + query);
        String text = call.method() + "\n" + path + "\n" + time + "\n" + digest(call);
        Outgoing timed = call.with(new HttpHeader(TIMESTAMP, Long.toString(time)));
        Outgoing named = keyId == null ? timed : timed.with(new HttpHeader(KEY_ID, keyId));
        return named.with(new HttpHeader(header, mac(text)));
    }

    private static String digest(Outgoing call) {
        try (InputStream in = call.body().stream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Secret key() {
        String value = secret.get();
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the option hmacSecret is empty");
        }
        return Secret.of(value);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "HmacLogin[" + keyId + ", " + header + "]";
    }
}
