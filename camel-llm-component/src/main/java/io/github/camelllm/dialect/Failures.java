/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.http.RetryAfter;
import io.github.camelllm.profile.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions of one call's answer.
 *
 * @param target who was asked
 * @param operation what was asked
 * @param status of the HTTP reply
 * @param headers of the HTTP reply
 * @param clock for waits that are given as points in time
 */
public record Failures(Target target, String operation, int status, Headers headers, Clock clock) {

    /**
     * The error that the provider tells of.
     *
     * @param kind what it means
     * @param message the provider's words; null: none
     * @param code the provider's code; null: none
     * @param wait how long the body says to wait; null: the headers may say it
     */
    public LlmException told(ErrorKind kind, @Nullable String message, @Nullable String code, @Nullable Duration wait) {
        return told(kind, message, code, wait, List.of());
    }

    /** The same of content that was withheld, with the categories for which it was. */
    public LlmException told(
            ErrorKind kind,
            @Nullable String message,
            @Nullable String code,
            @Nullable Duration wait,
            List<String> categories) {
        return begin(kind, says(kind))
                .said(message, code)
                .categories(categories)
                .retryAfter(kind.worthRetrying() ? wait(wait) : null)
                .exception();
    }

    /** The answer is not what the protocol says. */
    public LlmException invalid(String what, @Nullable Throwable cause) {
        return begin(ErrorKind.RESPONSE_INVALID, what).exception(cause);
    }

    /** Any other kind. */
    public ErrorDetails.Builder begin(ErrorKind kind, String message) {
        return target.error(kind, message)
                .operation(operation)
                .status(status)
                .requestId(requestId().orElse(null));
    }

    /** The provider's id of the HTTP request. */
    public Optional<String> requestId() {
        for (String name : target.provider().requestIdHeaders()) {
            Optional<String> id = headers.first(name);
            if (id.isPresent()) {
                return id;
            }
        }
        return Optional.empty();
    }

    private @Nullable Duration wait(@Nullable Duration stated) {
        return stated == null ? RetryAfter.of(headers, clock).orElse(null) : stated;
    }

    private String says(ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> "too many requests or tokens; wait, or use another key or target";
            case OVERLOADED -> "the provider has no capacity at the moment";
            case AUTHENTICATION_FAILED -> "the provider does not accept the key; check the option apiKey";
            case PERMISSION_DENIED -> "the key may not do this; check its rights and the model's terms";
            case QUOTA_EXHAUSTED -> "no money or quota is left; waiting does not help, check the account's billing";
            case CONTEXT_TOO_LONG ->
                "the prompt is too long for the model; shorten it or use a model with a larger window";
            case MODEL_NOT_FOUND ->
                "the provider does not know the model or the path; check the model id and the base URL";
            case UNSUPPORTED_FEATURE -> "the model does not support what the request asks for";
            case CONTENT_BLOCKED -> "the provider refuses the content";
            case RESPONSE_INVALID -> "the model's answer was not usable; another try may succeed";
            case INVALID_REQUEST -> "the provider finds the request wrong";
            default ->
                status >= 300 && status < 400
                        ? "the provider redirects, and redirects are not followed; check the base URL"
                        : "the provider failed";
        };
    }
}
