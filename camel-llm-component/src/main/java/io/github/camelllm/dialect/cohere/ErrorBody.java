/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

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
 * What an error says: a flat object with {@code message}, sometimes with {@code error_type}. (providers/cohere, Errors, read
 * 2026-11-25)
 *
 * @param message the provider's words; null: none
 * @param type its type; null: none
 */
record ErrorBody(@Nullable String message, @Nullable String type) {

    private static final Map<String, ErrorKind> TYPES = Map.of("TOO_MANY_TOKENS", ErrorKind.CONTEXT_TOO_LONG);

    private record Words(String part, ErrorKind kind) {}

    /** Mostly there is no type, and only the words tell more than the status. */
    private static final List<Words> WRONG_REQUESTS = List.of(
            new Words("too many tokens", ErrorKind.CONTEXT_TOO_LONG),
            new Words("is not supported", ErrorKind.UNSUPPORTED_FEATURE),
            new Words("does not support", ErrorKind.UNSUPPORTED_FEATURE));

    static ErrorBody parse(String text) {
        try {
            return of(text.isBlank() ? null : JsonTree.read(text));
        } catch (JsonException notJson) {
            return new ErrorBody(text.strip(), null);
        }
    }

    private static ErrorBody of(@Nullable Object body) {
        if (!(body instanceof Map<?, ?> map)) {
            return new ErrorBody(body == null ? null : String.valueOf(body), null);
        }
        String message = text(map, "message");
        return new ErrorBody(message == null ? text(map, "error") : message, text(map, "error_type"));
    }

    /** The exception that it means. */
    LlmException told(Failures failures) {
        return failures.told(kind(failures), message, type, null);
    }

    private ErrorKind kind(Failures failures) {
        int status = failures.status();
        return failures.target().provider().errors().stream()
                .filter(rule -> rule.fits(status, null, type, message))
                .map(rule -> rule.kind())
                .findFirst()
                .or(() -> Optional.ofNullable(type == null ? null : TYPES.get(type.toUpperCase(Locale.ROOT))))
                .or(() -> byWords(status))
                .orElseGet(() -> StatusKinds.of(status));
    }

    private Optional<ErrorKind> byWords(int status) {
        if (message == null || status != 400 && status != 422 && status != 200) {
            return Optional.empty();
        }
        String text = message.toLowerCase(Locale.ROOT);
        return WRONG_REQUESTS.stream()
                .filter(words -> text.contains(words.part()))
                .map(Words::kind)
                .findFirst();
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
