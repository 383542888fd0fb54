/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a provider's answer as somebody kept it. */
final class RecordedBody {

    private final byte[] bytes;
    private final String contentType;
    private final boolean streamed;

    /**
     * @param bytes as the provider sent them, or framed as it does
     * @param contentType that tells how they are framed
     * @param streamed whether it was the answer to a streamed call
     */
    RecordedBody(byte[] bytes, String contentType, boolean streamed) {
        this.bytes = bytes;
        this.contentType = contentType;
        this.streamed = streamed;
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes);
    }

    String contentType() {
        return contentType;
    }

    boolean streamed() {
        return streamed;
    }

    /**
     * What a file can be, the likelier first, told by its beginning: one JSON value is a whole answer, {@code data:} or
     * {@code event:} are server-sent events, a zero byte is AWS's event stream. Several objects, one on each line, are the
     * payloads of events, or else the lines of a provider that streams so.
     *
     * @throws IllegalArgumentException when it is nothing of that
     */
    static List<RecordedBody> of(byte[] file) {
        if (file.length > 0 && file[0] == 0) {
            return List.of(new RecordedBody(file, "application/vnd.amazon.eventstream", true));
        }
        String text = new String(file, StandardCharsets.UTF_8).strip();
        if (text.matches("(?s)(data|event|id|retry)?:.*")) {
            return List.of(new RecordedBody(file, "text/event-stream", true));
        }
        if (!text.startsWith("{") && !text.startsWith("[")) {
            throw new IllegalArgumentException("this is no answer of a provider: expected is a JSON object, objects one"
                    + " on each line, server-sent events (data: ...), or AWS's binary event stream");
        }
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() == 1 || !lines.stream().allMatch(RecordedBody::object)) {
            return List.of(new RecordedBody(file, "application/json", false));
        }
        return List.of(
                new RecordedBody(events(lines), "text/event-stream", true),
                new RecordedBody(file, "application/x-ndjson", true));
    }

    private static boolean object(String line) {
        String bare = line.strip();
        return bare.startsWith("{") && bare.endsWith("}");
    }

    private static byte[] events(List<String> payloads) {
        StringBuilder text = new StringBuilder();
        payloads.forEach(payload -> text.append("data: ").append(payload).append("\n\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
