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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages in hexadecimal are those of aws-event-stream (computed and checked against botocore's vectors, November 2026). */
class AwsEventStreamReaderTest {

    private static final String EMPTY = "000000100000000005c248eb7d98c8ff";
    private static final String SMALL_NUMBER = "000000170000000729860158046279746502ffc2f869dc";
    private static final String STOP =
            "0000007a00000051ca2c46650d3a6d6573736167652d747970650700056576656e740b3a6576656e742d7479706507000b6d6573"
                    + "7361676553746f700d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b2273746f70526561736f"
                    + "6e223a22656e645f7475726e227d3dc33bfa";
    private static final String EVERY_TYPE =
            "0000005f0000004f3902db72017400016601016202ff017303fffe01690400010001016c050000000100000000017906000301020301"
                    + "7807000368c3a90164080000019b76daa800017509000102030405060708090a0b0c0d0e0f5e76ec50";

    private record Message(Map<String, Object> headers, String payload) {}

    private final List<Message> messages = new ArrayList<>();

    private AwsEventStreamReader reader(int max) {
        return new AwsEventStreamReader(
                max,
                (headers, bytes, offset, length) ->
                        messages.add(new Message(headers.values(), new String(bytes, offset, length, UTF_8))));
    }

    private static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex));
    }

    private AwsEventStreamReader read(byte[] stream, int step) {
        messages.clear();
        AwsEventStreamReader reader = reader(1024);
        for (int at = 0; at < stream.length; at += step) {
            reader.feed(ByteBuffer.wrap(stream, at, Math.min(step, stream.length - at)));
        }
        return reader;
    }

    @Test
    void a_message_is_told_with_its_headers_and_payload() {
        read(bytes(STOP), 1000);

        assertThat(messages)
                .containsExactly(new Message(
                        Map.of(
                                ":message-type",
                                "event",
                                ":event-type",
                                "messageStop",
                                ":content-type",
                                "application/json"),
                        "{\"stopReason\":\"end_turn\"}"));
    }

    @Test
    void a_message_may_have_neither_headers_nor_payload() {
        read(bytes(EMPTY), 1000);

        assertThat(messages).containsExactly(new Message(Map.of(), ""));
    }

    @Test
    void headers_have_the_types_of_the_wire() {
        read(bytes(EVERY_TYPE), 1000);

        Map<String, Object> headers = messages.get(0).headers();
        assertThat(headers)
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("b", (byte) -1)
                .containsEntry("s", (short) -2)
                .containsEntry("i", 65537)
                .containsEntry("l", 4_294_967_296L)
                .containsEntry("x", "h\u00E9")
                .containsEntry("d", Instant.parse("2026-01-01T00:00:00Z"))
                .containsEntry("u", UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f"));
        assertThat((byte[]) headers.get("y")).containsExactly(1, 2, 3);
        assertThat(headers).hasSize(10);
    }

    @Test
    void it_does_not_matter_where_the_bytes_are_cut() {
        byte[] stream = bytes(STOP, EMPTY, SMALL_NUMBER, STOP, STOP);
        read(stream, stream.length);
        List<Message> whole = List.copyOf(messages);
        assertThat(whole).hasSize(5);

        for (int step = 1; step < stream.length; step++) {
            read(stream, step);
            assertThat(messages).as("in pieces of %d bytes", step).isEqualTo(whole);
        }
    }

    @Test
    void a_buffer_without_an_array_is_read_too() {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes(STOP).length);
        direct.put(bytes(STOP)).flip();

        reader(1024).feed(direct);

        assertThat(messages).hasSize(1);
        assertThat(direct.hasRemaining()).isFalse();
    }

    @Test
    void what_has_come_of_a_message_is_told() {
        byte[] message = bytes(STOP);
        for (int cut = 1; cut < message.length; cut++) {
            AwsEventStreamReader reader = reader(1024);
            reader.feed(ByteBuffer.wrap(message, 0, cut));

            assertThat(reader.pendingBytes()).isEqualTo(cut);
            assertThat(messages).isEmpty();
        }
        assertThat(read(message, 7).pendingBytes()).isZero();
    }

    @Test
    void any_bit_that_was_turned_over_is_noticed() {
        byte[] message = bytes(STOP);
        for (int bit = 0; bit < message.length * 8; bit++) {
            byte[] broken = message.clone();
            broken[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> read(broken, broken.length))
                    .as("bit %d", bit)
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("checksum");
            assertThat(messages).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"15, 0", "16, 1", "30, 15", "100, -1"})
    void lengths_that_cannot_be_are_refused_though_their_checksum_is_right(int length, int ofHeaders) {
        byte[] prelude = prelude(length, ofHeaders);

        assertThatThrownBy(() -> reader(1024).feed(ByteBuffer.wrap(prelude)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("lengths");
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, Integer.MAX_VALUE, -1})
    void a_message_beyond_the_limit_is_refused_before_it_has_come(int length) {
        assertThatThrownBy(() -> reader(1024).feed(ByteBuffer.wrap(prelude(length, 0))))
                .isInstanceOf(EventTooLargeException.class)
                .hasMessageContaining("1024");
    }

    @ParameterizedTest
    @CsvSource({
        "00, a header has no name",
        "0161, longer",
        "016107, longer",
        "01610700ff61, longer",
        "0161080000, longer",
        "ff61, longer",
        "01610a, unknown type 10",
        "0161ff, unknown type -1",
        "01610001620001, longer",
        "0161000161 00, twice",
        "0161070001ff, UTF-8",
    })
    void headers_that_are_not_what_the_format_says_are_refused(String hex, String why) {
        byte[] message = message(bytes(hex.replace(" ", "")));

        assertThatThrownBy(() -> read(message, message.length))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_text_header_is_found_by_its_name_and_others_are_none() {
        AwsHeaders headers = new AwsHeaders(Map.of("a", "text", "b", 1));

        assertThat(headers.text("a")).isEqualTo("text");
        assertThat(headers.text("b")).isNull();
        assertThat(headers.text("c")).isNull();
    }

    @Test
    void a_limit_below_the_smallest_message_makes_no_sense() {
        assertThatThrownBy(() -> reader(15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15");
    }

    private static byte[] prelude(int length, int ofHeaders) {
        ByteBuffer prelude = ByteBuffer.allocate(12).putInt(length).putInt(ofHeaders);
        return prelude.putInt(checksum(prelude)).array();
    }

    private static byte[] message(byte[] headers) {
        int length = 16 + headers.length;
        ByteBuffer message =
                ByteBuffer.allocate(length).put(prelude(length, headers.length)).put(headers);
        return message.putInt(checksum(message)).array();
    }

    private static int checksum(ByteBuffer written) {
        CRC32 crc = new CRC32();
        crc.update(written.array(), 0, written.position());
        return (int) crc.getValue();
    }
}
