/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth.oauth2;

import io.github.camelllm.auth.AccessToken;
import io.github.camelllm.auth.Secret;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.Fetch;
import io.github.camelllm.http.RetryAfter;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an authority answers (RFC 6749, section 5). */
final class TokenReply {

    private static final int MOST_WORDS = 300;
    private static final BigDecimal LONGEST_SECONDS = new BigDecimal(366L * 24 * 3600);

    /** What may be shown of a form. */
    private static final Set<String> PUBLIC = Set.of(
            "grant_type",
            "client_id",
            "scope",
            "resource",
            "audience",
            "client_assertion_type",
            "subject_token_type",
            "requested_token_type");

    private final Fetch.Reply reply;
    private final Map<String, String> form;
    private final Map<String, Object> body;

    /** @param form that was sent: its secrets are not shown even when the authority repeats them */
    TokenReply(Fetch.Reply reply, Map<String, String> form) {
        this.reply = reply;
        this.form = form;
        this.body = object(reply);
    }

    private static Map<String, Object> object(Fetch.Reply reply) {
        try {
            return JsonTree.readObject(reply.body().text());
        } catch (JsonException notJson) {
            return Map.of();
        }
    }

    boolean granted() {
        return reply.status() >= 200 && reply.status() <= 299;
    }

    boolean invalidGrant() {
        return "invalid_grant".equals(body.get("error"));
    }

    /** An authority that is down or busy is no refusal. */
    ErrorKind kind() {
        if (reply.status() == 429) {
            return ErrorKind.RATE_LIMITED;
        }
        return reply.status() >= 500 ? ErrorKind.SERVER_ERROR : ErrorKind.AUTHENTICATION_FAILED;
    }

    @Nullable
    Duration retryAfter(InstantSource clock) {
        return RetryAfter.of(reply.headers(), Clock.fixed(clock.instant(), ZoneOffset.UTC))
                .orElse(null);
    }

    String refusal() {
        String code = text("error").orElse("");
        String words = text("error_description").orElse("");
        String told = (code + (code.isEmpty() || words.isEmpty() ? "" : ": ") + words);
        return "HTTP " + reply.status() + (told.isEmpty() ? " without an explanation" : " " + shown(told));
    }

    private String shown(String words) {
        String clean = words;
        for (Map.Entry<String, String> sent : form.entrySet()) {
            if (!PUBLIC.contains(sent.getKey())) {
                clean = clean.replace(sent.getValue(), "******");
            }
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ");
        return clean.length() > MOST_WORDS ? clean.substring(0, MOST_WORDS) + "..." : clean;
    }

    Optional<String> refreshToken() {
        return text("refresh_token");
    }

    AccessToken token(Instant asked, Duration usualLife) {
        String value = text("access_token")
                .orElseThrow(() -> new IllegalArgumentException(
                        "the answer has no access_token" + (body.isEmpty() ? "; it is not a JSON object" : "")));
        String type = text("token_type").orElse("Bearer");
        if (!type.equalsIgnoreCase("Bearer") && !type.equalsIgnoreCase("N_A")) {
            throw new IllegalArgumentException("its token is of the type '" + shown(type) + "', not Bearer");
        }
        return new AccessToken(Secret.of(value), asked, asked.plus(life().orElse(usualLife)));
    }

    /** In seconds, a number or a text. */
    private Optional<Duration> life() {
        try {
            return text("expires_in")
                    .map(BigDecimal::new)
                    .filter(seconds -> seconds.signum() > 0)
                    .map(seconds ->
                            Duration.ofSeconds(seconds.min(LONGEST_SECONDS).longValue()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The authority's clock. */
    Optional<Instant> date() {
        try {
            return reply.headers()
                    .first("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private Optional<String> text(String name) {
        Object value = body.get(name);
        return value == null ? Optional.empty() : Optional.of(value.toString());
    }
}
