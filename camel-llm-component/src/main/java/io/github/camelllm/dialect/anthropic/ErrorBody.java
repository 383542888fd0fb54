/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StatusKinds;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an error says. (providers/anthropic, Errors, read 2026-11-25)
 *
 * @param message the provider's words; null: none
 * @param type its type; null: none
 * @param code a finer code from the details; null: none
 */
record ErrorBody(
        @Nullable String message,
        @Nullable String type,
        @Nullable String code) {

    private static final Map<String, ErrorKind> TYPES = Map.of(
            "authentication_error", ErrorKind.AUTHENTICATION_FAILED,
            "billing_error", ErrorKind.QUOTA_EXHAUSTED,
            "permission_error", ErrorKind.PERMISSION_DENIED,
            "not_found_error", ErrorKind.MODEL_NOT_FOUND,
            "conflict_error", ErrorKind.SERVER_ERROR,
            "request_too_large", ErrorKind.CONTEXT_TOO_LONG,
            "rate_limit_error", ErrorKind.RATE_LIMITED,
            "api_error", ErrorKind.SERVER_ERROR,
            "timeout_error", ErrorKind.SERVER_ERROR,
            "overloaded_error", ErrorKind.OVERLOADED);

    private record Words(String part, ErrorKind kind) {}

    /** The API has one type for all that is wrong with a request; only the words tell more. */
    private static final List<Words> WRONG_REQUESTS = List.of(
            new Words("prompt is too long", ErrorKind.CONTEXT_TOO_LONG),
            new Words("exceed context limit", ErrorKind.CONTEXT_TOO_LONG),
            new Words("specified api usage limits", ErrorKind.QUOTA_EXHAUSTED),
            new Words("credit balance is too low", ErrorKind.QUOTA_EXHAUSTED),
            new Words("content filtering policy", ErrorKind.CONTENT_BLOCKED),
            new Words("is deprecated for this model", ErrorKind.UNSUPPORTED_FEATURE),
            new Words("does not support", ErrorKind.UNSUPPORTED_FEATURE),
            new Words("is not supported on this model", ErrorKind.UNSUPPORTED_FEATURE));

    static ErrorBody parse(String text) {
        try {
            return of(text.isBlank() ? null : JsonTree.read(text));
        } catch (JsonException notJson) {
            return new ErrorBody(text.strip(), null, null);
        }
    }

    /** Reads decoded JSON: the whole body, or the error within it. */
    static ErrorBody of(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> map)) {
            return new ErrorBody(body == null ? null : String.valueOf(body), null, null);
        }
        Map<?, ?> error = map.get("error") instanceof Map<?, ?> inner ? inner : map;
        String code = error.get("details") instanceof Map<?, ?> details ? text(details, "error_code") : null;
        return new ErrorBody(text(error, "message"), text(error, "type"), code);
    }

    /** The exception that it means. */
    LlmException told(Failures failures) {
        return failures.told(kind(failures), message, code == null ? type : code, null);
    }

    private ErrorKind kind(Failures failures) {
        int status = failures.status();
        return failures.target().provider().errors().stream()
                .filter(rule -> rule.fits(status, code, type, message))
                .map(rule -> rule.kind())
                .findFirst()
                .or(this::byWords)
                .or(() -> Optional.ofNullable(type == null ? null : TYPES.get(type)))
                .orElseGet(() -> type == null ? StatusKinds.of(status) : unknownType(status));
    }

    /** A spending limit is no rate limit: waiting does not help. */
    private Optional<ErrorKind> byWords() {
        if ("enforced_spend_limit_reached".equals(code)) {
            return Optional.of(ErrorKind.QUOTA_EXHAUSTED);
        }
        if (message == null || type != null && !type.equals("invalid_request_error")) {
            return Optional.empty();
        }
        String text = message.toLowerCase(Locale.ROOT);
        return WRONG_REQUESTS.stream()
                .filter(words -> text.contains(words.part()))
                .map(Words::kind)
                .findFirst();
    }

    private ErrorKind unknownType(int status) {
        return "invalid_request_error".equals(type) ? ErrorKind.INVALID_REQUEST : StatusKinds.of(status);
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
