/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A profile that cannot be used, or a provider that no profile describes: the cause of the {@link LlmException} of kind
 * INVALID_REQUEST that callers get. Says what, where, what is allowed, what to do.
 */
public final class ProfileException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ProfileException(String message) {
        super(message);
        this.problems = List.of();
    }

    ProfileException(List<Problem> problems) {
        super(
                problems.size() == 1
                        ? "profile " + problems.get(0)
                        : problems.stream()
                                .map(problem -> "\n  " + problem)
                                .collect(Collectors.joining("", problems.size() + " problems in profiles:", "")));
        this.problems = List.copyOf(problems);
    }

    /** The same for callers. */
    LlmException forCallers() {
        return ErrorDetails.of(ErrorKind.INVALID_REQUEST, String.valueOf(getMessage()))
                .attempts(0)
                .exception(this);
    }

    /** All problems, in the order of the files and their lines; empty when no file is to blame. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One fault of a file.
     *
     * @param file its name
     * @param line from 1 upwards
     * @param column from 1 upwards
     * @param text what was found, what is allowed, how to mend it
     */
    public record Problem(String file, int line, int column, String text) {

        /** As compilers write it. */
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + ": " + text;
        }
    }
}
