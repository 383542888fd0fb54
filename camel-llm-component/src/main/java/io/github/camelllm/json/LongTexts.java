/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes long texts out of JSON before the parser sees them, because the parser needs five times their size to read them:
 * in their place stands a mark with their number. What is no long text passes unchanged.
 */
final class LongTexts extends InputStream {

    /** What the parser sees begin so is not a text but a mark. */
    static final String MARK = "\u0000long:";

    private static final int LONG = 32 * 1024;
    private static final String WIRE_NUL = "\\u0000";
    private static final String WIRE_MARK = WIRE_NUL + "long:";

    private final InputStream json;
    private final byte[] in = new byte[8 * 1024];
    private int inAt;
    private int inEnd;
    private final byte[] out = new byte[2 * LONG + 64];
    private int outAt;
    private int outEnd;

    private boolean inText;
    private boolean escaped;
    private final byte[] held = new byte[LONG];
    private int heldLength;
    private @Nullable LongText current;
    private final List<LongText> texts = new ArrayList<>(1);

    LongTexts(InputStream json) {
        this.json = json;
    }

    /** What stood in the JSON where the parser saw these words: the text of a mark, or they themselves. */
    String text(String words) {
        return words.startsWith(MARK)
                ? texts.get(Integer.parseInt(words.substring(MARK.length()))).text()
                : unguarded(words);
    }

    /** The name that stood in the JSON where the parser saw this one. */
    String name(String name) {
        if (name.startsWith(MARK)) {
            throw new JsonException("not valid JSON: the name of a member is longer than " + LONG + " bytes");
        }
        return unguarded(name);
    }

    /** A text that begins with NUL itself has got another one before it, so that no text can pass for a mark. */
    private static String unguarded(String words) {
        return !words.isEmpty() && words.charAt(0) == '\0' ? words.substring(1) : words;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (outAt == outEnd) {
            outAt = 0;
            outEnd = 0;
            if (!fill()) {
                return -1;
            }
        }
        int now = Math.min(length, outEnd - outAt);
        System.arraycopy(out, outAt, bytes, offset, now);
        outAt += now;
        return now;
    }

    /** Passes on as much as fits; false at the end. */
    private boolean fill() throws IOException {
        if (inAt == inEnd) {
            inEnd = json.read(in, 0, in.length);
            inAt = 0;
            if (inEnd <= 0) {
                inEnd = 0;
                return rest();
            }
        }
        // A step puts out at most what was held back, a guard and a quote: it always fits.
        while (inAt < inEnd && outEnd < LONG) {
            step(in[inAt++]);
        }
        return true;
    }

    /** The end within a text: what was held back goes on, so that the parser finds the end by itself. */
    private boolean rest() {
        if (heldLength == 0) {
            return false;
        }
        putHeld();
        return true;
    }

    private void step(byte b) {
        if (!inText) {
            put(b);
            inText = b == '"';
        } else if (!escaped && b == '"') {
            endText();
        } else {
            escaped = !escaped && b == '\\';
            hold(b);
        }
    }

    private void hold(byte b) {
        if (current != null) {
            current.add(b);
            return;
        }
        held[heldLength++] = b;
        if (heldLength == LONG) {
            LongText text = new LongText();
            for (int i = 0; i < heldLength; i++) {
                text.add(held[i]);
            }
            heldLength = 0;
            current = text;
        }
    }

    private void endText() {
        if (current != null) {
            put(WIRE_MARK + texts.size());
            texts.add(current);
            current = null;
        } else {
            if (beginsWithNul()) {
                put(WIRE_NUL);
            }
            putHeld();
        }
        put((byte) '"');
        inText = false;
    }

    private boolean beginsWithNul() {
        if (heldLength > 0 && held[0] == 0) {
            return true;
        }
        for (int i = 0; i < WIRE_NUL.length(); i++) {
            if (i >= heldLength || held[i] != WIRE_NUL.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put((byte) ascii.charAt(i));
        }
    }

    private void putHeld() {
        System.arraycopy(held, 0, out, outEnd, heldLength);
        outEnd += heldLength;
        heldLength = 0;
    }

    private void put(byte b) {
        out[outEnd++] = b;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
