/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import io.github.camelllm.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token that says who asks, signed with RS256 or ES256 as the key is (RFC 7515, RFC 7519).
 *
 * @param key PEM of an RSA or P-256 key in PKCS #8; read again for each token
 * @param keyId tells the authority which key it is; null: nothing
 * @param issuer who signs
 * @param subject whom the token is for
 * @param audience the authority
 */
public record Assertion(
        Supplier<@Nullable String> key, @Nullable String keyId, String issuer, String subject, String audience) {

    /** Valid so long, and from so long ago: clocks may differ by that. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private static final Duration BACK = Duration.ofMinutes(1);
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    void check() {
        read();
    }

    String signed(Instant now) {
        PrivateKey secret = read();
        boolean elliptic = secret instanceof ECPrivateKey;
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", elliptic ? "ES256" : "RS256");
        header.put("typ", "JWT");
        if (keyId != null) {
            header.put("kid", keyId);
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("iat", now.minus(BACK).getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        String said = encoded(utf8(JsonTree.write(header))) + "." + encoded(utf8(JsonTree.write(claims)));
        return said + "." + encoded(signature(secret, elliptic, said));
    }

    private static byte[] signature(PrivateKey key, boolean elliptic, String text) {
        try {
            Signature signature = Signature.getInstance(elliptic ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signature.initSign(key);
            signature.update(utf8(text));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key cannot sign: " + e.getMessage(), e);
        }
    }

    private PrivateKey read() {
        String pem = OAuth2Client.text(key, "private key");
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the private key is not PEM that begins with " + BEGIN
                    + "; openssl pkcs8 -topk8 -nocrypt makes one of other forms");
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the private key is damaged: its PEM is not Base64", notBase64);
        }
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException another) {
                // the next algorithm
            }
        }
        throw new IllegalArgumentException("the private key is neither an RSA nor an EC key");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Assertion[" + issuer + " for " + subject + " to " + audience + "]";
    }
}
