/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

/** What a provider can be asked to do and a test can prove of it: a column of the table of evidence. */
public enum Capability {
    /** A whole answer. */
    CHAT,
    /** An answer in pieces. */
    STREAMING,
    /** Tool calls in a whole answer. */
    TOOLS,
    /** Tool calls in a streamed answer. */
    STREAMED_TOOLS,
    /** Answers that obey a JSON schema. */
    JSON_SCHEMA,
    /** JSON of any form. */
    JSON_OBJECT,
    /** Pictures in the prompt. */
    IMAGE_INPUT,
    /** Reasoning that is told, or how hard the model reasons. */
    REASONING,
    /** Vectors of texts. */
    EMBEDDINGS,
    /** Token counts. */
    USAGE,
    /** Tokens read from the provider's cache, counted apart. */
    CACHED_TOKENS,
    /** Refused calls. */
    ERRORS
}
