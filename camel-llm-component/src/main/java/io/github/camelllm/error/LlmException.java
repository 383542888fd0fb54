/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.error;

import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingResponse;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call failed. Its subclasses say who may help: {@link LlmRetryableException} the same target later, {@link
 * LlmFailoverException} another target, {@link LlmFinalException} nobody.
 */
public abstract class LlmException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ErrorDetails details;
    private final transient @Nullable ChatResponse partial;
    private transient @Nullable EmbeddingResponse vectors;

    LlmException(ErrorDetails details, @Nullable ChatResponse partial, @Nullable Throwable cause) {
        super(details.text(), cause);
        this.details = details;
        this.partial = partial;
    }

    /** The exception that fits the kind of the details. */
    public static LlmException of(ErrorDetails details, @Nullable Throwable cause) {
        return of(details, null, cause);
    }

    /** The exception that fits the kind of the details, with what of the answer had come. */
    public static LlmException of(ErrorDetails details, @Nullable ChatResponse partial, @Nullable Throwable cause) {
        return switch (details.kind()) {
            case RATE_LIMITED -> new LlmRateLimitedException(details, partial, cause);
            case STREAM_INTERRUPTED -> new LlmStreamInterruptedException(details, partial, cause);
            case CONTEXT_TOO_LONG -> new LlmContextTooLongException(details, partial, cause);
            case CONTENT_BLOCKED -> new LlmContentBlockedException(details, partial, cause);
            case BUDGET_EXCEEDED -> new LlmBudgetExceededException(details, partial, cause);
            default ->
                details.kind().worthRetrying()
                        ? new LlmRetryableException(details, partial, cause)
                        : details.kind().worthFailover()
                                ? new LlmFailoverException(details, partial, cause)
                                : new LlmFinalException(details, partial, cause);
        };
    }

    /** Why it failed. */
    public ErrorKind kind() {
        return details.kind();
    }

    /** All that is known. */
    public ErrorDetails details() {
        return details;
    }

    /** How long the provider wants to be left alone; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(details.retryAfter());
    }

    /**
     * What of the answer had come, with its usage so far; empty when nothing had, and in an exception that was serialized,
     * such as over JMS.
     */
    public Optional<ChatResponse> partial() {
        return Optional.ofNullable(partial);
    }

    /**
     * The vectors that had come before a part of the texts failed, each with the index of its text, with what they used and
     * cost; empty when none had, and in an exception that was serialized.
     */
    public Optional<EmbeddingResponse> vectors() {
        return Optional.ofNullable(vectors);
    }

    /** The exception that fits the kind of the details, with the vectors that had come. */
    public static LlmException ofVectors(ErrorDetails details, EmbeddingResponse vectors, @Nullable Throwable cause) {
        LlmException failure = of(details, cause);
        failure.vectors = vectors;
        return failure;
    }
}
