/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON piece by piece. A text of megabytes and the base64 form of bytes go out in pieces, without a second copy.
 * Not thread-safe.
 */
public final class JsonWriter implements AutoCloseable {

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes UTF-8. */
    public static JsonWriter to(OutputStream bytes) {
        try {
            return new JsonWriter(Jackson.FACTORY.createGenerator(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes characters. */
    static JsonWriter to(Writer characters) {
        try {
            return new JsonWriter(Jackson.FACTORY.createGenerator(characters));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonWriter beginObject() {
        return step(JsonGenerator::writeStartObject);
    }

    public JsonWriter endObject() {
        return step(JsonGenerator::writeEndObject);
    }

    public JsonWriter beginArray() {
        return step(JsonGenerator::writeStartArray);
    }

    public JsonWriter endArray() {
        return step(JsonGenerator::writeEndArray);
    }

    /** The name of the next member. */
    public JsonWriter name(String name) {
        try {
            generator.writeFieldName(name);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonWriter text(String text) {
        try {
            generator.writeString(text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One text from several, in their order. */
    public JsonWriter text(List<String> pieces) {
        return pieces.size() == 1 ? text(pieces.get(0)) : characters(new Pieces(pieces));
    }

    /** Bytes as base64 behind a prefix, such as that of a data URL. */
    public JsonWriter base64(String prefix, byte[] bytes) {
        return characters(new Base64Reader(prefix, bytes));
    }

    public JsonWriter number(long number) {
        try {
            generator.writeNumber(number);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number as people write it: 0.7, and 1 rather than 1.0. */
    public JsonWriter number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return number((long) number);
        }
        try {
            generator.writeNumber(number);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonWriter bool(boolean value) {
        return step(g -> g.writeBoolean(value));
    }

    public JsonWriter nothing() {
        return step(JsonGenerator::writeNull);
    }

    /** A member with a text. */
    public JsonWriter member(String name, String text) {
        return name(name).text(text);
    }

    /** Decoded JSON: maps, lists, texts, numbers, booleans, null. */
    public JsonWriter value(@Nullable Object value) {
        if (value == null) {
            return nothing();
        }
        if (value instanceof Map<?, ?> map) {
            beginObject();
            map.forEach((name, member) -> name(String.valueOf(name)).value(member));
            return endObject();
        }
        if (value instanceof Iterable<?> list) {
            beginArray();
            list.forEach(this::value);
            return endArray();
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean truth) {
            return bool(truth);
        }
        if (value instanceof CharSequence text) {
            return text(text.toString());
        }
        if (value instanceof Enum<?> constant) {
            return text(constant.name());
        }
        throw new JsonException("a " + value.getClass().getName()
                + " cannot be written as JSON; allowed are maps, lists, texts, numbers, booleans and null");
    }

    /** Hands everything on; the stream stays open. */
    @Override
    public void close() {
        try {
            generator.flush();
            generator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonWriter number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new JsonException("JSON has no number " + number);
            }
            return number instanceof Float ? step(g -> g.writeNumber(number.floatValue())) : number(value);
        }
        if (number instanceof BigDecimal decimal) {
            return step(g -> g.writeNumber(decimal));
        }
        if (number instanceof BigInteger whole) {
            return step(g -> g.writeNumber(whole));
        }
        return number(number.longValue());
    }

    private JsonWriter characters(Reader reader) {
        return step(g -> g.writeString(reader, -1));
    }

    private JsonWriter step(Step step) {
        try {
            step.write(generator);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step {
        void write(JsonGenerator generator) throws IOException;
    }

    /** Texts behind each other. */
    private static final class Pieces extends Reader {
        private final List<String> texts;
        private int text;
        private int at;

        Pieces(List<String> texts) {
            this.texts = texts;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            while (text < texts.size() && at == texts.get(text).length()) {
                text++;
                at = 0;
            }
            if (text == texts.size()) {
                return -1;
            }
            int now = Math.min(length, texts.get(text).length() - at);
            texts.get(text).getChars(at, at + now, buffer, offset);
            at += now;
            return now;
        }

        @Override
        public void close() {}
    }
}
