/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

/** Why an answer ended, alike for all providers. */
public enum FinishReason {
    /** The model was done, or met a stop text. */
    STOP,
    /** The token limit or the context window cut it: the answer is truncated. */
    LENGTH,
    /** The model waits for tool results. */
    TOOL_CALLS,
    /** The provider withheld (a part of) the answer. */
    CONTENT_FILTER,
    /** The provider broke off. */
    ERROR,
    /** Something that this version does not know; see the raw reason. */
    OTHER
}
