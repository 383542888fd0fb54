/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads server-sent events as the WHATWG text says (HTML Living Standard, section 9.2.6, read 2026-11-22), however the
 * bytes are cut. {@code id} and {@code retry} serve reconnection, which a paid answer does not allow: they are ignored.
 * Not thread-safe: one reader, one reply, one thread at a time.
 */
public final class SseReader {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final byte[] EVENT = "event".getBytes(UTF_8);
    private static final byte[] NOTHING = {};
    private static final String MESSAGE = "message";

    private final int maxEventBytes;
    private final Events events;

    private int markSeen;
    private boolean afterCr;
    private byte[] line = NOTHING;
    private int lineLength;

    private boolean hasData;
    private boolean dataIsOwn = true;
    private byte[] data = NOTHING;
    private int dataOffset;
    private int dataLength;
    private byte[] ownData = NOTHING;

    private boolean hasType;
    private String type = MESSAGE;
    private byte[] typeBytes = NOTHING;

    /** Receives the events, in their order. */
    @FunctionalInterface
    public interface Events {

        /**
         * One event.
         *
         * @param type its type, {@code message} when it has none
         * @param bytes holds its data, UTF-8; valid only during the call
         */
        void event(String type, byte[] bytes, int offset, int length);
    }

    /**
     * @param maxEventBytes the longest line and the most data of one event
     * @param events what to call for each event, within {@link #feed}
     */
    public SseReader(int maxEventBytes, Events events) {
        if (maxEventBytes < 1) {
            throw new IllegalArgumentException("maxEventBytes is " + maxEventBytes + "; it must be at least 1");
        }
        this.maxEventBytes = maxEventBytes;
        this.events = events;
    }

    /**
     * Takes the next bytes, all of them.
     *
     * @throws EventTooLargeException when an event grows beyond the limit; the reader is of no use after it
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

    /**
     * How much of an event has come that has not ended yet. At the end of the stream such an event is dropped, as the
     * text asks; that it was there says that the stream was cut.
     */
    public int pendingBytes() {
        boolean comment = lineLength > 0 && line[0] == ':';
        return (comment ? 0 : lineLength) + (hasData ? Math.max(dataLength, 1) : 0) + (hasType ? type.length() : 0);
    }

    private void feed(byte[] bytes, int from, int to) {
        int start = skipMark(bytes, from, to);
        for (int i = start; i < to; i++) {
            byte b = bytes[i];
            if (b != '\n' && b != '\r') {
                afterCr = false;
                continue;
            }
            if (b == '\n' && afterCr) {
                afterCr = false;
            } else {
                afterCr = b == '\r';
                endOfLine(bytes, start, i - start);
            }
            start = i + 1;
        }
        append(bytes, start, to - start);
        keepData();
    }

    private int skipMark(byte[] bytes, int from, int to) {
        int i = from;
        while (markSeen < BYTE_ORDER_MARK.length && i < to) {
            if (bytes[i] != BYTE_ORDER_MARK[markSeen]) {
                append(BYTE_ORDER_MARK, 0, markSeen);
                markSeen = BYTE_ORDER_MARK.length;
                return i;
            }
            markSeen++;
            i++;
        }
        return i;
    }

    private void append(byte[] bytes, int offset, int length) {
        if (length > 0) {
            line = room(line, lineLength, length);
            System.arraycopy(bytes, offset, line, lineLength, length);
            lineLength += length;
        }
    }

    private void endOfLine(byte[] bytes, int offset, int length) {
        if (lineLength == 0) {
            if (length > maxEventBytes) {
                throw new EventTooLargeException(maxEventBytes);
            }
            field(bytes, offset, length, false);
        } else {
            append(bytes, offset, length);
            int whole = lineLength;
            lineLength = 0;
            field(line, 0, whole, true);
        }
    }

    private void field(byte[] bytes, int offset, int length, boolean reused) {
        if (length == 0) {
            dispatch();
            return;
        }
        int end = offset + length;
        int colon = offset;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, end);
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        if (Arrays.equals(bytes, offset, colon, DATA, 0, DATA.length)) {
            data(bytes, value, end - value, reused);
        } else if (Arrays.equals(bytes, offset, colon, EVENT, 0, EVENT.length)) {
            type(bytes, value, end);
        }
    }

    private void data(byte[] bytes, int offset, int length, boolean reused) {
        if (hasData) {
            keepData();
            own((byte) '\n');
            own(bytes, offset, length);
            return;
        }
        hasData = true;
        data = bytes;
        dataOffset = offset;
        dataLength = length;
        dataIsOwn = false;
        if (reused) {
            keepData();
        }
    }

    /** Copies data that still stands in somebody else's buffer. */
    private void keepData() {
        if (!dataIsOwn) {
            byte[] source = data;
            int offset = dataOffset;
            int length = dataLength;
            dataIsOwn = true;
            data = ownData;
            dataOffset = 0;
            dataLength = 0;
            own(source, offset, length);
        }
    }

    private void own(byte... bytes) {
        own(bytes, 0, bytes.length);
    }

    private void own(byte[] bytes, int offset, int length) {
        ownData = room(ownData, dataLength, length);
        data = ownData;
        System.arraycopy(bytes, offset, ownData, dataLength, length);
        dataLength += length;
    }

    private void type(byte[] bytes, int from, int to) {
        if (!Arrays.equals(bytes, from, to, typeBytes, 0, typeBytes.length)) {
            typeBytes = Arrays.copyOfRange(bytes, from, to);
            type = new String(typeBytes, UTF_8);
        }
        hasType = to > from;
    }

    private void dispatch() {
        boolean complete = hasData;
        String name = hasType ? type : MESSAGE;
        hasData = false;
        hasType = false;
        dataIsOwn = true;
        if (complete) {
            events.event(name, data, dataOffset, dataLength);
        }
    }

    private byte[] room(byte[] bytes, int used, int more) {
        if (more > maxEventBytes - used) {
            throw new EventTooLargeException(maxEventBytes);
        }
        int needed = used + more;
        if (needed <= bytes.length) {
            return bytes;
        }
        int roomy = (int) Math.min(maxEventBytes, Math.max(needed, Math.max(256L, 2L * bytes.length)));
        return Arrays.copyOf(bytes, roomy);
    }
}
