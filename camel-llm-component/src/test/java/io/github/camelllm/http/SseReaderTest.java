/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

    private record Event(String type, String data) {}

    private final List<Event> events = new ArrayList<>();

    private SseReader reader(int max) {
        return new SseReader(
                max,
                (type, bytes, offset, length) -> events.add(new Event(type, new String(bytes, offset, length, UTF_8))));
    }

    private SseReader read(String stream) {
        return read(stream.getBytes(UTF_8), Integer.MAX_VALUE);
    }

    private SseReader read(byte[] stream, int step) {
        events.clear();
        SseReader reader = reader(1000);
        for (int i = 0; i < stream.length; i += step) {
            int length = Math.min(step, stream.length - i);
            reader.feed(ByteBuffer.wrap(stream, i, length));
            if (step == Integer.MAX_VALUE) {
                break;
            }
        }
        return reader;
    }

    private static Event message(String data) {
        return new Event("message", data);
    }

    @Test
    void events_are_told_with_their_type() {
        read("data: one\n\nevent: delta\ndata: two\n\n");

        assertThat(events).containsExactly(message("one"), new Event("delta", "two"));
    }

    @Test
    void an_event_without_data_leaves_no_type_behind() {
        read("event: ping\n\ndata: hello\n\n");

        assertThat(events).containsExactly(message("hello"));
    }

    @Test
    void the_last_type_of_an_event_counts_and_an_empty_one_is_none() {
        read("event: a\nevent: b\ndata: 1\n\nevent: a\nevent:\ndata: 2\n\nevent: a\ndata: 3\n\n");

        assertThat(events).containsExactly(new Event("b", "1"), message("2"), new Event("a", "3"));
    }

    @Test
    void several_data_lines_are_joined_by_newlines() {
        read("data: a\ndata:\ndata: b\n\n");

        assertThat(events).containsExactly(message("a\n\nb"));
    }

    @Test
    void only_one_space_after_the_colon_is_taken_away() {
        read("data:none\n\ndata: one\n\ndata:  two\n\n");

        assertThat(events).containsExactly(message("none"), message("one"), message(" two"));
    }

    @Test
    void data_without_a_value_is_an_event_with_empty_data() {
        read("data\n\ndata:\n\ndata: \n\n");

        assertThat(events).containsExactly(message(""), message(""), message(""));
    }

    @Test
    void comments_and_other_fields_are_ignored() {
        read(": OPENROUTER PROCESSING\n\nid: 7\nretry: 10\ndata: x\ndatum: y\n:\nfoo\n\n");

        assertThat(events).containsExactly(message("x"));
    }

    @Test
    void a_colon_within_the_value_belongs_to_it() {
        read("data: {\"a\":\"b: c\"}\n\n");

        assertThat(events).containsExactly(message("{\"a\":\"b: c\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void every_kind_of_line_end_is_one(String eol) {
        String stream = "event: a" + eol + "data: 1" + eol + "data: 2" + eol + eol + "data: 3" + eol + eol;
        for (int step = 1; step <= stream.length(); step++) {
            read(stream.getBytes(UTF_8), step);

            assertThat(events).containsExactly(new Event("a", "1\n2"), message("3"));
        }
    }

    @Test
    void mixed_line_ends_are_told_apart() {
        read("data: 1\r\ndata: 2\rdata: 3\n\r\ndata: 4\n\n");

        assertThat(events).containsExactly(message("1\n2\n3"), message("4"));
    }

    @Test
    void a_byte_order_mark_is_skipped_once() {
        String stream = "\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: c\n\n";
        for (int step = 1; step < 12; step++) {
            read(stream.getBytes(UTF_8), step);

            assertThat(events).containsExactly(message("a"), message("c"));
        }
    }

    @Test
    void what_only_begins_like_a_byte_order_mark_is_kept() {
        byte[] stream = {(byte) 0xEF, (byte) 0xBB, 'x', ':', '1', '\n', 'd', 'a', 't', 'a', ':', '2', '\n', '\n'};
        for (int step = 1; step <= stream.length; step++) {
            read(stream, step);

            assertThat(events).containsExactly(message("2"));
        }
    }

    @Test
    void text_of_several_bytes_survives_any_cut() {
        String stream = "event: späß\ndata: Grüße 🌍 你好\n\n";
        byte[] bytes = stream.getBytes(UTF_8);
        for (int step = 1; step <= bytes.length; step++) {
            read(bytes, step);

            assertThat(events).containsExactly(new Event("späß", "Grüße 🌍 你好"));
        }
    }

    @Test
    void a_half_sent_event_is_dropped_but_seen() {
        assertThat(read("data: a\n\ndata: b").pendingBytes()).isPositive();
        assertThat(events).containsExactly(message("a"));
        assertThat(read("data: a\n\ndata: b\n").pendingBytes()).isPositive();
        assertThat(events).containsExactly(message("a"));
        assertThat(read("data: a\n\ndata:\n").pendingBytes()).isPositive();
        assertThat(read("data: a\n\nevent: x\n").pendingBytes()).isPositive();
    }

    @Test
    void nothing_is_pending_after_a_whole_event_or_a_comment() {
        assertThat(read("").pendingBytes()).isZero();
        assertThat(read("data: a\n\n").pendingBytes()).isZero();
        assertThat(read("data: a\r\n\r\n").pendingBytes()).isZero();
        assertThat(read("data: a\n\n: keep-ali").pendingBytes()).isZero();
        assertThat(read("data: a\n\n: keep-alive\n").pendingBytes()).isZero();
    }

    @Test
    void the_limit_is_the_same_however_the_stream_is_cut() {
        String fits = "data:" + "x".repeat(95) + "\n\n";
        String tooLong = "data:" + "x".repeat(96) + "\n\n";
        for (int step = 1; step < 110; step++) {
            feed(reader(100), fits.getBytes(UTF_8), step);
            int size = step;
            assertThatThrownBy(() -> feed(reader(100), tooLong.getBytes(UTF_8), size))
                    .isInstanceOf(EventTooLargeException.class)
                    .hasMessageContaining("100 bytes");
        }
        assertThat(events).hasSize(109);
    }

    @Test
    void many_short_lines_cannot_pass_the_limit_together() {
        String stream = "data: 0123456789\n".repeat(20);

        assertThatThrownBy(() -> feed(reader(100), stream.getBytes(UTF_8), 1000))
                .isInstanceOf(EventTooLargeException.class);
    }

    @Test
    void a_limit_below_one_is_refused() {
        assertThatThrownBy(() -> reader(0)).hasMessageContaining("maxEventBytes");
    }

    @Test
    void a_direct_buffer_and_a_slice_are_read_alike() {
        byte[] bytes = "data: direct\n\n".getBytes(UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        SseReader reader = reader(100);
        reader.feed(direct);
        ByteBuffer slice = ByteBuffer.wrap("xxdata: slice\n\nyy".getBytes(UTF_8))
                .position(2)
                .slice();
        slice.limit(slice.limit() - 2);
        reader.feed(slice);

        assertThat(events).containsExactly(message("direct"), message("slice"));
        assertThat(direct.hasRemaining()).isFalse();
        assertThat(slice.hasRemaining()).isFalse();
    }

    /** A second reading of the grammar: whole text, line by line, nothing clever. */
    private static List<Event> plainly(String stream) {
        List<Event> all = new ArrayList<>();
        String text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
        String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
        String type = "";
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < lines.length - 1; i++) {
            String line = lines[i];
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    all.add(new Event(type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1)));
                }
                type = "";
                data.setLength(0);
            } else if (name.equals("data")) {
                data.append(value).append('\n');
            } else if (name.equals("event")) {
                type = value;
            }
        }
        return all;
    }

    @Test
    void random_streams_cut_at_random_are_read_as_the_grammar_says() {
        String[] pieces = {
            "data",
            "event",
            ":",
            ": ",
            " ",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "a",
            "é",
            "🌍",
            "data: x\n",
            "event: t\n",
            "id",
            "\uFEFF"
        };
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StringBuilder stream = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                stream.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = stream.toString().getBytes(UTF_8);
            events.clear();
            SseReader reader = reader(100_000);
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, random.nextInt(9));
                byte[] volatileBuffer = java.util.Arrays.copyOfRange(bytes, at, at + length);
                reader.feed(ByteBuffer.wrap(volatileBuffer));
                java.util.Arrays.fill(volatileBuffer, (byte) '#');
                at += length;
            }

            assertThat(events).as("seed %d", seed).isEqualTo(plainly(stream.toString()));
        }
    }

    private static void feed(SseReader reader, byte[] bytes, int step) {
        for (int i = 0; i < bytes.length; i += step) {
            reader.feed(ByteBuffer.wrap(bytes, i, Math.min(step, bytes.length - i)));
        }
    }
}
