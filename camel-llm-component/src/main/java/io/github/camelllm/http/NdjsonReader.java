/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads lines of JSON (application/x-ndjson), however the bytes are cut. A line ends with LF, before which a CR is white
 * space; lines of white space say nothing. Not thread-safe: one reader, one reply, one thread at a time.
 */
public final class NdjsonReader {

    private static final byte[] NOTHING = {};

    private final int maxLineBytes;
    private final Lines lines;
    private byte[] held = NOTHING;
    private int length;

    /** Receives the lines, in their order. */
    @FunctionalInterface
    public interface Lines {

        /**
         * One line that is not empty, without its end.
         *
         * @param bytes holds it, UTF-8; valid only during the call
         */
        void line(byte[] bytes, int offset, int length);
    }

    /**
     * @param maxLineBytes the longest line
     * @param lines what to call for each line, within {@link #feed} and {@link #end}
     */
    public NdjsonReader(int maxLineBytes, Lines lines) {
        if (maxLineBytes < 1) {
            throw new IllegalArgumentException("maxLineBytes is " + maxLineBytes + "; it must be at least 1");
        }
        this.maxLineBytes = maxLineBytes;
        this.lines = lines;
    }

    /**
     * Takes the next bytes, all of them.
     *
     * @throws EventTooLargeException when a line grows beyond the limit; the reader is of no use after it
     */
    public void feed(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.position();
            int to = bytes.arrayOffset() + bytes.limit();
            bytes.position(bytes.limit());
            feed(bytes.array(), from, to);
        } else {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            feed(copy, 0, copy.length);
        }
    }

    /** How much of a line has come whose end has not. */
    public int pendingBytes() {
        return blank(held, 0, length) ? 0 : length;
    }

    /** No more will come: what has come of a last line is handed on, for it may be whole. */
    public void end() {
        int whole = length;
        length = 0;
        tell(held, 0, whole);
    }

    private void feed(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                endOfLine(bytes, start, i - start);
                start = i + 1;
            }
        }
        append(bytes, start, to - start);
    }

    private void endOfLine(byte[] bytes, int offset, int count) {
        if (length > 0) {
            append(bytes, offset, count);
            int whole = length;
            length = 0;
            tell(held, 0, whole);
        } else {
            check(count);
            tell(bytes, offset, count);
        }
    }

    private void tell(byte[] bytes, int offset, int count) {
        if (!blank(bytes, offset, count)) {
            lines.line(bytes, offset, count);
        }
    }

    private static boolean blank(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void append(byte[] bytes, int offset, int count) {
        if (count == 0) {
            return;
        }
        check((long) length + count);
        if (length + count > held.length) {
            int roomy = (int) Math.min(maxLineBytes, Math.max(length + count, Math.max(256L, 2L * held.length)));
            held = Arrays.copyOf(held, roomy);
        }
        System.arraycopy(bytes, offset, held, length, count);
        length += count;
    }

    private void check(long wanted) {
        if (wanted > maxLineBytes) {
            throw new EventTooLargeException(maxLineBytes);
        }
    }
}
