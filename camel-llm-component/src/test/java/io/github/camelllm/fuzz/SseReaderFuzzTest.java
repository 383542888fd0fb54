/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.http.EventTooLargeException;
import io.github.camelllm.http.SseReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class SseReaderFuzzTest {

    private static final int MAX_EVENT_BYTES = 40;

    private record Event(String type, String data) {}

    /** What came of a stream; bytes stand for themselves as ISO-8859-1. */
    private static final class Heard {
        private final List<Event> events = new ArrayList<>();
        private final SseReader reader = new SseReader(
                MAX_EVENT_BYTES,
                (type, bytes, offset, length) ->
                        events.add(new Event(type, new String(bytes, offset, length, ISO_8859_1))));
        private int pending = -1;

        static Heard whole(byte[] stream) {
            Heard heard = new Heard();
            return heard.until(() -> heard.reader.feed(ByteBuffer.wrap(stream)));
        }

        static Heard inPieces(byte[] stream) {
            Heard heard = new Heard();
            return heard.until(() -> Pieces.feed(stream, heard.reader::feed));
        }

        static Heard byteByByte(byte[] stream) {
            Heard heard = new Heard();
            byte[] one = new byte[1];
            return heard.until(() -> {
                for (byte b : stream) {
                    one[0] = b;
                    heard.reader.feed(ByteBuffer.wrap(one));
                }
            });
        }

        private Heard until(Runnable feeding) {
            try {
                feeding.run();
                pending = reader.pendingBytes();
            } catch (EventTooLargeException expected) {
                pending = -1;
            }
            return this;
        }

        boolean tooLarge() {
            return pending < 0;
        }

        boolean same(Heard other) {
            return events.equals(other.events) && pending == other.pending;
        }

        @Override
        public String toString() {
            return events + (tooLarge() ? ", then too large" : ", pending " + pending);
        }
    }

    @FuzzTest(maxDuration = "")
    @DictionaryEntries({
        "data:",
        "data: ",
        "event:",
        "event: ",
        "id: 1",
        "retry: 1",
        "\\x0a\\x0a",
        "\\x0d\\x0a",
        "\\x0d\\x0d",
        ": "
    })
    void any_cut_of_a_stream_gives_the_events_of_the_standard(byte[] stream) {
        Heard whole = Heard.whole(stream);
        Heard pieces = Heard.inPieces(stream);
        Heard bytes = Heard.byteByByte(stream);

        assertSame(whole, pieces);
        assertSame(whole, bytes);
        if (!whole.tooLarge()) {
            List<Event> standard = standard(stream);
            if (!standard.equals(whole.events)) {
                assertThat(whole.events).isEqualTo(standard);
            }
        }
    }

    private static void assertSame(Heard expected, Heard heard) {
        if (!expected.same(heard)) {
            assertThat(heard).hasToString(expected.toString());
        }
    }

    /** The text of the standard, word by word, on a stream that has arrived whole. */
    private static List<Event> standard(byte[] stream) {
        String text = new String(stream, ISO_8859_1);
        if (text.startsWith("\u00EF\u00BB\u00BF")) {
            text = text.substring(3);
        }
        List<Event> events = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        String type = "";
        int at = 0;
        for (int end = lineEnd(text, at); end >= 0; end = lineEnd(text, at)) {
            String line = text.substring(at, end);
            at = end + (text.startsWith("\r\n", end) ? 2 : 1);
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    events.add(
                            new Event(type.isEmpty() ? "message" : utf8(type), data.substring(0, data.length() - 1)));
                }
                data.setLength(0);
                type = "";
            } else if (field.equals("data")) {
                data.append(value).append('\n');
            } else if (field.equals("event")) {
                type = value;
            }
        }
        return events;
    }

    private static String utf8(String bytes) {
        return Utf8.text(bytes.getBytes(ISO_8859_1));
    }

    private static int lineEnd(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i;
            }
        }
        return -1;
    }
}
