/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;

/**
 * Joins the rest of an answer to what was handed on, without a missing and without a double character: drops the beginning
 * where the target repeats it, and the white space that was left out of the prefill where it comes again. Confined.
 */
final class Joint {

    private final String expected;
    private final int repeated;
    private int seen;
    private boolean joined;

    /**
     * @param handedOn the text that the reader has
     * @param echoes whether the target repeats the prefill
     */
    Joint(String handedOn, boolean echoes) {
        String begun = handedOn.stripTrailing();
        String space = handedOn.substring(begun.length());
        this.expected = echoes ? handedOn : space;
        this.repeated = echoes ? begun.length() : 0;
        this.joined = expected.isEmpty();
    }

    /**
     * What is new in a piece of text; empty: nothing yet.
     *
     * @throws io.github.camelllm.error.LlmException RESPONSE_INVALID when the target repeats a part of the beginning and then
     *     something else
     */
    String fresh(String piece) {
        int at = 0;
        while (!joined && at < piece.length()) {
            if (piece.charAt(at) != expected.charAt(seen)) {
                join();
                break;
            }
            at++;
            seen++;
            joined = seen == expected.length();
        }
        return piece.substring(at);
    }

    /** No more text comes. */
    void end() {
        if (!joined) {
            join();
        }
    }

    /** The rest does not follow the expected text any further. */
    private void join() {
        if (seen > 0 && seen < repeated) {
            throw ErrorDetails.of(
                            ErrorKind.RESPONSE_INVALID,
                            "the target repeated the beginning of the answer and then left it: it cannot be joined")
                    .exception();
        }
        joined = true;
    }
}
