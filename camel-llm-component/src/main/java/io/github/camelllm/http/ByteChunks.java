/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The bytes of a body in pieces, so that a body of megabytes is never copied to grow. Immutable unless it is drained; the
 * arrays are not copied.
 */
public final class ByteChunks {

    /** No bytes. */
    public static final ByteChunks EMPTY = new ByteChunks(List.of(), 0);

    private static final byte[] NOTHING = {};

    private final List<byte[]> chunks;
    private long length;

    private ByteChunks(List<byte[]> chunks, long length) {
        this.chunks = new ArrayList<>(chunks);
        this.length = length;
    }

    /** One piece. */
    public static ByteChunks of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new ByteChunks(List.of(bytes), bytes.length);
    }

    /** The UTF-8 bytes of a text. */
    public static ByteChunks utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Collects bytes. */
    public static Writer writer() {
        return new Writer();
    }

    /** The number of bytes. */
    public long length() {
        return length;
    }

    /** The pieces in order; do not change them. */
    public List<byte[]> chunks() {
        return Collections.unmodifiableList(chunks);
    }

    /** Reads all bytes. */
    public InputStream stream() {
        if (chunks.size() == 1) {
            return new ByteArrayInputStream(chunks.get(0));
        }
        return new SequenceInputStream(Collections.enumeration(
                chunks.stream().map(ByteArrayInputStream::new).toList()));
    }

    /** Reads all bytes once and lets each piece go when it has been read: afterwards there are no bytes any more. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer than an Enumeration
    public InputStream drain() {
        return new SequenceInputStream(new Enumeration<>() {
            private int next;

            @Override
            public boolean hasMoreElements() {
                return next < chunks.size();
            }

            @Override
            public InputStream nextElement() {
                byte[] piece = chunks.set(next++, NOTHING);
                length -= piece.length;
                return new ByteArrayInputStream(piece);
            }
        });
    }

    /** All bytes in one array; copies unless there is just one piece. */
    public byte[] toArray() {
        if (chunks.size() == 1) {
            return chunks.get(0);
        }
        byte[] all = new byte[Math.toIntExact(length)];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        return all;
    }

    /** All bytes as UTF-8 text. */
    public String text() {
        return new String(toArray(), StandardCharsets.UTF_8);
    }

    /** Says how many bytes, never which. */
    @Override
    public String toString() {
        return length + " bytes";
    }

    /** Collects bytes into pieces of at most 64 KiB. Not thread-safe. */
    public static final class Writer extends OutputStream {

        private static final int FIRST = 1024;
        private static final int MOST = 64 * 1024;

        private final List<byte[]> full = new ArrayList<>(2);
        private byte[] current = NOTHING;
        private int used;
        private long length;

        private Writer() {}

        @Override
        public void write(int b) {
            room(1);
            current[used++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            int from = offset;
            int left = count;
            while (left > 0) {
                room(left);
                int now = Math.min(left, current.length - used);
                System.arraycopy(bytes, from, current, used, now);
                used += now;
                from += now;
                left -= now;
            }
        }

        /** Adds all that remains in the buffer. */
        public void write(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                room(bytes.remaining());
                int now = Math.min(bytes.remaining(), current.length - used);
                bytes.get(current, used, now);
                used += now;
            }
        }

        /** How many bytes were added. */
        public long length() {
            return length + used;
        }

        /** What was added; the writer starts anew. */
        public ByteChunks chunks() {
            if (used > 0) {
                full.add(used == current.length ? current : Arrays.copyOf(current, used));
                length += used;
            }
            ByteChunks all = length == 0 ? EMPTY : new ByteChunks(full, length);
            full.clear();
            current = NOTHING;
            used = 0;
            length = 0;
            return all;
        }

        /** What comes in one piece, as a short body mostly does, is kept in one piece of just that size. */
        private void room(int more) {
            if (used < current.length) {
                return;
            }
            if (used == 0) {
                current = new byte[Math.min(MOST, more)];
            } else {
                full.add(current);
                length += used;
                current = new byte[Math.min(MOST, Math.max(FIRST, current.length * 2))];
                used = 0;
            }
        }
    }
}
