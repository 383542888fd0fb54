/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

class JsonReaderFuzzTest {

    private static final byte[] NEXT = {'{', '"', 'a', '"', ':', '1', '}'};

    /** A value, or none when the text was refused. */
    private record Read(boolean accepted, @Nullable Object value) {

        static Read of(Supplier<@Nullable Object> reading) {
            try {
                return new Read(true, reading.get());
            } catch (JsonException expected) {
                assertThat(expected.getMessage()).isNotBlank();
                return new Read(false, null);
            }
        }
    }

    @FuzzTest(maxDuration = "")
    @DictionaryEntries({
        "true",
        "false",
        "null",
        "\\x22a\\x22:",
        "\\\\u00",
        "\\\\\\x22",
        "1e5",
        "-0.",
        "[[",
        "{\\x22",
        "]}"
    })
    void what_we_accept_is_what_jackson_reads(byte[] json) {
        Read fromBytes = Read.of(() -> JsonTree.read(json));
        assertNothingIsLeftBehind();
        Read fromStream = Read.of(() -> stream(json));
        Read skipped = Read.of(() -> skip(json));
        assertNothingIsLeftBehind();

        if (fromBytes.accepted && !skipped.accepted) {
            assertThat(skipped).as("skipping the value").isEqualTo(fromBytes);
        }
        String text = Utf8.strict(json);
        if (text != null && !text.startsWith("\uFEFF") && text.indexOf('\0') < 0) {
            Read fromText = Read.of(() -> JsonTree.read(text));
            assertSame("bytes and text", fromText, fromBytes);
            assertSame("stream and text", fromText, fromStream);
            if (fromText.accepted) {
                assertJacksonReads(text, fromText.value);
            }
        }
    }

    private static void assertSame(String what, Read expected, Read read) {
        if (!expected.equals(read)) {
            assertThat(read).as(what).isEqualTo(expected);
        }
    }

    private static void assertJacksonReads(String text, @Nullable Object value) {
        Object theirs = Reference.read(text);
        if (!Objects.equals(theirs, value)) {
            assertThat(value).isEqualTo(theirs);
        }
        String written = JsonTree.write(value);
        String again = JsonTree.write(JsonTree.read(written));
        if (!again.equals(written)) {
            assertThat(again).as("written, read and written again").isEqualTo(written);
        }
    }

    /** The thread's next text must not see what came behind the value of this one. */
    private static void assertNothingIsLeftBehind() {
        Object next = Read.of(() -> JsonTree.read(NEXT)).value;
        if (!Map.of("a", 1L).equals(next)) {
            assertThat(next).as("the next text of this thread").isEqualTo(Map.of("a", 1L));
        }
    }

    private static @Nullable Object stream(byte[] json) {
        try (JsonReader reader = JsonReader.of(new ByteArrayInputStream(json))) {
            Object value = reader.value();
            reader.end();
            return value;
        }
    }

    /** As the dialect reads: the value, and not a look at what follows. */
    private static @Nullable Object skip(byte[] json) {
        try (JsonReader reader = JsonReader.of(json, 0, json.length)) {
            reader.skip();
            return null;
        }
    }
}
