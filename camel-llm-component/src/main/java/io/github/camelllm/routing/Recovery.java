/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

/** What becomes of a streamed answer that breaks off. */
public enum Recovery {
    /**
     * Nothing is handed on before the answer is complete, so that any failure can move on. The reader waits for the whole
     * answer.
     */
    RESTART,
    /**
     * Each piece is handed on as it comes. When the stream breaks, a target that is declared able to goes on exactly where it
     * stopped; never inside a tool call or JSON.
     */
    CONTINUE,
    /** Each piece is handed on as it comes. When the stream breaks, the reader gets an error with what came. */
    FAIL
}
