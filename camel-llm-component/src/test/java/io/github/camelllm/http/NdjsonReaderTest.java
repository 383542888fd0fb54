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
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Lines of JSON. */
class NdjsonReaderTest {

    private final List<String> lines = new ArrayList<>();
    private final NdjsonReader reader = reader(64);

    private NdjsonReader reader(int most) {
        return new NdjsonReader(most, (bytes, offset, length) -> lines.add(new String(bytes, offset, length, UTF_8)));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void lines_are_told_as_they_end_and_blank_ones_are_not() {
        reader.feed(bytes("{\"a\":1}\n\n \t\r\n{\"b\":"));

        assertThat(lines).containsExactly("{\"a\":1}");
        assertThat(reader.pendingBytes()).isEqualTo(5);

        reader.feed(bytes("2}\r\n"));
        assertThat(lines).containsExactly("{\"a\":1}", "{\"b\":2}\r");
        assertThat(reader.pendingBytes()).isZero();
    }

    @Test
    void a_last_line_without_an_end_is_told_at_the_end() {
        reader.feed(bytes("{}"));
        assertThat(lines).isEmpty();

        reader.end();
        reader.end();

        assertThat(lines).containsExactly("{}");
    }

    @Test
    void a_line_may_have_the_limit_and_no_more() {
        reader.feed(bytes("x".repeat(64) + "\n"));
        assertThat(lines).hasSize(1);

        assertThatThrownBy(() -> reader.feed(bytes("x".repeat(65) + "\n"))).isInstanceOf(EventTooLargeException.class);
        NdjsonReader other = reader(64);
        other.feed(bytes("x".repeat(40)));
        assertThatThrownBy(() -> other.feed(bytes("x".repeat(40)))).isInstanceOf(EventTooLargeException.class);
        assertThatThrownBy(() -> reader(0)).hasMessageContaining("at least 1");
    }

    @Test
    void bytes_outside_of_the_heap_are_read() {
        ByteBuffer direct = ByteBuffer.allocateDirect(3);
        direct.put(new byte[] {'{', '}', '\n'}).flip();

        reader.feed(direct);

        assertThat(lines).containsExactly("{}");
        assertThat(direct.hasRemaining()).isFalse();
    }

    @Property(tries = 300)
    void the_lines_are_the_same_however_the_bytes_are_cut(
            @ForAll @StringLength(max = 60) String text, @ForAll @IntRange(min = 1, max = 9) int pieces) {
        List<String> expected = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r')) {
                expected.add(new String(line.getBytes(UTF_8), UTF_8));
            }
        }
        List<String> told = new ArrayList<>();
        NdjsonReader any =
                new NdjsonReader(1000, (bytes, offset, length) -> told.add(new String(bytes, offset, length, UTF_8)));
        byte[] all = text.getBytes(UTF_8);
        for (int at = 0; at < all.length; at += pieces) {
            byte[] piece = Arrays.copyOfRange(all, at, Math.min(all.length, at + pieces));
            any.feed(ByteBuffer.wrap(piece));
            Arrays.fill(piece, (byte) 'x');
        }
        any.end();

        assertThat(told).isEqualTo(expected);
    }
}
