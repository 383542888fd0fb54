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

    /** A text of the JSON that begins so is not a text but a mark. */
    static final String MARK = "\u0000long:";

    private static final int LONG = 32 * 1024;
    private static final String WIRE_MARK = "\\u0000long:";

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

    /** The text that a mark stands for. */
    String text(String mark) {
        return texts.get(Integer.parseInt(mark.substring(MARK.length()))).text();
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
        // A step puts out at most what was held back and a quote: it always fits.
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
            for (char c : (WIRE_MARK + texts.size()).toCharArray()) {
                put((byte) c);
            }
            texts.add(current);
            current = null;
        } else {
            putHeld();
        }
        put((byte) '"');
        inText = false;
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
