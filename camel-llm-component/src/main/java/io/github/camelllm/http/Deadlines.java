/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.time.Duration;

/**
 * How long each part of a call may take; {@link Duration#ZERO} means without limit. They are checked a few times a
 * second, so a deadline passes up to one such tick late, never early.
 *
 * @param connect from the moment a connection must be opened until it is ready: name lookup, TCP, proxy and TLS
 * @param response from the last byte of the request that the connection took until the status of the reply
 * @param firstToken for streaming calls: from the beginning of the request on its connection until
 *     {@link HttpExchange#firstContent}
 * @param streamIdle between two pieces of a reply's body, while the reader is ready for more. For a streaming call it
 *     counts from the first content on (from the status on when there is no first-token limit)
 * @param total from {@link HttpTransport#send} to the end, whatever happens
 */
public record Deadlines(Duration connect, Duration response, Duration firstToken, Duration streamIdle, Duration total) {

    /** No limit on anything. */
    public static final Deadlines NONE =
            new Deadlines(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Deadlines {
        check("connect", connect);
        check("response", response);
        check("firstToken", firstToken);
        check("streamIdle", streamIdle);
        check("total", total);
    }

    private static void check(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    "the " + name + " deadline is " + value + "; it must be positive, or zero for no limit");
        }
    }

    public Deadlines withConnect(Duration value) {
        return new Deadlines(value, response, firstToken, streamIdle, total);
    }

    public Deadlines withResponse(Duration value) {
        return new Deadlines(connect, value, firstToken, streamIdle, total);
    }

    public Deadlines withFirstToken(Duration value) {
        return new Deadlines(connect, response, value, streamIdle, total);
    }

    public Deadlines withStreamIdle(Duration value) {
        return new Deadlines(connect, response, firstToken, value, total);
    }

    public Deadlines withTotal(Duration value) {
        return new Deadlines(connect, response, firstToken, streamIdle, value);
    }
}
