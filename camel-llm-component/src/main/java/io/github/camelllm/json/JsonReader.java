/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from front to back without a tree. It always stands on a value; whoever calls {@link #nextField} or
 * {@link #nextElement} must have consumed the value before it, by one of the reading methods, by walking through it, or by
 * {@link #skip}. (A text, number, boolean or null needs no consuming.) Not thread-safe.
 */
public final class JsonReader implements AutoCloseable {

    private static final ThreadLocal<Idle> IDLE = ThreadLocal.withInitial(Idle::new);

    /** The reader that its thread may use again. */
    private static final class Idle {
        private @Nullable JsonReader reader;
    }

    private final JsonParser parser;
    /** Takes the bytes; null: the parser fetches its text itself. */
    private final @Nullable ByteArrayFeeder feeder;
    /** Holds the long texts; null: the parser has them. */
    private final @Nullable LongTexts longTexts;

    private final Rest rest = new Rest();

    private long start;

    private JsonReader(JsonParser parser, @Nullable ByteArrayFeeder feeder, @Nullable LongTexts longTexts) {
        this.parser = parser;
        this.feeder = feeder;
        this.longTexts = longTexts;
    }

    /**
     * Stands on the value that the bytes (UTF-8) begin with. A reader that was closed at the end of its value is used
     * again by the same thread, which saves most of the cost of a short text.
     */
    public static JsonReader of(byte[] bytes, int offset, int length) {
        Idle idle = IDLE.get();
        JsonReader reader = idle.reader == null ? fed() : idle.reader;
        idle.reader = null;
        reader.feed(bytes, offset, length);
        return reader;
    }

    private static JsonReader fed() {
        try {
            JsonParser parser = Jackson.FACTORY.createNonBlockingByteArrayParser();
            return new JsonReader(parser, (ByteArrayFeeder) parser.getNonBlockingInputFeeder(), null);
        } catch (IOException e) {
            throw Jackson.failure(e);
        }
    }

    private void feed(byte[] bytes, int offset, int length) {
        try {
            start = parser.currentLocation().getByteOffset();
            ByteArrayFeeder feeder = Objects.requireNonNull(this.feeder, "feeder");
            feeder.feedInput(bytes, offset, offset + length);
            JsonToken first = parser.nextToken();
            if (first == JsonToken.NOT_AVAILABLE) {
                feeder.endOfInput();
                first = parser.nextToken();
                if (first == JsonToken.VALUE_NUMBER_FLOAT && !isDigit(bytes[offset + length - 1])) {
                    throw early();
                }
            }
            if (first == null) {
                throw new JsonException("not valid JSON: there is nothing");
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Stands on the value that the stream (UTF-8) begins with. Texts of megabytes take little more than their size; each
     * of them can be read once.
     */
    public static JsonReader of(InputStream stream) {
        try {
            LongTexts texts = new LongTexts(stream);
            return begin(Jackson.FACTORY.createParser(texts), texts);
        } catch (IOException e) {
            throw Jackson.failure(e);
        }
    }

    /** Stands on the value that the text begins with. */
    public static JsonReader of(String text) {
        try {
            return begin(Jackson.FACTORY.createParser(text), null);
        } catch (IOException e) {
            throw Jackson.failure(e);
        }
    }

    private static JsonReader begin(JsonParser parser, @Nullable LongTexts texts) throws IOException {
        if (parser.nextToken() == null) {
            throw new JsonException("not valid JSON: there is nothing");
        }
        return new JsonReader(parser, null, texts);
    }

    /** Enters the object that it stands on. */
    public void object() {
        expect(JsonToken.START_OBJECT, "an object");
    }

    /** Enters the array that it stands on. */
    public void array() {
        expect(JsonToken.START_ARRAY, "an array");
    }

    /** Moves to the value of the next member and tells its name; null at the end of the object. */
    public @Nullable String nextField() {
        try {
            if (next() == JsonToken.END_OBJECT) {
                return null;
            }
            String name = parser.currentName();
            next();
            return longTexts == null ? name : longTexts.name(name);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Moves to the next element; false at the end of the array. */
    public boolean nextElement() {
        try {
            return next() != JsonToken.END_ARRAY;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Passes over the value, whatever it is. */
    public void skip() {
        try {
            parser.skipChildren();
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                throw early();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    public boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    public boolean isNumber() {
        return parser.currentToken().isNumeric();
    }

    /** The text that it stands on. */
    public String text() {
        expect(JsonToken.VALUE_STRING, "a text");
        return words();
    }

    /** The text, number or boolean that it stands on, as text; null when it is null, an object or an array, which it skips. */
    public @Nullable String scalarOrNull() {
        if (isNull() || isObject() || isArray()) {
            skip();
            return null;
        }
        return words();
    }

    /** As {@link #scalarOrNull()}; the known text itself where it reads so, which saves making it. */
    public @Nullable String scalarOrNull(@Nullable String known) {
        return known != null && says(known) ? known : scalarOrNull();
    }

    /** Whether it stands on a short text that reads so; saves making it. */
    public boolean says(String words) {
        try {
            if (!isText() || parser.getTextLength() != words.length() || longTexts != null && !words.isEmpty()) {
                return false;
            }
            char[] chars = parser.getTextCharacters();
            int from = parser.getTextOffset();
            int same = 0;
            while (same < words.length() && chars[from + same] == words.charAt(same)) {
                same++;
            }
            return same == words.length();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The whole number that it stands on; null when it is null or something else, which it skips. */
    public @Nullable Long wholeOrNull() {
        try {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return parser.getLongValue();
            }
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                return (long) parser.getDoubleValue();
            }
        } catch (IOException e) {
            throw failure(e);
        }
        skip();
        return null;
    }

    /** The number that it stands on. */
    public double doubleValue() {
        if (!isNumber()) {
            throw new JsonException("expected a number, found " + found() + place());
        }
        try {
            return parser.getDoubleValue();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The value as a map, list, text, Long, BigDecimal, Boolean or null. */
    public @Nullable Object value() {
        try {
            JsonToken token = parser.currentToken();
            return switch (token) {
                case START_OBJECT -> object0();
                case START_ARRAY -> array0();
                case VALUE_STRING -> words();
                case VALUE_NUMBER_INT -> whole();
                case VALUE_NUMBER_FLOAT -> decimal();
                case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE;
                default -> null;
            };
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The object that it stands on, as a map in its order. */
    public Map<String, Object> map() {
        object();
        return object0();
    }

    /** Checks that nothing but white space follows. */
    public void end() {
        try {
            boolean last = feeder == null ? parser.nextToken() == null : blankRest();
            if (!last) {
                throw new JsonException("not valid JSON" + place() + ": something follows the value");
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What it stands on, in words: an object, a text, … */
    public String found() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    @Override
    public void close() {
        try {
            if (feeder != null && atEnd(feeder)) {
                IDLE.get().reader = this;
            } else {
                parser.close();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Whether the value was read to its end and only white space follows: then the parser can take another text. */
    private boolean atEnd(ByteArrayFeeder feeder) throws IOException {
        JsonToken token = parser.currentToken();
        boolean value =
                token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY || token == JsonToken.VALUE_STRING;
        return value
                && blankRest()
                && parser.nextToken() == JsonToken.NOT_AVAILABLE
                && parser.getParsingContext().inRoot()
                && feeder.needMoreInput();
    }

    /** The parser would keep the beginning of another value, and take the next text for its continuation. */
    private boolean blankRest() throws IOException {
        rest.restart();
        parser.releaseBuffered(rest);
        return rest.isBlank();
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private Map<String, Object> object0() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = nextField(); name != null; name = nextField()) {
            members.put(name, value());
        }
        return members;
    }

    private List<Object> array0() {
        List<Object> elements = new ArrayList<>();
        while (nextElement()) {
            elements.add(value());
        }
        return elements;
    }

    private String words() {
        try {
            String words = parser.getText();
            return longTexts == null ? words : longTexts.text(words);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Number whole() throws IOException {
        boolean large = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
        return large ? decimal() : (Number) parser.getLongValue();
    }

    /** A number of a few bytes, such as 1e999999999, must not become one of a gigabyte when it is computed with. */
    private BigDecimal decimal() throws IOException {
        try {
            BigDecimal number = parser.getDecimalValue();
            if (Math.abs((long) number.scale()) <= Jackson.MOST_DIGITS) {
                return number;
            }
        } catch (NumberFormatException beyondEvenThat) {
            throw monstrous();
        }
        throw monstrous();
    }

    private JsonException monstrous() {
        return new JsonException("a number has an exponent beyond " + Jackson.MOST_DIGITS + place());
    }

    private void expect(JsonToken token, String words) {
        if (parser.currentToken() != token) {
            throw new JsonException("expected " + words + ", found " + found() + place());
        }
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null || token == JsonToken.NOT_AVAILABLE) {
            throw early();
        }
        return token;
    }

    private JsonException early() {
        return new JsonException("not valid JSON: it ends early" + place());
    }

    private JsonException failure(IOException e) {
        return feeder == null ? Jackson.failure(e) : Jackson.failure(e, start);
    }

    private String place() {
        return Jackson.place(parser.currentLocation(), feeder == null ? Jackson.NOT_FED : start);
    }
}
