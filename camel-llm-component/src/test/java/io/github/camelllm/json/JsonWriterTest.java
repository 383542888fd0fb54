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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    private static String written(Consumer<JsonWriter> what) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.to(bytes)) {
            what.accept(json);
        }
        return bytes.toString(UTF_8);
    }

    @Test
    void all_kinds_of_values_are_written() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a\"b/ü\u2028");
        map.put("list", Arrays.asList(1, 2L, (short) 3, null, true));
        map.put("numbers", List.of(0.0, 0.7, 1.5f, new BigDecimal("0.10"), BigInteger.TEN));
        map.put("other", List.of(new StringBuilder("s"), DayOfWeek.MONDAY));

        assertThat(written(json -> json.value(map)))
                .isEqualTo("{\"text\":\"a\\\"b/ü\u2028\",\"list\":[1,2,3,null,true],"
                        + "\"numbers\":[0,0.7,1.5,0.10,10],\"other\":[\"s\",\"MONDAY\"]}");
    }

    @Test
    void what_is_no_json_is_refused_by_name() {
        assertThatThrownBy(() -> JsonTree.write(new Object()))
                .hasMessageContaining("a java.lang.Object cannot be written");
        assertThatThrownBy(() -> JsonTree.write(Double.NaN)).hasMessageContaining("JSON has no number NaN");
    }

    @Test
    void a_whole_number_stays_whole() {
        assertThat(written(json -> json.beginArray()
                        .number(0.0)
                        .number(2.0)
                        .number(0.25)
                        .number(5)
                        .endArray()))
                .isEqualTo("[0,2,0.25,5]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 3071, 3072, 3073, 100_000})
    void bytes_become_base64_behind_their_prefix(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);

        assertThat(written(json -> json.base64("data:image/png;base64,", bytes)))
                .isEqualTo("\"data:image/png;base64," + Base64.getEncoder().encodeToString(bytes) + "\"");
    }

    @Test
    void several_texts_become_one() {
        assertThat(written(json -> json.text(List.of("a", "", "b\n", "c".repeat(20_000)))))
                .isEqualTo("\"ab\\n" + "c".repeat(20_000) + "\"");
        assertThat(written(json -> json.text(List.of("one")))).isEqualTo("\"one\"");
    }

    @Test
    void a_stream_that_breaks_is_an_error() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };

        assertThatThrownBy(() -> JsonWriter.to(broken).text("a".repeat(100_000)))
                .isInstanceOf(UncheckedIOException.class);
    }
}
