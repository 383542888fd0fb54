/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.error;

/** Why a call failed, in the words that routing understands. */
public enum ErrorKind {
    /** Too many requests or tokens in a time; {@code retryAfter} says how long to wait, where the provider does. */
    RATE_LIMITED(true, true, true),
    /** The provider has no capacity. */
    OVERLOADED(true, true, true),
    /** The provider failed. */
    SERVER_ERROR(true, true, true),
    /** No connection in time. */
    TIMEOUT_CONNECT(true, true, true),
    /** No response headers in time. */
    TIMEOUT_RESPONSE(true, true, true),
    /** No first content of a stream in time. */
    TIMEOUT_FIRST_TOKEN(true, true, true),
    /** A stream fell silent. */
    TIMEOUT_IDLE(true, true, true),
    /** The whole call took too long. */
    TIMEOUT_TOTAL(true, true, true),
    /** The connection could not be made or broke before the answer began. */
    CONNECTION_FAILED(true, true, true),
    /** The answer broke off; the exception carries what came. */
    STREAM_INTERRUPTED(true, true, true),
    /** The answer is not what the provider's protocol says. */
    RESPONSE_INVALID(true, true, true),
    /** The provider does not accept the key. */
    AUTHENTICATION_FAILED(false, true, true),
    /** The key may not do this. */
    PERMISSION_DENIED(false, true, false),
    /** No money or quota left; waiting does not help. */
    QUOTA_EXHAUSTED(false, true, true),
    /** The prompt does not fit the model's context window. */
    CONTEXT_TOO_LONG(false, true, false),
    /** The provider does not have the model. */
    MODEL_NOT_FOUND(false, true, false),
    /** The target cannot do what the request needs. */
    UNSUPPORTED_FEATURE(false, true, false),
    /** The request is wrong for every target. */
    INVALID_REQUEST(false, false, false),
    /** The provider refuses the content. */
    CONTENT_BLOCKED(false, false, false),
    /** A budget does not allow the call. */
    BUDGET_EXCEEDED(false, false, false),
    /** The caller gave up. */
    CANCELLED(false, false, false);

    private final boolean retry;
    private final boolean failover;
    private final boolean coolsDown;

    ErrorKind(boolean retry, boolean failover, boolean coolsDown) {
        this.retry = retry;
        this.failover = failover;
        this.coolsDown = coolsDown;
    }

    /** Whether the same target may succeed when it is tried again. */
    public boolean worthRetrying() {
        return retry;
    }

    /** Whether another target may succeed where this one failed. */
    public boolean worthFailover() {
        return failover;
    }

    /** Whether the target should rest for a while. */
    public boolean coolsTarget() {
        return coolsDown;
    }

    /** Whether a deadline ran out. */
    public boolean timeout() {
        return name().startsWith("TIMEOUT_");
    }
}
