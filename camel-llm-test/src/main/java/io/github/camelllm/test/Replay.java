/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recorded traffic as replies. A replay is a {@link Reply} like any other: {@code drip(1, Duration.ZERO)} sends it one byte per
 * write, {@code cutAfterBytes(n)} cuts it.
 */
public final class Replay {

    /** How a recorded stream ends. */
    public enum End {
        /** With {@code data: [DONE]}. */
        DONE,
        /** With nothing but the end of the body. */
        NOTHING
    }

    private Replay() {}

    /** A stream of server-sent events; the file has the data of one event in each line. */
    public static Reply sse(Path payloads, End end) {
        try {
            return sse(Files.readAllLines(payloads), end);
        } catch (IOException e) {
            throw new UncheckedIOException("the recording cannot be read: " + payloads, e);
        }
    }

    /** A stream of server-sent events with this data. */
    public static Reply sse(List<String> payloads, End end) {
        List<Frame> frames = Stream.concat(
                        payloads.stream()
                                .filter(line -> !line.isBlank())
                                .map(line -> Frame.of(Frame.Kind.CONTENT, "data: " + line + "\n\n")),
                        end == End.DONE
                                ? Stream.of(Frame.of(Frame.Kind.DONE, "data: [DONE]\n\n"))
                                : Stream.<Frame>empty())
                .toList();
        return Reply.fixed(Payload.stream("text/event-stream; charset=utf-8", frames::iterator));
    }

    /** A JSON body. */
    public static Reply json(byte[] body) {
        return Reply.fixed(Payload.whole(200, "application/json", body));
    }

    /** A JSON body from a file. */
    public static Reply json(Path body) {
        try {
            return json(Files.readAllBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException("the recording cannot be read: " + body, e);
        }
    }
}
