/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A response as the provider means it, before any fault of delivery.
 *
 * @param streamed true for a chunked body with a chunk for each frame, false for one body with its length
 * @param frames makes the body; asked once for each delivery
 */
public record Payload(int status, Map<String, String> headers, boolean streamed, Supplier<Iterator<Frame>> frames) {

    public Payload {
        headers = Map.copyOf(headers);
    }

    /** A body with its length. */
    public static Payload whole(int status, String contentType, byte[] body) {
        List<Frame> frames = List.of(new Frame(Frame.Kind.CONTENT, body));
        return new Payload(status, Map.of("Content-Type", contentType), false, frames::iterator);
    }

    /** A stream of frames. */
    public static Payload stream(String contentType, Supplier<Iterator<Frame>> frames) {
        return new Payload(200, Map.of("Content-Type", contentType, "Cache-Control", "no-cache"), true, frames);
    }

    public Payload with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Payload(status, all, streamed, frames);
    }

    public Payload withStatus(int other) {
        return new Payload(other, headers, streamed, frames);
    }

    public Payload withFrames(Supplier<Iterator<Frame>> others) {
        return new Payload(status, headers, streamed, others);
    }
}
