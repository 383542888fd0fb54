/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongTextsTest {

    private static Object read(String json) {
        try (JsonReader in = JsonReader.of(new ByteArrayInputStream(json.getBytes(UTF_8)))) {
            return in.value();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32_766, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 200_000})
    void texts_of_any_length_are_read_as_they_are(int length) {
        String text = "x".repeat(length);

        assertThat(read("{\"a\":\"" + text + "\",\"b\":[\"" + text + "\",\"short\"],\"" + "k".repeat(100) + "\":1}"))
                .isEqualTo(Map.of("a", text, "b", List.of(text, "short"), "k".repeat(100), 1L));
    }

    /** The parser without long texts is the judge. */
    @Test
    void escapes_and_characters_of_every_kind_are_read_as_the_parser_reads_them() {
        String[] kinds = {
            "a",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b",
            "\\f",
            "\\r",
            "\\t",
            "\\u0041",
            "\\u00fc",
            "\\u20AC",
            "\\ud83d\\ude00",
            "ü",
            "€",
            "😀",
            "\\u0000",
            " ",
            "\\\\n"
        };
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            StringBuilder json = new StringBuilder("\"");
            while (json.length() < 30_000 + random.nextInt(120_000)) {
                json.append(kinds[random.nextInt(kinds.length)]);
            }
            json.append('"');

            assertThat(read("[" + json + "]")).isEqualTo(List.of(JsonTree.read(json.toString())));
        }
    }

    @Test
    void halves_of_characters_become_the_sign_for_that() {
        String long32k = "x".repeat(40_000);

        assertThat(read("\"" + long32k + "\\ud83dx\\ude00\\ud83d\\ud83d\\ude00\\ud83d\""))
                .isEqualTo(long32k + "\uFFFDx\uFFFD\uFFFD😀\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\x", "\\u12g4", "", "\\", "\\u12"})
    void a_broken_long_text_is_an_error(String end) {
        assertThatThrownBy(() ->
                        read("[\"" + "x".repeat(40_000) + end + (end.length() > 2 || end.equals("\\x") ? "\"]" : "")))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void a_text_that_is_cut_is_an_error_and_not_shorter() {
        for (int length : new int[] {10, 32_767, 32_768, 70_000}) {
            assertThatThrownBy(() -> read("[\"" + "x".repeat(length))).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void long_texts_can_be_passed_over() {
        String text = "x".repeat(100_000);
        byte[] json =
                ("{\"a\":\"" + text + "\",\"b\":{\"c\":\"" + text + "\"},\"d\":\"" + text + "y\"}").getBytes(UTF_8);

        try (JsonReader in = JsonReader.of(new ByteArrayInputStream(json))) {
            in.object();
            in.nextField();
            in.skip();
            in.nextField();
            in.skip();
            assertThat(in.nextField()).isEqualTo("d");
            assertThat(in.says("")).isFalse();
            assertThat(in.text()).isEqualTo(text + "y");
        }
    }

    @Test
    void what_is_no_long_text_passes_byte_for_byte() throws IOException {
        byte[] json = ("{\"a\": \"\\u00fc\\\"\" , \"b\":[1.5e3,true,null]}\n")
                .repeat(5000)
                .getBytes(UTF_8);
        LongTexts texts = new LongTexts(new ByteArrayInputStream(json));
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        texts.transferTo(passed);

        assertThat(passed.toByteArray()).isEqualTo(json);
        assertThat(new LongTexts(new ByteArrayInputStream(Arrays.copyOf(json, 1))).read())
                .isEqualTo('{');
        assertThat(new LongTexts(new ByteArrayInputStream(new byte[0])).read()).isEqualTo(-1);
    }
}
