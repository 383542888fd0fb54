/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.nio.charset.StandardCharsets;

/**
 * One piece of an answer's body: the whole body, or one event of a stream.
 *
 * @param kind what it is for, so that faults can be placed without knowing the wire form
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Frame(Kind kind, byte[] bytes) {

    /** What a frame is for. */
    public enum Kind {
        /** A comment or keep-alive without meaning. */
        COMMENT,
        /** Opens the stream; carries no content. */
        OPENING,
        /** Carries content: text, reasoning, a tool call. The faults count these. */
        CONTENT,
        /** Carries the finish reason, and perhaps more. */
        FINISH,
        /** Carries usage only. */
        USAGE,
        /** The end mark. */
        DONE,
        /** Carries an error. */
        ERROR
    }

    public static Frame of(Kind kind, String text) {
        return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
    }
}
