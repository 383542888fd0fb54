/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a failed call. Holds no secret and no prompt.
 *
 * @param kind why it failed
 * @param provider the profile's id; null when no provider was involved
 * @param model that was asked; null when none was
 * @param operation such as {@code chat}; null when none was begun
 * @param message what happened and what to do about it
 * @param providerMessage the provider's own words, cut at 300 characters; null: it said nothing
 * @param providerCode the provider's own code; null: it sent none
 * @param httpStatus null: no response arrived
 * @param requestId the provider's id of the request; null: it sent none
 * @param retryAfter how long the provider wants to be left alone; null: it did not say
 * @param categories of content for which the provider withheld it, such as {@code hate (high)}; empty: it named none
 * @param attempts how many requests were sent for the call
 */
public record ErrorDetails(
        ErrorKind kind,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String operation,
        String message,
        @Nullable String providerMessage,
        @Nullable String providerCode,
        @Nullable Integer httpStatus,
        @Nullable String requestId,
        @Nullable Duration retryAfter,
        List<String> categories,
        int attempts)
        implements Serializable {

    private static final int MOST_CHARACTERS = 300;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    public ErrorDetails {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        model = cut(model);
        providerMessage = cut(providerMessage);
        providerCode = cut(providerCode);
        requestId = cut(requestId);
        categories = List.copyOf(categories);
    }

    /** Nothing but the kind and what happened. */
    public static Builder of(ErrorKind kind, String message) {
        return new Builder(kind, message);
    }

    /** The whole message: who, what, what happened, the provider's words, what to do, request id. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (provider != null) {
            text.append(provider);
            if (model != null) {
                text.append('/').append(model);
            }
            if (operation != null) {
                text.append(' ').append(operation);
            }
            text.append(": ");
        }
        text.append(message);
        if (!categories.isEmpty()) {
            text.append(", for ").append(String.join(", ", categories));
        }
        if (httpStatus != null) {
            text.append(" (HTTP ").append(httpStatus);
            if (providerCode != null) {
                text.append(", code ").append(providerCode);
            }
            text.append(')');
        }
        if (providerMessage != null && !providerMessage.isBlank()) {
            text.append(". The provider said: ").append(providerMessage);
        }
        if (retryAfter != null) {
            text.append(". Retry after ").append(retryAfter.toMillis()).append(" ms");
        }
        if (requestId != null) {
            text.append(" [request id ").append(requestId).append(']');
        }
        return text.toString();
    }

    /** A builder that starts from these details. */
    public Builder toBuilder() {
        Builder b = new Builder(kind, message);
        b.provider = provider;
        b.model = model;
        b.operation = operation;
        b.providerMessage = providerMessage;
        b.providerCode = providerCode;
        b.httpStatus = httpStatus;
        b.requestId = requestId;
        b.retryAfter = retryAfter;
        b.categories = categories;
        b.attempts = attempts;
        return b;
    }

    /** Words of others, on one line and without control characters: they will stand in logs and on terminals. */
    private static @Nullable String cut(@Nullable String words) {
        if (words == null) {
            return null;
        }
        String line = CONTROLS.matcher(words.strip()).replaceAll(" ");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }

    /** Collects {@link ErrorDetails}. Not thread-safe. */
    public static final class Builder {
        private ErrorKind kind;
        private String message;
        private @Nullable String provider;
        private @Nullable String model;
        private @Nullable String operation;
        private @Nullable String providerMessage;
        private @Nullable String providerCode;
        private @Nullable Integer httpStatus;
        private @Nullable String requestId;
        private @Nullable Duration retryAfter;
        private List<String> categories = List.of();
        private int attempts = 1;

        private Builder(ErrorKind kind, String message) {
            this.kind = kind;
            this.message = message;
        }

        /** Another kind. */
        public Builder kind(ErrorKind other) {
            this.kind = other;
            return this;
        }

        /** What happened and what to do about it. */
        public Builder message(String words) {
            this.message = words;
            return this;
        }

        /** Who was asked. */
        public Builder target(@Nullable String providerId, @Nullable String modelId) {
            this.provider = providerId;
            this.model = modelId;
            return this;
        }

        /** What was asked. */
        public Builder operation(@Nullable String name) {
            this.operation = name;
            return this;
        }

        /** The provider's words and code. */
        public Builder said(@Nullable String words, @Nullable String code) {
            this.providerMessage = words;
            this.providerCode = code;
            return this;
        }

        /** The HTTP status. */
        public Builder status(@Nullable Integer status) {
            this.httpStatus = status;
            return this;
        }

        /** The provider's id of the request. */
        public Builder requestId(@Nullable String id) {
            this.requestId = id;
            return this;
        }

        /** How long the provider wants to be left alone. */
        public Builder retryAfter(@Nullable Duration time) {
            this.retryAfter = time;
            return this;
        }

        /** The categories of content for which the provider withheld it. */
        public Builder categories(List<String> named) {
            this.categories = named;
            return this;
        }

        /** How many requests were sent. */
        public Builder attempts(int count) {
            this.attempts = count;
            return this;
        }

        /** The details. */
        public ErrorDetails build() {
            return new ErrorDetails(
                    kind,
                    provider,
                    model,
                    operation,
                    message,
                    providerMessage,
                    providerCode,
                    httpStatus,
                    requestId,
                    retryAfter,
                    categories,
                    attempts);
        }

        /** The exception of the kind. */
        public LlmException exception() {
            return LlmException.of(build(), null);
        }

        /** The exception of the kind, with what caused it. */
        public LlmException exception(@Nullable Throwable cause) {
            return LlmException.of(build(), cause);
        }
    }
}
