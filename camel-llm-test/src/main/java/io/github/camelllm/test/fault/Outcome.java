/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller got in the end.
 *
 * @param kind an answer, an error, or nothing in time
 * @param text of the answer, or what of it came; may be empty
 * @param model that answered, as the caller was told; null: it was not told
 * @param inputTokens null: the caller was not told
 * @param outputTokens null: the caller was not told
 * @param error what went wrong; null: nothing
 * @param elapsed from the call to its end
 */
public record Outcome(
        Kind kind,
        String text,
        @Nullable String model,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Problem error,
        Duration elapsed) {

    /** How it ended. */
    public enum Kind {
        ANSWER,
        ERROR,
        HANG
    }

    /**
     * What a caller is told of a failure.
     *
     * @param status of HTTP; null: none
     * @param code such as {@code overloaded}; null: none
     * @param message for people
     */
    public record Problem(
            @Nullable Integer status, @Nullable String code, String message) {}

    /** An answer. */
    public static Outcome answer(
            String text, @Nullable String model, @Nullable Long input, @Nullable Long output, Duration elapsed) {
        return new Outcome(Kind.ANSWER, text, model, input, output, null, elapsed);
    }

    /** An error. */
    public static Outcome error(@Nullable Integer status, @Nullable String code, String message, Duration elapsed) {
        return new Outcome(Kind.ERROR, "", null, null, null, new Problem(status, code, message), elapsed);
    }

    /** Neither answer nor error in time. */
    public static Outcome hang(Duration elapsed) {
        return new Outcome(Kind.HANG, "", null, null, null, null, elapsed);
    }

    /** Whether it is an answer. */
    public boolean answered() {
        return kind == Kind.ANSWER;
    }

    /** Whether it is the whole answer of a {@link FaultServer} and nothing else; white space does not count. */
    public boolean complete() {
        return answered() && text.strip().replaceAll("\\s+", " ").equals(FaultServer.ANSWER);
    }

    /** Whether the tokens are known. */
    public boolean counted() {
        return inputTokens != null && outputTokens != null;
    }
}
