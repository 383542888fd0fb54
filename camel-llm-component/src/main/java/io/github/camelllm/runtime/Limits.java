/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.http.Deadlines;
import java.time.Duration;

/**
 * How long each part of a call may take, zero being without limit, and how much may come back.
 *
 * @param connect until the connection is ready
 * @param response until the status of the response
 * @param firstToken until the first content of a stream
 * @param streamIdle between two pieces of a response
 * @param total for the whole call
 * @param reader how long a stream waits for its reader
 * @param maxResponseBytes the most bytes of a response
 */
public record Limits(
        Duration connect,
        Duration response,
        Duration firstToken,
        Duration streamIdle,
        Duration total,
        Duration reader,
        long maxResponseBytes) {

    public Limits {
        if (maxResponseBytes < 1) {
            throw new IllegalArgumentException("maxResponseSize is " + maxResponseBytes + "; it must be at least 1");
        }
        if (reader.isNegative()) {
            throw new IllegalArgumentException("readerTimeout is " + reader + "; it must not be negative");
        }
    }

    /** The same with another time until the status of the response. */
    public Limits withResponse(Duration time) {
        return new Limits(connect, time, firstToken, streamIdle, total, reader, maxResponseBytes);
    }

    Deadlines deadlines() {
        return new Deadlines(connect, response, firstToken, streamIdle, total);
    }
}
