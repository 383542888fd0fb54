/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StatusKinds;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an error says. (providers/bedrock, Errors, read 2026-11-25)
 *
 * @param message the provider's words; null: none
 * @param type its type, without the namespace around it; null: none
 * @param original what the model behind it said; null: nothing
 */
record ErrorBody(
        @Nullable String message,
        @Nullable String type,
        @Nullable String original) {

    private static final Map<String, ErrorKind> TYPES = Map.ofEntries(
            Map.entry("unrecognizedclientexception", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("expiredtokenexception", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("expiredtoken", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("invalidsignatureexception", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("signaturedoesnotmatch", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("incompletesignature", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("incompletesignatureexception", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("invalidclienttokenid", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("missingauthenticationtoken", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("missingauthenticationtokenexception", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("notauthorizedexception", ErrorKind.AUTHENTICATION_FAILED),
            Map.entry("accessdeniedexception", ErrorKind.PERMISSION_DENIED),
            Map.entry("optinrequired", ErrorKind.PERMISSION_DENIED),
            Map.entry("validationexception", ErrorKind.INVALID_REQUEST),
            Map.entry("serializationexception", ErrorKind.INVALID_REQUEST),
            Map.entry("conflictexception", ErrorKind.INVALID_REQUEST),
            Map.entry("servicequotaexceededexception", ErrorKind.QUOTA_EXHAUSTED),
            Map.entry("resourcenotfoundexception", ErrorKind.MODEL_NOT_FOUND),
            Map.entry("unknownoperationexception", ErrorKind.MODEL_NOT_FOUND),
            Map.entry("throttlingexception", ErrorKind.RATE_LIMITED),
            Map.entry("toomanyrequestsexception", ErrorKind.RATE_LIMITED),
            Map.entry("modelnotreadyexception", ErrorKind.OVERLOADED),
            Map.entry("serviceunavailableexception", ErrorKind.OVERLOADED),
            Map.entry("serviceunavailable", ErrorKind.OVERLOADED),
            Map.entry("modeltimeoutexception", ErrorKind.SERVER_ERROR),
            Map.entry("modelerrorexception", ErrorKind.SERVER_ERROR),
            Map.entry("modelstreamerrorexception", ErrorKind.SERVER_ERROR),
            Map.entry("internalserverexception", ErrorKind.SERVER_ERROR),
            Map.entry("internalfailure", ErrorKind.SERVER_ERROR),
            Map.entry("internalerror", ErrorKind.SERVER_ERROR));

    private record Words(ErrorKind type, String part, ErrorKind kind) {}

    /** One type stands for many things; only the words tell more. */
    private static final List<Words> FINER = List.of(
            new Words(ErrorKind.RATE_LIMITED, "per day", ErrorKind.QUOTA_EXHAUSTED),
            new Words(ErrorKind.PERMISSION_DENIED, "authentication failed", ErrorKind.AUTHENTICATION_FAILED),
            new Words(ErrorKind.PERMISSION_DENIED, "api key", ErrorKind.AUTHENTICATION_FAILED),
            new Words(ErrorKind.PERMISSION_DENIED, "bearer token", ErrorKind.AUTHENTICATION_FAILED),
            new Words(ErrorKind.PERMISSION_DENIED, "security token", ErrorKind.AUTHENTICATION_FAILED),
            new Words(ErrorKind.PERMISSION_DENIED, "authentication token", ErrorKind.AUTHENTICATION_FAILED),
            new Words(ErrorKind.PERMISSION_DENIED, "signature", ErrorKind.AUTHENTICATION_FAILED),
            new Words(ErrorKind.INVALID_REQUEST, "too long", ErrorKind.CONTEXT_TOO_LONG),
            new Words(ErrorKind.INVALID_REQUEST, "maximum context length", ErrorKind.CONTEXT_TOO_LONG),
            new Words(ErrorKind.INVALID_REQUEST, "exceed context limit", ErrorKind.CONTEXT_TOO_LONG),
            new Words(ErrorKind.INVALID_REQUEST, "too many input tokens", ErrorKind.CONTEXT_TOO_LONG),
            new Words(ErrorKind.INVALID_REQUEST, "model identifier is invalid", ErrorKind.MODEL_NOT_FOUND),
            new Words(ErrorKind.INVALID_REQUEST, "on-demand throughput", ErrorKind.MODEL_NOT_FOUND),
            new Words(ErrorKind.INVALID_REQUEST, "content filtering policy", ErrorKind.CONTENT_BLOCKED),
            new Words(ErrorKind.INVALID_REQUEST, "blocked by our content filters", ErrorKind.CONTENT_BLOCKED),
            new Words(ErrorKind.INVALID_REQUEST, "is deprecated for this model", ErrorKind.UNSUPPORTED_FEATURE),
            new Words(ErrorKind.INVALID_REQUEST, "doesn't support", ErrorKind.UNSUPPORTED_FEATURE),
            new Words(ErrorKind.INVALID_REQUEST, "does not support", ErrorKind.UNSUPPORTED_FEATURE),
            new Words(ErrorKind.INVALID_REQUEST, "not supported", ErrorKind.UNSUPPORTED_FEATURE));

    static ErrorBody parse(String text, Headers headers) {
        try {
            if (JsonTree.read(text) instanceof Map<?, ?> body) {
                return of(body, headers);
            }
        } catch (JsonException notJson) {
            // its words are all there is
        }
        return new ErrorBody(text.isBlank() ? null : text.strip(), ofHeaders(headers), null);
    }

    /** Reads decoded JSON. */
    static ErrorBody of(Map<?, ?> body, Headers headers) {
        String message = text(body, "message");
        String type = text(body, "__type");
        String ofHeaders = ofHeaders(headers);
        return new ErrorBody(
                message == null ? text(body, "Message") : message,
                ofHeaders == null && type != null ? plain(type) : ofHeaders,
                text(body, "originalMessage"));
    }

    /** The same under a type that was told elsewhere. */
    ErrorBody ofType(@Nullable String told) {
        return told == null ? this : new ErrorBody(message, told, original);
    }

    /** The exception that it means. */
    LlmException told(Failures failures) {
        String words = original == null ? message : message == null ? original : message + ": " + original;
        return failures.told(kind(failures), words, type, null);
    }

    private ErrorKind kind(Failures failures) {
        return failures.target().provider().errors().stream()
                .filter(rule -> rule.fits(failures.status(), null, type, message))
                .map(rule -> rule.kind())
                .findFirst()
                .orElseGet(() -> finer(Optional.ofNullable(type)
                        .map(known -> TYPES.get(known.toLowerCase(Locale.ROOT)))
                        .orElseGet(() -> StatusKinds.of(failures.status()))));
    }

    private ErrorKind finer(ErrorKind coarse) {
        String text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return FINER.stream()
                .filter(words -> words.type() == coarse && text.contains(words.part()))
                .map(Words::kind)
                .findFirst()
                .orElse(coarse);
    }

    private static @Nullable String ofHeaders(Headers headers) {
        return headers.first("x-amzn-errortype").map(ErrorBody::plain).orElse(null);
    }

    /** {@code com.amazon.coral#Name:http://…} is {@code Name}. */
    private static String plain(String type) {
        String name = type.indexOf(':') < 0 ? type : type.substring(0, type.indexOf(':'));
        return name.substring(name.lastIndexOf('#') + 1).strip();
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
