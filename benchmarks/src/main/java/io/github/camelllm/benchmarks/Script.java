/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * How the server answers.
 *
 * @param thinkMillis before the first byte
 * @param gapMillis between two sends
 * @param sends the bytes of the answer
 */
record Script(int thinkMillis, int gapMillis, List<byte[]> sends) {

    static final Script NONE = new Script(0, 0, List.of());

    /** Reads {@code whole/think/200} or {@code stream/think/0/pieces/200/gap/50}; what is not told is zero. */
    static Script parse(String words) {
        int think = number(words, "/think/");
        int gap = number(words, "/gap/");
        return new Script(think, gap, words.startsWith("stream") ? stream(number(words, "/pieces/"), gap) : whole());
    }

    private static List<byte[]> whole() {
        byte[] body = Work.whole();
        return List.of(join(List.of(
                ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: req_1\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(US_ASCII),
                body)));
    }

    /** Each event is a chunk of its own; without a gap, all of them are sent at once. */
    private static List<byte[]> stream(int pieces, int gap) {
        List<byte[]> sends = new ArrayList<>();
        sends.add(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nx-request-id: req_1\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .getBytes(US_ASCII));
        for (byte[] event : Work.events(pieces)) {
            sends.add(join(List.of(
                    (Integer.toHexString(event.length) + "\r\n").getBytes(US_ASCII),
                    event,
                    "\r\n".getBytes(US_ASCII))));
        }
        sends.add("0\r\n\r\n".getBytes(US_ASCII));
        return gap == 0 ? List.of(join(sends)) : sends;
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static int number(String words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return 0;
        }
        int from = at + name.length();
        int end = words.indexOf('/', from);
        return Integer.parseInt(words.substring(from, end < 0 ? words.length() : end));
    }
}
