/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.RetryAfter;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What an error says, from any of the body shapes of the OpenAI-like providers (each provider's section Errors, read
 * 2026-11-25): {@code error} as object or text, flat, {@code detail} as text, list or object, a list around it, HTML,
 * plain text, nothing.
 *
 * @param message the provider's words; null: none
 * @param codes its codes and types, the most telling first; may be empty
 * @param status the HTTP status that the body itself names; null: none
 * @param flagged moderation stopped it
 * @param categories for which content was withheld; may be empty
 * @param retryAfterSeconds how long to wait, if the body says so; null: it does not
 */
record ErrorBody(
        @Nullable String message,
        List<String> codes,
        @Nullable Integer status,
        boolean flagged,
        List<String> categories,
        @Nullable BigDecimal retryAfterSeconds) {

    static final ErrorBody NOTHING = new ErrorBody(null, List.of(), null, false, List.of(), null);

    /** Reads whatever came. */
    static ErrorBody parse(byte[] bytes, String text) {
        if (text.isBlank()) {
            return NOTHING;
        }
        try {
            return of(JsonTree.read(bytes));
        } catch (JsonException notJson) {
            return new ErrorBody(plain(text), List.of(), null, false, List.of(), null);
        }
    }

    /** Reads decoded JSON. */
    static ErrorBody of(@Nullable Object body) {
        if (body instanceof List<?> list && !list.isEmpty()) {
            return of(list.get(0));
        }
        if (!(body instanceof Map<?, ?> map)) {
            return new ErrorBody(
                    body == null ? null : plain(String.valueOf(body)), List.of(), null, false, List.of(), null);
        }
        Map<?, ?> inner = inner(map);
        List<String> codes = new ArrayList<>(4);
        if (inner.get("metadata") instanceof Map<?, ?> metadata) {
            code(codes, metadata.get("error_type"));
        }
        code(codes, inner.get("code"));
        code(codes, inner.get("type"));
        code(codes, map.get("code"));
        code(codes, map.get("type"));
        code(codes, map.get("error_type"));
        if (inner.get("innererror") instanceof Map<?, ?> cause) {
            code(codes, cause.get("code"));
        }
        return new ErrorBody(
                words(inner, map),
                List.copyOf(codes),
                status(inner, map),
                flagged(inner, map),
                categories(inner),
                wait(inner, map));
    }

    /** The code to tell the user: the provider's own, not a number that repeats the status. */
    @Nullable
    String code() {
        return codes.isEmpty() ? null : codes.get(0);
    }

    /** The exception that it means. */
    LlmException told(Failures failures) {
        ErrorKind kind = ErrorKinds.of(
                failures.status(), this, failures.target().provider().errors());
        Duration wait = Optional.ofNullable(retryAfterSeconds)
                .flatMap(RetryAfter::seconds)
                .orElse(null);
        return failures.told(kind, message, code(), wait, categories);
    }

    private static Map<?, ?> inner(Map<?, ?> map) {
        if (map.get("error") instanceof Map<?, ?> error) {
            return error;
        }
        if (map.get("errors") instanceof List<?> errors
                && !errors.isEmpty()
                && errors.get(0) instanceof Map<?, ?> error) {
            return error;
        }
        return map;
    }

    private static void code(List<String> codes, @Nullable Object code) {
        if (code instanceof String text && !text.isBlank() && !codes.contains(text) && status(text) == null) {
            codes.add(text);
        }
    }

    private static @Nullable String words(Map<?, ?> inner, Map<?, ?> outer) {
        String words = words(inner.get("message"));
        words = words == null ? words(outer.get("error") instanceof String text ? text : null) : words;
        words = words == null ? words(outer.get("message")) : words;
        words = words == null ? words(outer.get("detail")) : words;
        String raw = inner.get("metadata") instanceof Map<?, ?> metadata ? words(metadata.get("raw")) : null;
        return words != null && raw != null ? words + ": " + raw : words;
    }

    /** A text; of lists and objects the messages within, with the places that they complain about. */
    private static @Nullable String words(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isBlank() ? null : text;
        }
        if (value instanceof List<?> list) {
            StringJoiner all = new StringJoiner("; ");
            list.forEach(item -> {
                String words = words(item);
                if (words != null) {
                    all.add(words);
                }
            });
            return all.length() == 0 ? null : all.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return complaint(map);
        }
        return null;
    }

    private static @Nullable String complaint(Map<?, ?> map) {
        for (String name : List.of("msg", "message", "error", "detail")) {
            String words = words(map.get(name));
            if (words != null) {
                return map.get("loc") instanceof List<?> place && !place.isEmpty()
                        ? String.join(".", place.stream().map(String::valueOf).toList()) + ": " + words
                        : words;
            }
        }
        return null;
    }

    private static @Nullable Integer status(Map<?, ?> inner, Map<?, ?> outer) {
        for (Map<?, ?> map : List.of(inner, outer)) {
            for (String name : List.of("code", "status_code", "status", "raw_status_code")) {
                Integer status = status(map.get(name));
                if (status != null) {
                    return status;
                }
            }
        }
        return null;
    }

    private static @Nullable Integer status(@Nullable Object value) {
        if (value instanceof Long number && number >= 400 && number < 600) {
            return number.intValue();
        }
        return value instanceof String text && text.matches("[45][0-9]{2}") ? Integer.valueOf(text) : null;
    }

    private static boolean flagged(Map<?, ?> inner, Map<?, ?> outer) {
        return outer.get("guardrails") != null
                || inner.get("metadata") instanceof Map<?, ?> metadata
                        && (metadata.get("flagged_input") != null || metadata.get("reasons") != null);
    }

    /** Azure OpenAI tells them within the inner error, whose member ends with or without an s. */
    private static List<String> categories(Map<?, ?> inner) {
        if (inner.get("innererror") instanceof Map<?, ?> cause) {
            for (String name : List.of("content_filter_result", "content_filter_results")) {
                if (cause.get(name) instanceof Map<?, ?> results) {
                    return List.copyOf(FilterResults.filtered(results));
                }
            }
        }
        return List.of();
    }

    private static @Nullable BigDecimal wait(Map<?, ?> inner, Map<?, ?> outer) {
        for (Map<?, ?> map : List.of(inner, outer)) {
            Object holder = map.get("availability") instanceof Map<?, ?> availability
                    ? availability.get("retry_after")
                    : map.get("metadata") instanceof Map<?, ?> metadata
                                    && metadata.get("availability") instanceof Map<?, ?> availability
                            ? availability.get("retry_after")
                            : map.get("retry_after");
            if (holder instanceof Long seconds && seconds >= 0) {
                return BigDecimal.valueOf(seconds);
            }
            if (holder instanceof BigDecimal seconds && seconds.signum() >= 0) {
                return seconds;
            }
        }
        return null;
    }

    /** Plain text as it is; of a web page its title. */
    private static String plain(String text) {
        String words = text.strip();
        if (!words.startsWith("<")) {
            return words;
        }
        int from = words.indexOf("<title>");
        int to = words.indexOf("</title>");
        return from >= 0 && to > from
                ? words.substring(from + "<title>".length(), to).strip()
                : "a web page";
    }
}
