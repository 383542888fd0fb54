/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StatusKinds;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.profile.ErrorRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an error says, alone or in a list. (providers/google-ai and vertex-ai, Errors, read 2026-11-25)
 *
 * @param message the provider's words; null: none
 * @param code the HTTP status that it states; null: none
 * @param status Google's name of the error; null: none
 * @param reason a finer name from the details; null: none
 * @param quotas ids of the quotas that are used up
 * @param noQuota a quota that is used up is zero
 * @param delay how long to wait; null: not stated
 */
record ErrorBody(
        @Nullable String message,
        @Nullable Integer code,
        @Nullable String status,
        @Nullable String reason,
        List<String> quotas,
        boolean noQuota,
        @Nullable Duration delay) {

    private static final Map<String, ErrorKind> REASONS = Map.ofEntries(
            Map.entry("API_KEY_INVALID", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("API_KEY_EXPIRED", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("ACCESS_TOKEN_EXPIRED", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("ACCESS_TOKEN_TYPE_UNSUPPORTED", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("CREDENTIALS_MISSING", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("API_KEY_SERVICE_BLOCKED", ErrorKind.PERMISSION_DENIED),
            Map.entry("SERVICE_DISABLED", ErrorKind.PERMISSION_DENIED),
            Map.entry("IAM_PERMISSION_DENIED", ErrorKind.PERMISSION_DENIED),
            Map.entry("BILLING_DISABLED", ErrorKind.QUOTA_EXHAUSTED));

    private static final Map<String, ErrorKind> STATUSES = Map.ofEntries(
            Map.entry("INVALID_ARGUMENT", ErrorKind.INVALID_REQUEST),
            Map.entry("FAILED_PRECONDITION", ErrorKind.PERMISSION_DENIED),
            Map.entry("OUT_OF_RANGE", ErrorKind.INVALID_REQUEST),
            Map.entry("UNAUTHENTICATED", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("PERMISSION_DENIED", ErrorKind.PERMISSION_DENIED),
            Map.entry("NOT_FOUND", ErrorKind.MODEL_NOT_FOUND),
            Map.entry("RESOURCE_EXHAUSTED", ErrorKind.RATE_LIMITED),
            Map.entry("CANCELLED", ErrorKind.SERVER_ERROR),
            Map.entry("ABORTED", ErrorKind.SERVER_ERROR),
            Map.entry("UNKNOWN", ErrorKind.SERVER_ERROR),
            Map.entry("INTERNAL", ErrorKind.SERVER_ERROR),
            Map.entry("DATA_LOSS", ErrorKind.SERVER_ERROR),
            Map.entry("DEADLINE_EXCEEDED", ErrorKind.SERVER_ERROR),
            Map.entry("UNIMPLEMENTED", ErrorKind.UNSUPPORTED_FEATURE),
            Map.entry("UNAVAILABLE", ErrorKind.OVERLOADED));

    private record Words(String status, String part, ErrorKind kind) {}

    /** The API has one name for many things; only the words tell more. */
    private static final List<Words> WORDS = List.of(
            new Words("INVALID_ARGUMENT", "input token count", ErrorKind.CONTEXT_TOO_LONG),
            new Words("INVALID_ARGUMENT", "exceeds the maximum number of tokens", ErrorKind.CONTEXT_TOO_LONG),
            new Words("INVALID_ARGUMENT", "api key not valid", ErrorKind.AUTHENTICATION_FAILED),
            new Words("INVALID_ARGUMENT", "api key expired", ErrorKind.AUTHENTICATION_FAILED),
            new Words("INVALID_ARGUMENT", "is not enabled for", ErrorKind.UNSUPPORTED_FEATURE),
            new Words("INVALID_ARGUMENT", "is not supported", ErrorKind.UNSUPPORTED_FEATURE),
            new Words("INVALID_ARGUMENT", "does not support", ErrorKind.UNSUPPORTED_FEATURE),
            new Words("FAILED_PRECONDITION", "billing", ErrorKind.QUOTA_EXHAUSTED),
            new Words("RESOURCE_EXHAUSTED", "limit: 0", ErrorKind.QUOTA_EXHAUSTED),
            new Words("RESOURCE_EXHAUSTED", "credits are depleted", ErrorKind.QUOTA_EXHAUSTED),
            new Words("RESOURCE_EXHAUSTED", "spending cap", ErrorKind.QUOTA_EXHAUSTED),
            new Words("RESOURCE_EXHAUSTED", "spend cap", ErrorKind.QUOTA_EXHAUSTED));

    static ErrorBody parse(String text) {
        try {
            return of(text.isBlank() ? null : JsonTree.read(text));
        } catch (JsonException notJson) {
            String words = text.stripLeading().startsWith("<") ? "a web page" : text.strip();
            return new ErrorBody(words, null, null, null, List.of(), false, null);
        }
    }

    /** Reads decoded JSON: the whole body, a list with it, or the error within it. */
    static ErrorBody of(@Nullable Object body) {
        if (body instanceof List<?> list) {
            return of(list.isEmpty() ? null : list.get(0));
        }
        if (!(body instanceof Map<?, ?> map)) {
            return new ErrorBody(body == null ? null : String.valueOf(body), null, null, null, List.of(), false, null);
        }
        if (map.get("error") instanceof Map<?, ?> || map.get("error") instanceof List<?>) {
            return of(map.get("error"));
        }
        Details details = new Details();
        if (map.get("details") instanceof List<?> list) {
            list.forEach(details::read);
        }
        Integer code = map.get("code") instanceof Number number ? (Integer) number.intValue() : null;
        String words = text(map, "message");
        return new ErrorBody(
                words == null ? text(map, "error") : words,
                code,
                text(map, "status"),
                details.reason,
                details.quotas,
                details.noQuota,
                details.delay);
    }

    /** The exception that it means. */
    LlmException told(Failures failures) {
        return failures.told(kind(failures), message, reason == null ? status : reason, delay);
    }

    /** An error that came with a status of success states the one that it means. */
    private ErrorKind kind(Failures failures) {
        int http = failures.status() < 400 && code != null ? code : failures.status();
        return failures.target().provider().errors().stream()
                .filter(rule -> rule.fits(http, reason, status, message))
                .map(ErrorRule::kind)
                .findFirst()
                .or(() -> Optional.ofNullable(reason == null ? null : REASONS.get(reason)))
                .or(this::byQuota)
                .or(this::byWords)
                .or(() -> Optional.ofNullable(status == null ? null : STATUSES.get(status)))
                .orElseGet(() -> StatusKinds.of(http));
    }

    /** A quota of a day does not come back soon enough to wait for it, and one of zero never. */
    private Optional<ErrorKind> byQuota() {
        boolean gone = noQuota || quotas.stream().anyMatch(id -> id.contains("PerDay"));
        return gone ? Optional.of(ErrorKind.QUOTA_EXHAUSTED) : Optional.empty();
    }

    private Optional<ErrorKind> byWords() {
        if (message == null || status == null) {
            return Optional.empty();
        }
        String text = message.toLowerCase(Locale.ROOT);
        return WORDS.stream()
                .filter(words -> words.status().equals(status) && text.contains(words.part()))
                .map(Words::kind)
                .findFirst();
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    /** What the typed details say. */
    private static final class Details {
        private static final BigDecimal MOST_SECONDS = new BigDecimal(Integer.MAX_VALUE);

        final List<String> quotas = new ArrayList<>();

        @Nullable
        String reason;

        @Nullable
        Duration delay;

        boolean noQuota;

        void read(@Nullable Object detail) {
            if (!(detail instanceof Map<?, ?> map)) {
                return;
            }
            String type = String.valueOf(map.get("@type"));
            if (type.endsWith("ErrorInfo")) {
                reason = text(map, "reason");
            } else if (type.endsWith("RetryInfo")) {
                delay = duration(text(map, "retryDelay"));
            } else if (type.endsWith("QuotaFailure") && map.get("violations") instanceof List<?> violations) {
                violations.forEach(this::violation);
            }
        }

        private void violation(@Nullable Object stated) {
            if (stated instanceof Map<?, ?> violation) {
                String id = text(violation, "quotaId");
                if (id != null) {
                    quotas.add(id);
                }
                noQuota |= "0".equals(String.valueOf(violation.get("quotaValue")));
            }
        }

        /** Seconds with a fraction and an s behind; null: it is something else. */
        private static @Nullable Duration duration(@Nullable String text) {
            if (text == null || !text.endsWith("s") || text.length() > 32) {
                return null;
            }
            try {
                BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
                return seconds.signum() < 0 || seconds.compareTo(MOST_SECONDS) > 0
                        ? null
                        : Duration.ofNanos(seconds.movePointRight(9).longValue());
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }
    }
}
