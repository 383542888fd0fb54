/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** The inside of a JSON text, byte by byte, with its escapes undone; kept in compact pieces until it is asked for. */
final class LongText {

    private static final int PIECE = 64 * 1024;
    private static final int ROOM = 8;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String MEANINGS = "\"\\/\b\f\n\r\t";

    private final List<String> pieces = new ArrayList<>();
    private byte[] bytes = new byte[PIECE + ROOM];
    private int length;

    private boolean escape;
    private int hexLeft;
    private int unit;
    private int high = -1;

    void add(byte b) {
        if (hexLeft > 0) {
            hex(b);
        } else if (escape) {
            escape = false;
            if (b == 'u') {
                hexLeft = 4;
                unit = 0;
            } else {
                single(b);
            }
        } else if (b == '\\') {
            escape = true;
        } else {
            raw(b);
        }
    }

    /**
     * The whole text; may be asked once.
     *
     * @throws JsonException when it ends within an escape
     */
    String text() {
        if (escape || hexLeft > 0) {
            throw new JsonException("not valid JSON: a long text ends within an escape");
        }
        loneHigh();
        flush(length);
        bytes = new byte[0];
        return String.join("", pieces);
    }

    private void raw(byte b) {
        loneHigh();
        put(b);
        if (length >= PIECE) {
            flush(wholeCharacters());
        }
    }

    private void put(byte b) {
        bytes[length++] = b;
    }

    private void single(byte b) {
        int which = ESCAPES.indexOf(b);
        if (which < 0) {
            throw new JsonException("not valid JSON: an unknown escape in a long text");
        }
        raw((byte) MEANINGS.charAt(which));
    }

    private void hex(byte b) {
        int digit = Character.digit(b, 16);
        if (digit < 0) {
            throw new JsonException("not valid JSON: an escape of a long text has a digit that is none");
        }
        unit = unit << 4 | digit;
        if (--hexLeft == 0) {
            unit((char) unit);
        }
    }

    /** One UTF-16 unit; a character beyond the first plane comes as two. */
    private void unit(char c) {
        if (high >= 0 && Character.isLowSurrogate(c)) {
            int first = high;
            high = -1;
            character(Character.toCodePoint((char) first, c));
        } else if (Character.isHighSurrogate(c)) {
            loneHigh();
            high = c;
        } else {
            loneHigh();
            character(Character.isLowSurrogate(c) ? 0xFFFD : c);
        }
    }

    private void loneHigh() {
        if (high >= 0) {
            high = -1;
            character(0xFFFD);
        }
    }

    private void character(int codePoint) {
        for (byte b : Character.toString(codePoint).getBytes(UTF_8)) {
            put(b);
        }
        if (length >= PIECE) {
            flush(wholeCharacters());
        }
    }

    /** How many bytes at the beginning are whole characters. */
    private int wholeCharacters() {
        int start = length - 1;
        while (start > 0 && length - start < 4 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        int lead = bytes[start] & 0xFF;
        int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return length - start >= needed ? length : start;
    }

    private void flush(int count) {
        if (count > 0) {
            pieces.add(new String(bytes, 0, count, UTF_8));
            System.arraycopy(bytes, count, bytes, 0, length - count);
            length -= count;
        }
    }
}
