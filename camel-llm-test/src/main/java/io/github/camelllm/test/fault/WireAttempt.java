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
 * One call that a {@link FaultServer} got.
 *
 * @param at since the last reset
 * @param model as asked for
 * @param fault of that model; null: there is no such model
 * @param number of calls for that model since the last reset, this one included
 * @param streamed whether a stream was asked for
 * @param promptTokens the words of the messages, and four for each message
 * @param prefilled whether the last message is the assistant's
 * @param requestId what the client sent as {@code x-request-id}; null: nothing
 * @param authorized whether a bearer token came
 * @param client the client's port: it tells connections apart
 * @param status of the answer; 0: none was sent
 * @param ending how it ended
 * @param endedAt since the last reset; null: it goes on
 */
public record WireAttempt(
        Duration at,
        String model,
        @Nullable Fault fault,
        int number,
        boolean streamed,
        int promptTokens,
        boolean prefilled,
        @Nullable String requestId,
        boolean authorized,
        int client,
        int status,
        Ending ending,
        @Nullable Duration endedAt) {

    /** How a call ended, as the server saw it. */
    public enum Ending {
        /** It has not ended. */
        RUNNING,
        /** The server sent what it meant to send, whole. */
        WHOLE,
        /** The server broke it off as its fault demands. */
        BROKEN,
        /** The client closed the connection first. */
        HUNG_UP
    }
}
