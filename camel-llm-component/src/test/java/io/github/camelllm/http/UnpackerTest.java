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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnpackerTest {

    private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(50);

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private static String unpack(Unpacker unpacker, byte[] packed, int step) throws DataFormatException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 0; i < packed.length; i += step) {
            unpacker.feed(ByteBuffer.wrap(packed, i, Math.min(step, packed.length - i)), bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                plain.writeBytes(copy);
                return true;
            });
        }
        return plain.toString(UTF_8);
    }

    /** A member with every optional part of the header. */
    private static byte[] withEveryHeaderPart(String text) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] plain = text.getBytes(UTF_8);
        all.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
        all.writeBytes(new byte[] {3, 0, 9, 9, 9});
        all.writeBytes("name\0comment\0".getBytes(UTF_8));
        all.writeBytes(new byte[] {1, 2});
        DeflaterOutputStream out = new DeflaterOutputStream(all, new Deflater(6, true));
        out.write(plain);
        out.finish();
        CRC32 crc = new CRC32();
        crc.update(plain);
        for (long word : new long[] {crc.getValue(), plain.length}) {
            for (int i = 0; i < 4; i++) {
                all.write((int) (word >> 8 * i));
            }
        }
        return all.toByteArray();
    }

    @Test
    void gzip_is_unpacked_however_it_is_cut() throws Exception {
        byte[] packed = gzip(TEXT);
        for (int step = 1; step <= packed.length; step++) {
            Unpacker unpacker = Unpacker.of("gzip");

            assertThat(unpack(unpacker, packed, step)).isEqualTo(TEXT);
            assertThat(unpacker.whole()).isTrue();
            unpacker.close();
        }
    }

    @Test
    void every_optional_part_of_a_gzip_header_is_skipped() throws Exception {
        byte[] packed = withEveryHeaderPart(TEXT);

        assertThat(unpack(new Gunzip(), packed, 1)).isEqualTo(TEXT);
        assertThat(unpack(new Gunzip(), packed, packed.length)).isEqualTo(TEXT);
    }

    @Test
    void members_follow_each_other_and_padding_is_ignored() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(gzip("one "));
        packed.writeBytes(gzip("two"));
        packed.writeBytes(new byte[5]);
        Gunzip gunzip = new Gunzip();

        assertThat(unpack(gunzip, packed.toByteArray(), 3)).isEqualTo("one two");
        assertThat(gunzip.whole()).isTrue();
    }

    @Test
    void gzip_that_is_not_at_its_end_is_not_whole() throws Exception {
        byte[] packed = gzip(TEXT);
        for (int length = 1; length < packed.length; length++) {
            Gunzip gunzip = new Gunzip();
            unpack(gunzip, java.util.Arrays.copyOf(packed, length), length);

            assertThat(gunzip.whole()).as("after %d bytes", length).isFalse();
        }
    }

    @Test
    void other_data_after_gzip_or_a_wrong_method_is_an_error() throws Exception {
        byte[] packed = gzip("x");
        byte[] more = java.util.Arrays.copyOf(packed, packed.length + 1);
        more[packed.length] = 'y';
        byte[] method = packed.clone();
        method[2] = 7;

        assertThatThrownBy(() -> unpack(new Gunzip(), more, 100)).isInstanceOf(DataFormatException.class);
        assertThatThrownBy(() -> unpack(new Gunzip(), method, 100))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("header");
    }

    @Test
    void a_preset_dictionary_is_an_error_not_an_endless_loop() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("the quick".getBytes(UTF_8));
        deflater.setInput("the quick brown fox".getBytes(UTF_8));
        deflater.finish();
        byte[] packed = new byte[100];
        int length = deflater.deflate(packed);

        assertThatThrownBy(() -> unpack(new Inflate(), java.util.Arrays.copyOf(packed, length), length))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("dictionary");
    }

    @Test
    void a_sink_that_says_stop_gets_no_more() throws Exception {
        for (String coding : new String[] {"gzip", "deflate"}) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out =
                    coding.equals("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
                out.write(new byte[100_000]);
            }
            int[] calls = {0};
            Unpacker unpacker = Unpacker.of(coding);
            unpacker.feed(ByteBuffer.wrap(packed.toByteArray()), bytes -> {
                calls[0]++;
                return false;
            });

            assertThat(calls[0]).isEqualTo(1);
            unpacker.close();
        }
    }

    @Test
    void nothing_is_packed_without_a_coding() throws Exception {
        assertThat(unpack(Unpacker.of(""), TEXT.getBytes(UTF_8), 7)).isEqualTo(TEXT);
        assertThat(unpack(Unpacker.of("Identity"), TEXT.getBytes(UTF_8), 7)).isEqualTo(TEXT);
        new Inflate().close();
    }
}
