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

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void an_object_is_read_member_by_member_and_the_rest_is_skipped() {
        byte[] bytes = "xx{\"a\":\"1\",\"b\":{\"c\":[1,{}]},\"d\":7,\"e\":[true,null],\"f\":0.5}yy".getBytes(UTF_8);

        try (JsonReader in = JsonReader.of(bytes, 2, bytes.length - 4)) {
            in.object();
            assertThat(in.nextField()).isEqualTo("a");
            assertThat(in.isText()).isTrue();
            assertThat(in.says("")).isFalse();
            assertThat(in.text()).isEqualTo("1");
            assertThat(in.nextField()).isEqualTo("b");
            in.skip();
            assertThat(in.nextField()).isEqualTo("d");
            assertThat(in.wholeOrNull()).isEqualTo(7);
            assertThat(in.nextField()).isEqualTo("e");
            in.array();
            assertThat(in.nextElement()).isTrue();
            assertThat(in.scalarOrNull()).isEqualTo("true");
            assertThat(in.nextElement()).isTrue();
            assertThat(in.isNull()).isTrue();
            assertThat(in.nextElement()).isFalse();
            assertThat(in.nextField()).isEqualTo("f");
            assertThat(in.doubleValue()).isEqualTo(0.5);
            assertThat((float) in.doubleValue()).isEqualTo(0.5f);
            assertThat(in.nextField()).isNull();
            in.end();
        }
    }

    @Test
    void numbers_of_another_kind_and_other_values_are_passed_over() {
        try (JsonReader in = JsonReader.of("[1.9,\"5\",{\"a\":1},[2],{},3]")) {
            in.array();
            in.nextElement();
            assertThat(in.wholeOrNull()).isEqualTo(1);
            in.nextElement();
            assertThat(in.wholeOrNull()).isNull();
            in.nextElement();
            assertThat(in.wholeOrNull()).isNull();
            in.nextElement();
            assertThat(in.scalarOrNull()).isNull();
            in.nextElement();
            assertThat(in.map()).isEmpty();
            in.nextElement();
            assertThat(in.value()).isEqualTo(3L);
            assertThat(in.nextElement()).isFalse();
        }
    }

    @Test
    void decoded_values_keep_their_exact_numbers_and_their_order() {
        Object value = JsonTree.read(
                "{\"z\":1,\"a\":[0.10,12345678901234567890,null,true,false,\"x\"],\"m\":{}}".getBytes(UTF_8));

        assertThat(value).isInstanceOf(Map.class);
        assertThat(((Map<?, ?>) value).keySet().stream().map(Object::toString)).containsExactly("z", "a", "m");
        assertThat(((Map<?, ?>) value).get("a"))
                .isEqualTo(Arrays.asList(
                        new BigDecimal("0.10"), new BigDecimal("12345678901234567890"), null, true, false, "x"));
    }

    /** Each prefix of a text is no text. */
    @Test
    void a_text_that_is_cut_anywhere_is_an_error() {
        String whole = "{\"a\":{\"b\":[1,{\"c\":\"d\"}],\"e\":null},\"f\":true,\"g\":-1.5e3,\"h\":\"\\u00fc\"}";
        for (int cut = 0; cut < whole.length(); cut++) {
            String part = whole.substring(0, cut);
            assertThatThrownBy(() -> JsonTree.read(part)).as(part).isInstanceOf(JsonException.class);
            assertThatThrownBy(() -> JsonTree.read(part.getBytes(UTF_8)))
                    .as(part)
                    .isInstanceOf(JsonException.class);
            assertThatThrownBy(() -> skip(part.getBytes(UTF_8))).as(part).isInstanceOf(JsonException.class);
        }
    }

    private static void skip(byte[] bytes) {
        try (JsonReader in = JsonReader.of(bytes, 0, bytes.length)) {
            in.skip();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "[1", "{\"a\"", "{\"a\":", "{\"a\":1,}", "nul", "{\"a\":1} x", "{\"a\":\"1"})
    void broken_json_is_an_error_with_its_place(String text) {
        assertThatThrownBy(() -> JsonTree.read(text))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("not valid JSON");
        assertThatThrownBy(() -> JsonTree.read(text.getBytes(UTF_8)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("not valid JSON");
    }

    @Test
    void an_object_that_ends_early_is_noticed_when_it_is_skipped() {
        JsonReader in = JsonReader.of("{\"a\":[1,2");
        in.object();
        in.nextField();

        assertThatThrownBy(in::skip).isInstanceOf(JsonException.class);
    }

    @Test
    void an_error_quotes_nothing_of_the_text() {
        assertThatThrownBy(() -> JsonTree.read("{\"a\":SECRET}"))
                .isInstanceOf(JsonException.class)
                .hasMessageNotContaining("SECRET")
                .hasMessageContaining("line 1");
    }

    @Test
    void another_kind_of_value_than_expected_is_named() {
        JsonReader in = JsonReader.of("[1]");

        assertThatThrownBy(in::object).hasMessage("expected an object, found an array at line 1, column 2");
        assertThatThrownBy(in::text).hasMessageContaining("expected a text, found an array");
        assertThatThrownBy(in::doubleValue).hasMessageContaining("expected a number, found an array");
        assertThatThrownBy(() -> JsonTree.readObject("[]")).hasMessageContaining("expected an object, found an array");
    }

    @Test
    void what_it_stands_on_has_a_name() {
        JsonReader in = JsonReader.of("[\"a\",1,true,null,{}]");
        in.array();

        assertThat(List.of("a text", "a number", "a boolean", "null", "an object"))
                .allSatisfy(name -> {
                    in.nextElement();
                    assertThat(in.found()).isEqualTo(name);
                    in.skip();
                });
    }

    @Test
    void nesting_without_end_is_refused() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> JsonTree.read(deep))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void numbers_without_end_are_refused() {
        assertThatThrownBy(() -> JsonTree.read("[" + "9".repeat(100_000) + "]")).isInstanceOf(JsonException.class);
    }

    @Test
    void a_number_with_a_monstrous_exponent_is_refused_or_harmless() {
        assertThatThrownBy(() -> JsonTree.read("[1e999999999]")).hasMessageContaining("exponent beyond 400");
        assertThatThrownBy(() -> JsonTree.read("[1e-999999999]")).hasMessageContaining("exponent beyond 400");
        JsonReader in = JsonReader.of("[1e999999999,1e2]");
        in.array();
        in.nextElement();
        assertThat(in.wholeOrNull()).isEqualTo(Long.MAX_VALUE);
        in.nextElement();
        assertThat(in.wholeOrNull()).isEqualTo(100);
    }

    @Test
    void a_text_of_thirty_million_characters_is_read() {
        String text = "a".repeat(30_000_000);

        assertThat(JsonTree.read("\"" + text + "\"")).isEqualTo(text);
    }

    @Test
    void a_stream_that_breaks_is_an_error() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> JsonReader.of(broken))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void a_reader_that_was_used_before_reads_the_next_text_from_its_beginning() {
        for (int i = 0; i < 3; i++) {
            byte[] bytes = ("{\"a\":" + i + "}\n ").getBytes(UTF_8);
            try (JsonReader in = JsonReader.of(bytes, 0, bytes.length)) {
                assertThat(in.map()).containsEntry("a", (long) i);
            }
        }
        assertThatThrownBy(() -> JsonTree.read("{\"a\":]".getBytes(UTF_8))).hasMessageContaining("at byte 5");
    }

    @Test
    void a_reader_that_was_left_in_the_middle_is_not_used_again() {
        byte[] half = "{\"a\":[1,".getBytes(UTF_8);
        try (JsonReader in = JsonReader.of(half, 0, half.length)) {
            in.object();
            in.nextField();
        }

        assertThat(JsonTree.read("{\"b\":2}".getBytes(UTF_8))).isEqualTo(Map.of("b", 2L));
    }

    @Test
    void two_readers_at_a_time_do_not_meet() {
        byte[] outer = "{\"a\":1,\"b\":2}".getBytes(UTF_8);
        try (JsonReader in = JsonReader.of(outer, 0, outer.length)) {
            in.object();
            in.nextField();
            assertThat(JsonTree.read("[7]".getBytes(UTF_8))).isEqualTo(List.of(7L));
            assertThat(in.wholeOrNull()).isEqualTo(1);
            assertThat(in.nextField()).isEqualTo("b");
        }
    }

    record City(String name, int people) {}

    @Test
    void json_becomes_an_object_of_the_users_class() {
        assertThat(JsonBinding.read("{\"name\":\"Oslo\",\"people\":5,\"more\":1}", City.class))
                .isEqualTo(new City("Oslo", 5));
        assertThatThrownBy(() -> JsonBinding.read("{\"name\":{}}", City.class))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("does not fit " + City.class.getName());
        assertThatThrownBy(() -> JsonBinding.read("null", City.class)).hasMessageContaining("the JSON is null");
    }
}
