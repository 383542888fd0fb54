/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Hands bytes on in pieces whose sizes only the bytes themselves decide, so that an input always runs the same way. */
final class Pieces {

    private static final int LONGEST = 24;
    private static final byte USED = '#';

    private int state;

    private Pieces(byte[] bytes) {
        state = Arrays.hashCode(bytes) | 1;
    }

    /** A place within the bytes or at one of their ends. */
    static int cut(byte[] bytes) {
        return new Pieces(bytes).next(bytes.length + 1);
    }

    /** In pieces of up to two dozen bytes, in a buffer that is overwritten as soon as it was read. */
    static void feed(byte[] bytes, Consumer<ByteBuffer> reader) {
        Pieces pieces = new Pieces(bytes);
        byte[] buffer = new byte[LONGEST + 8];
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, pieces.next(LONGEST + 1));
            int offset = pieces.next(8);
            System.arraycopy(bytes, at, buffer, offset, length);
            reader.accept(ByteBuffer.wrap(buffer, offset, length));
            Arrays.fill(buffer, USED);
            at += length;
        }
    }

    private int next(int bound) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (state >>> 1) % bound;
    }
}
