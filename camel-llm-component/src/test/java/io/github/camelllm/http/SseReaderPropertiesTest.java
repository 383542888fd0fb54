/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws of event streams, on generated ones; the seeds are fixed. */
class SseReaderPropertiesTest {

    record Event(String type, String data) {}

    /** An event as a server may write it, and what a reader must make of it. */
    record Written(String text, List<Event> means) {}

    /** Events with data of several lines, with and without type, comments, blank lines and unknown fields. */
    @Provide
    Arbitrary<Written> events() {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("ab:{} \u00e4\u20ac").ofMaxLength(6);
        Arbitrary<List<String>> lines = words.list().ofMaxSize(3);
        Arbitrary<String> types = Arbitraries.of("ping", "error").injectNull(0.6);
        Arbitrary<String> noise = Arbitraries.of(": comment", "id: 7", "retry: 10", "", "nonsense")
                .injectNull(0.5);
        return Combinators.combine(lines, types, noise, Arbitraries.of("\n", "\r\n", "\r"), Arbitraries.of("", " "))
                .as(SseReaderPropertiesTest::write);
    }

    private static Written write(List<String> lines, String type, String noise, String end, String space) {
        StringBuilder text = new StringBuilder();
        if (noise != null) {
            text.append(noise).append(end);
        }
        if (type != null) {
            text.append("event:").append(space).append(type).append(end);
        }
        lines.forEach(line -> text.append("data: ").append(line).append(end));
        text.append(end);
        String data = String.join("\n", lines);
        return new Written(
                text.toString(),
                lines.isEmpty() ? List.of() : List.of(new Event(type == null ? "message" : type, data)));
    }

    @Property(seed = "1", tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void a_stream_says_the_same_however_it_is_cut(
            @ForAll @Size(max = 6) List<@From("events") Written> events,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        StringBuilder text = new StringBuilder();
        List<Event> expected = new ArrayList<>();
        events.forEach(event -> {
            text.append(event.text());
            expected.addAll(event.means());
        });

        assertThat(read(text.toString().getBytes(UTF_8), sizes)).isEqualTo(expected);
    }

    /** Any bytes at all: what they say does not depend on where they are cut. */
    @Property(seed = "2", tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void garbage_says_the_same_however_it_is_cut(
            @ForAll("garbage") String garbage,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> sizes) {
        byte[] bytes = garbage.getBytes(UTF_8);

        assertThat(read(bytes, sizes)).isEqualTo(read(bytes, List.of(Math.max(1, bytes.length))));
    }

    @Provide
    Arbitrary<String> garbage() {
        return Arbitraries.of("data", "event", ":", " ", "\n", "\r", "\n\n", "x", "\ufeff", "{}", "\u0000", "\u00e4")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    /** Reads of these sizes by turns, all through one buffer that is wiped after each. */
    private static List<Event> read(byte[] stream, List<Integer> sizes) {
        List<Event> events = new ArrayList<>();
        SseReader reader = new SseReader(
                1024,
                (type, bytes, offset, length) -> events.add(new Event(type, new String(bytes, offset, length, UTF_8))));
        byte[] buffer = new byte[Math.max(16, stream.length)];
        int at = 0;
        for (int read = 0; at < stream.length; read++) {
            int size = Math.min(sizes.get(read % sizes.size()), stream.length - at);
            System.arraycopy(stream, at, buffer, 0, size);
            reader.feed(ByteBuffer.wrap(buffer, 0, size));
            Arrays.fill(buffer, (byte) '\n');
            at += size;
        }
        return events;
    }
}
