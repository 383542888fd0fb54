/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom an authority gives tokens, and what it says to the others (RFC 6749, section 5; RFC 7523; RFC 8693). */
final class TokenRules {

    private static final String URN = "urn:ietf:params:oauth:";

    /** What is said to a request. */
    record Answer(int status, String type, String body) {}

    /** A token, and how long it is said to be good; null: nothing is said. */
    record Issued(String token, @Nullable Duration life) {}

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refusal(int status, String code, String words) {
            super(words);
            this.status = status;
            this.code = code;
        }
    }

    final Map<String, String> clients = new ConcurrentHashMap<>();
    final Map<String, PublicKey> signers = new ConcurrentHashMap<>();
    final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    final Set<String> subjectTokens = ConcurrentHashMap.newKeySet();
    volatile boolean rotates;
    private final Supplier<Instant> now;
    private final Supplier<Issued> issue;
    private int rotated;

    TokenRules(Supplier<Instant> now, Supplier<Issued> issue) {
        this.now = now;
        this.issue = issue;
    }

    Answer answer(TokenRequest request) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        try {
            if (request.method().equals("GET")) {
                return metadata(request, body);
            }
            grant(request, body);
            return given(body);
        } catch (Refusal refusal) {
            body.removeAll();
            body.put("error", refusal.code).put("error_description", refusal.getMessage());
            return new Answer(refusal.status, "application/json", body.toString());
        }
    }

    private Answer given(ObjectNode body) {
        Issued issued = issue.get();
        body.put("access_token", issued.token()).put("token_type", "Bearer");
        if (issued.life() != null) {
            body.put("expires_in", issued.life().toSeconds());
            body.put("expires_on", String.valueOf(now.get().plus(issued.life()).getEpochSecond()));
        }
        return new Answer(200, "application/json", body.toString());
    }

    /** The services that tell a machine in a cloud who it is: each wants a header that no browser sends. */
    private Answer metadata(TokenRequest request, ObjectNode body) {
        String path = request.path();
        boolean marked = request.header("Metadata-Flavor").equals("Google")
                || request.header("Metadata").equals("true")
                || !request.header("X-IDENTITY-HEADER").isEmpty();
        if (!marked) {
            throw new Refusal(403, "forbidden", "the header that marks a call of the machine itself is missing");
        }
        if (path.endsWith("/token")) {
            body.put("resource", request.field("resource"));
            return given(body);
        }
        return path.equals("/") || path.isEmpty()
                ? new Answer(200, "text/plain", "computeMetadata/\n")
                : new Answer(404, "text/html", "not found");
    }

    private void grant(TokenRequest request, ObjectNode body) {
        String grant = request.field("grant_type");
        switch (grant) {
            case "client_credentials" -> client(request);
            case "refresh_token" -> refresh(request, body);
            case URN + "grant-type:jwt-bearer" -> assertion(request.field("assertion"), "invalid_grant", 400);
            case URN + "grant-type:token-exchange" -> exchange(request, body);
            default -> throw new Refusal(400, "unsupported_grant_type", "the grant '" + grant + "' is not known");
        }
        if (!request.field("scope").isEmpty()) {
            body.put("scope", request.field("scope"));
        }
    }

    private void client(TokenRequest request) {
        String[] basic = request.basic();
        String id = basic.length == 2 ? basic[0] : request.field("client_id");
        String secret = basic.length == 2 ? basic[1] : request.field("client_secret");
        if (!request.field("client_assertion").isEmpty()) {
            String signer = assertion(request.field("client_assertion"), "invalid_client", 401);
            if (!request.field("client_assertion_type").equals(URN + "client-assertion-type:jwt-bearer")) {
                throw new Refusal(401, "invalid_client", "the type of the client assertion is wrong");
            }
            if (!signer.equals(request.field("client_id"))) {
                throw new Refusal(401, "invalid_client", "the client assertion is of another client");
            }
        } else if (!secret.equals(clients.get(id))) {
            throw new Refusal(
                    401, "invalid_client", "the client " + id + " is unknown or its secret " + secret + " is wrong");
        }
    }

    private synchronized void refresh(TokenRequest request, ObjectNode body) {
        boolean confidential =
                request.basic().length == 2 || !request.field("client_secret").isEmpty();
        if (confidential) {
            client(request);
        }
        String token = request.field("refresh_token");
        if (!refreshTokens.contains(token)) {
            throw new Refusal(400, "invalid_grant", "the refresh token " + token + " is expired or revoked");
        }
        if (rotates) {
            String next = "refresh-token-" + ++rotated;
            refreshTokens.remove(token);
            refreshTokens.add(next);
            body.put("refresh_token", next);
        }
    }

    private void exchange(TokenRequest request, ObjectNode body) {
        if (!request.field("subject_token_type").startsWith(URN + "token-type:")) {
            throw new Refusal(400, "invalid_request", "subject_token_type is missing or unknown");
        }
        if (!subjectTokens.contains(request.field("subject_token"))) {
            throw new Refusal(400, "invalid_grant", "the subject token is not trusted");
        }
        body.put("issued_token_type", URN + "token-type:access_token");
    }

    /** Checks a JSON Web Token and gives its issuer. */
    private String assertion(String token, String code, int status) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            throw new Refusal(status, code, "the assertion is not a JSON Web Token");
        }
        JsonNode head = json(parts[0]);
        JsonNode claims = json(parts[1]);
        String issuer = claims.path("iss").asText();
        PublicKey key = signers.get(issuer);
        if (key == null || !signed(head.path("alg").asText(), key, parts)) {
            throw new Refusal(status, code, "Invalid JWT Signature.");
        }
        long time = now.get().getEpochSecond();
        if (claims.path("exp").asLong() <= time || claims.path("iat").asLong(0) > time) {
            throw new Refusal(
                    status,
                    code,
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
        }
        if (claims.path("aud").asText().isEmpty()) {
            throw new Refusal(status, code, "the assertion has no audience");
        }
        return issuer;
    }

    private static JsonNode json(String part) {
        try {
            return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal(400, "invalid_request", "the assertion is malformed");
        }
    }

    private static boolean signed(String algorithm, PublicKey key, String[] parts) {
        boolean elliptic = key instanceof ECPublicKey;
        String name = switch (algorithm) {
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "PS256" -> "RSASSA-PSS";
            default -> "SHA256withRSA";
        };
        if (elliptic != algorithm.equals("ES256")) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(name);
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
