/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StatusKinds;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.profile.ErrorRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an error says: an object {@code error}, the same within the response of a failed stream, or flat on an event
 * (OpenAI: the section Errors of its facts, read 2026-11-25), or no JSON at all.
 *
 * @param message the provider's words; null: none
 * @param codes its codes and types, the most telling first; may be empty
 * @param categories for which content was withheld; may be empty
 */
record ErrorWords(@Nullable String message, List<String> codes, List<String> categories) {

    private static final Map<String, ErrorKind> CODES = Map.ofEntries(
            Map.entry("context_length_exceeded", ErrorKind.CONTEXT_TOO_LONG),
            Map.entry("insufficient_quota", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("credit_balance_exhausted", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("invalid_api_key", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("authentication_error", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("permission_error", ErrorKind.PERMISSION_DENIED),
            Map.entry("model_not_found", ErrorKind.MODEL_NOT_FOUND),
            Map.entry("content_filter", ErrorKind.CONTENT_BLOCKED),
            Map.entry("content_policy_violation", ErrorKind.CONTENT_BLOCKED),
            Map.entry("invalid_prompt", ErrorKind.CONTENT_BLOCKED),
            Map.entry("bio_policy", ErrorKind.CONTENT_BLOCKED),
            Map.entry("image_content_policy_violation", ErrorKind.CONTENT_BLOCKED),
            Map.entry("rate_limit_exceeded", ErrorKind.RATE_LIMITED),
            Map.entry("slow_down", ErrorKind.RATE_LIMITED),
            Map.entry("server_is_overloaded", ErrorKind.OVERLOADED),
            Map.entry("unsupported_parameter", ErrorKind.UNSUPPORTED_FEATURE),
            Map.entry("unsupported_value", ErrorKind.UNSUPPORTED_FEATURE),
            Map.entry("invalid_request_error", ErrorKind.INVALID_REQUEST),
            Map.entry("server_error", ErrorKind.SERVER_ERROR));

    private static final Map<String, ErrorKind> WORDS = Map.of(
            "maximum context length", ErrorKind.CONTEXT_TOO_LONG,
            "context window", ErrorKind.CONTEXT_TOO_LONG,
            "exceeded your current quota", ErrorKind.QUOTA_EXHAUSTED,
            "incorrect api key", ErrorKind.AUTHENTICATION_FAILED,
            "content management policy", ErrorKind.CONTENT_BLOCKED);

    static ErrorWords parse(ByteChunks body) {
        return parse(body.toArray());
    }

    static ErrorWords parse(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return new ErrorWords(null, List.of(), List.of());
        }
        try {
            return of(JsonTree.read(body));
        } catch (JsonException notJson) {
            return new ErrorWords(plain(text), List.of(), List.of());
        }
    }

    static ErrorWords of(@Nullable Object body) {
        if (body instanceof List<?> list && !list.isEmpty()) {
            return of(list.get(0));
        }
        if (!(body instanceof Map<?, ?> outer)) {
            return new ErrorWords(body == null ? null : plain(String.valueOf(body)), List.of(), List.of());
        }
        if (outer.get("response") instanceof Map<?, ?> response && response.get("error") instanceof Map<?, ?>) {
            return of(response);
        }
        boolean within = outer.get("error") instanceof Map<?, ?>;
        Map<?, ?> error = outer.get("error") instanceof Map<?, ?> inner ? inner : outer;
        List<String> codes = new ArrayList<>(3);
        code(codes, error.get("code"));
        if (within) {
            code(codes, error.get("type"));
        }
        List<String> categories = List.of();
        if (error.get("innererror") instanceof Map<?, ?> cause) {
            code(codes, cause.get("code"));
            categories = results(cause);
        }
        String message = Items.text(error.get("message"));
        if (message == null) {
            message = Items.text(outer.get("error"));
        }
        if (message == null) {
            message = Items.text(outer.get("detail"));
        }
        return new ErrorWords(message, List.copyOf(codes), categories);
    }

    private static void code(List<String> codes, @Nullable Object code) {
        String text = Items.text(code);
        if (text != null && !codes.contains(text) && !text.matches("[45][0-9]{2}")) {
            codes.add(text);
        }
    }

    private static List<String> results(Map<?, ?> cause) {
        for (String name : List.of("content_filter_result", "content_filter_results")) {
            if (cause.get(name) instanceof Map<?, ?> results) {
                return filtered(results);
            }
        }
        return List.of();
    }

    /** The categories that were filtered out, with the severity where one was told. */
    static List<String> filtered(Map<?, ?> results) {
        List<String> names = new ArrayList<>();
        results.forEach((category, result) -> {
            if (result instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("filtered"))) {
                String severity = Items.text(map.get("severity"));
                names.add(severity == null ? String.valueOf(category) : category + " (" + severity + ")");
            }
        });
        return names;
    }

    /** The exception that it means. */
    LlmException told(Failures failures) {
        return failures.told(
                kind(failures.status(), failures.target().provider().errors()),
                message,
                codes.isEmpty() ? null : codes.get(0),
                null,
                categories);
    }

    private ErrorKind kind(int status, List<ErrorRule> rules) {
        List<String> told = codes.isEmpty() ? List.of("") : codes;
        for (ErrorRule rule : rules) {
            if (told.stream().anyMatch(code -> rule.fits(status, code, null, message))) {
                return rule.kind();
            }
        }
        String words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, ErrorKind> each : WORDS.entrySet()) {
            if (words.contains(each.getKey())) {
                return each.getValue();
            }
        }
        for (String code : codes) {
            ErrorKind kind = CODES.get(code.toLowerCase(Locale.ROOT));
            if (kind != null && (kind != ErrorKind.INVALID_REQUEST || status < 400)) {
                return kind;
            }
        }
        return StatusKinds.of(status);
    }

    /** Plain text as it is; of a web page its title. */
    private static String plain(String text) {
        String words = text.strip();
        int from = words.indexOf("<title>");
        int to = words.indexOf("</title>");
        if (!words.startsWith("<")) {
            return words;
        }
        return from >= 0 && to > from
                ? words.substring(from + "<title>".length(), to).strip()
                : "a web page";
    }
}
