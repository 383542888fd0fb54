/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

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
 * What an error says: an object with the text {@code error}. (providers/ollama, Errors, read 2026-11-25)
 *
 * @param message the server's words; null: none
 */
record ErrorBody(@Nullable String message) {

    private record Words(String part, ErrorKind kind) {}

    /** There are no codes: only the words tell more than the status. */
    private static final List<Words> WORDS = List.of(
            new Words("try pulling it first", ErrorKind.MODEL_NOT_FOUND),
            new Words("prompt too long", ErrorKind.CONTEXT_TOO_LONG),
            new Words("exceeds the available context size", ErrorKind.CONTEXT_TOO_LONG),
            new Words("exceeds the context length", ErrorKind.CONTEXT_TOO_LONG),
            new Words("exceeds maximum context length", ErrorKind.CONTEXT_TOO_LONG),
            new Words("does not support", ErrorKind.UNSUPPORTED_FEATURE),
            new Words("server busy", ErrorKind.OVERLOADED));

    static ErrorBody parse(String text) {
        try {
            return new ErrorBody(words(text.isBlank() ? null : JsonTree.read(text)));
        } catch (JsonException notJson) {
            return new ErrorBody(text.strip());
        }
    }

    /** The words of a decoded body or of its error, which proxies wrap in objects. */
    static @Nullable String words(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            String inner = words(map.get("error"));
            return inner == null ? words(map.get("message")) : inner;
        }
        return value == null || String.valueOf(value).isBlank() ? null : String.valueOf(value);
    }

    /** The exception that it means. */
    LlmException told(Failures failures) {
        return failures.told(kind(failures), message, null, null);
    }

    private ErrorKind kind(Failures failures) {
        int status = failures.status();
        return failures.target().provider().errors().stream()
                .filter(rule -> rule.fits(status, null, null, message))
                .map(rule -> rule.kind())
                .findFirst()
                .or(this::byWords)
                .orElseGet(() -> StatusKinds.of(status));
    }

    private Optional<ErrorKind> byWords() {
        if (message == null) {
            return Optional.empty();
        }
        String text = message.toLowerCase(Locale.ROOT);
        return WORDS.stream()
                .filter(words -> text.contains(words.part()))
                .map(Words::kind)
                .findFirst();
    }
}
