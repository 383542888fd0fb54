/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.WireCall;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4, computed again from what arrived. Accepted keys are written {@code accessKey:secretKey} or
 * {@code accessKey:secretKey:sessionToken}; when any key is right, only the form is checked. Facts: AWS General Reference,
 * botocore's auth.py of 2026-08-07; read November 2026.
 */
final class Signature {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern HEADER = Pattern.compile(ALGORITHM
            + " Credential=([^/]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?"
            + "Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private Signature() {}

    static void check(WireCall call) {
        RecordedRequest request = call.request();
        Matcher header = HEADER.matcher(request.header("Authorization"));
        if (!header.matches()) {
            throw Login.refusal("IncompleteSignatureException", "Authorization header is malformed.", call);
        }
        List<String> signed = List.of(header.group(5).split(";"));
        String time = request.header("X-Amz-Date");
        if (!signed.contains("host")
                || !signed.contains("x-amz-date")
                || !signed.equals(signed.stream().sorted().toList())
                || !time.startsWith(header.group(2))) {
            throw Login.refusal("InvalidSignatureException", "Host, date and their order must be signed.", call);
        }
        inTime(time, call);
        if (!header.group(4).equals("bedrock")) {
            throw Login.refusal(
                    "InvalidSignatureException", "Credential should be scoped to correct service: 'bedrock'.", call);
        }
        if (!call.acceptedKeys().isEmpty()) {
            matches(header, signed, key(header.group(1), call), call);
        }
    }

    private static void inTime(String time, WireCall call) {
        try {
            Instant at = TIME.parse(time, Instant::from);
            if (Duration.between(at, call.request().time()).abs().compareTo(MOST_SKEW) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw Login.refusal("IncompleteSignatureException", "Date must be in ISO-8601 basic format.", call);
        }
        throw Login.refusal(
                "InvalidSignatureException",
                "Signature expired: " + time + " is now earlier than "
                        + TIME.format(call.request().time().minus(MOST_SKEW)) + " (5 min.)",
                call);
    }

    /** Access key, secret key and perhaps session token. */
    private static List<String> key(String accessKey, WireCall call) {
        List<String> key = call.acceptedKeys().stream()
                .map(accepted -> List.of(accepted.split(":", 3)))
                .filter(parts -> parts.size() > 1 && parts.get(0).equals(accessKey))
                .findFirst()
                .orElse(List.of());
        String token = key.size() > 2 ? key.get(2) : "";
        if (key.isEmpty() || !call.request().header("X-Amz-Security-Token").equals(token)) {
            throw Login.refusal(
                    "UnrecognizedClientException", "The security token included in the request is invalid.", call);
        }
        return key;
    }

    private static void matches(Matcher header, List<String> signed, List<String> key, WireCall call) {
        RecordedRequest request = call.request();
        String scope = header.group(2) + "/" + header.group(3) + "/" + header.group(4) + "/aws4_request";
        String canonical = canonical(request.method(), request.target(), request::header, signed, request.body());
        String right = signature(key.get(1), request.header("X-Amz-Date"), scope, canonical);
        String hash = request.header("X-Amz-Content-Sha256");
        boolean otherBody = !hash.isEmpty() && !hash.equals(hex(sha256(request.body())));
        boolean tokenUnsigned = key.size() > 2 && !signed.contains("x-amz-security-token");
        if (otherBody || tokenUnsigned || !right.equals(header.group(6))) {
            throw Login.refusal(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided. Check your AWS "
                            + "Secret Access Key and signing method. Consult the service documentation for details.",
                    call);
        }
    }

    /** The signature of a canonical request. */
    static String signature(String secretKey, String time, String scope, String canonical) {
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(canonical.getBytes(UTF_8)));
        byte[] signing = ("AWS4" + secretKey).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            signing = hmac(signing, part);
        }
        return hex(hmac(signing, toSign));
    }

    /** The path is encoded once more than it was sent: {@code %3A} becomes {@code %253A}. */
    static String canonical(
            String method, String target, UnaryOperator<String> headers, List<String> signed, byte[] body) {
        String[] parts = target.split("\\?", 2);
        StringBuilder text = new StringBuilder(method)
                .append('\n')
                .append(encoded(parts[0]))
                .append('\n')
                .append(parts.length > 1 ? parts[1] : "")
                .append('\n');
        signed.forEach(name -> text.append(name)
                .append(':')
                .append(headers.apply(name).strip().replaceAll(" +", " "))
                .append('\n'));
        return text.append('\n')
                .append(String.join(";", signed))
                .append('\n')
                .append(hex(sha256(body)))
                .toString();
    }

    private static String encoded(String path) {
        StringBuilder text = new StringBuilder();
        for (byte b : path.getBytes(UTF_8)) {
            text.append(
                    UNRESERVED.indexOf(b) >= 0
                            ? String.valueOf((char) b)
                            : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return text.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
