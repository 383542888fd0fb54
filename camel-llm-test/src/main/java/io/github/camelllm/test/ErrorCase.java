/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

/** What went wrong, by meaning. Each provider says it in its own status, headers and body. */
public enum ErrorCase {
    /** The key is wrong. */
    BAD_KEY,
    /** The key is right, but must not do this. */
    NO_PERMISSION,
    /** The provider does not serve this model. */
    UNKNOWN_MODEL,
    /** The prompt is longer than the model's window. */
    CONTEXT_TOO_LONG,
    /** The provider's moderation refused prompt or answer. */
    CONTENT_BLOCKED,
    /** Too many requests or tokens in a time; waiting helps. */
    RATE_LIMITED,
    /** No credit, or a spending limit; waiting does not help. */
    QUOTA_EXHAUSTED,
    /** The provider has no capacity now. */
    OVERLOADED,
    /** The provider failed. */
    SERVER_ERROR,
    /** The request has a form that the provider refuses. */
    MALFORMED_REQUEST
}
