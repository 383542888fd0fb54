/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain Java values: maps in their order, lists, texts, Long, BigDecimal, Boolean and null. For cold paths. */
public final class JsonTree {

    private JsonTree() {}

    /**
     * The value that the text is.
     *
     * @throws JsonException when it is not JSON, or more than one value
     */
    public static @Nullable Object read(String text) {
        try (JsonReader reader = JsonReader.of(text)) {
            return whole(reader);
        }
    }

    /**
     * The value that the bytes (UTF-8) are.
     *
     * @throws JsonException when they are not JSON, or more than one value
     */
    public static @Nullable Object read(byte[] bytes) {
        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            return whole(reader);
        }
    }

    /**
     * The object that the text is.
     *
     * @throws JsonException when it is not one JSON object
     */
    public static Map<String, Object> readObject(String text) {
        try (JsonReader reader = JsonReader.of(text)) {
            Map<String, Object> object = reader.map();
            reader.end();
            return object;
        }
    }

    /** The JSON text of decoded JSON. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonWriter.to(text)) {
            writer.value(value);
        }
        return text.toString();
    }

    private static @Nullable Object whole(JsonReader reader) {
        Object value = reader.value();
        reader.end();
        return value;
    }
}
