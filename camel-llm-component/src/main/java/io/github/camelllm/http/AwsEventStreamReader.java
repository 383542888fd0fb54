/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of an {@code application/vnd.amazon.eventstream}, however the bytes are cut. (Amazon event stream
 * specification of smithy-lang/smithy, read 2026-11-25) Both checksums of each message are checked: the first before its
 * lengths are believed. The limits of the specification bind servers, not readers, so there is one of our own. Not
 * thread-safe: one reader, one reply, one thread at a time.
 */
public final class AwsEventStreamReader {

    private static final int CHECKED = 8;
    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final int SMALLEST = PRELUDE + CHECKSUM;
    private static final int FIRST_ROOM = 256;
    private static final byte[] NOTHING = {};

    private final int maxMessageBytes;
    private final Messages messages;
    private final CRC32 crc = new CRC32();

    private byte[] held = NOTHING;
    private int heldLength;
    private int wanted = PRELUDE;

    private byte[] headerBytes = NOTHING;
    private @Nullable AwsHeaders headers;

    /** Receives the messages, in their order. */
    @FunctionalInterface
    public interface Messages {

        /**
         * One message.
         *
         * @param headers its header fields
         * @param bytes holds its payload; valid only during the call
         */
        void message(AwsHeaders headers, byte[] bytes, int offset, int length);
    }

    /**
     * @param maxMessageBytes the longest message
     * @param messages what to call for each message, within {@link #feed}
     */
    public AwsEventStreamReader(int maxMessageBytes, Messages messages) {
        if (maxMessageBytes < SMALLEST) {
            throw new IllegalArgumentException(
                    "maxMessageBytes is " + maxMessageBytes + "; it must be at least " + SMALLEST);
        }
        this.maxMessageBytes = maxMessageBytes;
        this.messages = messages;
    }

    /**
     * Takes the next bytes, all of them.
     *
     * @throws EventTooLargeException when a message is longer than the limit
     * @throws MalformedMessageException when a checksum, a length or a header is wrong. The reader is of no use after
     *     either, since nothing tells where the next message begins
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

    /** How much of a message has come that is not whole yet; more than none at the end says that the stream was cut. */
    public int pendingBytes() {
        return heldLength;
    }

    private void feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int whole = heldLength == 0 && to - at >= PRELUDE ? length(bytes, at) : Integer.MAX_VALUE;
            if (whole <= to - at) {
                message(bytes, at, whole);
                at += whole;
            } else {
                at += hold(bytes, at, to);
            }
        }
    }

    /** Keeps what belongs to the message that has begun, and hands it on once it is whole. */
    private int hold(byte[] bytes, int from, int to) {
        int taken = Math.min(wanted - heldLength, to - from);
        room(heldLength + taken);
        System.arraycopy(bytes, from, held, heldLength, taken);
        heldLength += taken;
        if (heldLength == wanted && wanted == PRELUDE) {
            wanted = length(held, 0);
        } else if (heldLength == wanted) {
            heldLength = 0;
            wanted = PRELUDE;
            message(held, 0, number(held, 0));
        }
        return taken;
    }

    private void room(int needed) {
        if (needed > held.length) {
            held = Arrays.copyOf(held, (int)
                    Math.max(needed, Math.max(FIRST_ROOM, Math.min(2L * held.length, maxMessageBytes))));
        }
    }

    /** The length of the message, from its prelude. */
    private int length(byte[] bytes, int at) {
        if (checksum(bytes, at, CHECKED) != number(bytes, at + CHECKED)) {
            throw new MalformedMessageException("the checksum of its lengths is wrong");
        }
        int length = number(bytes, at);
        int ofHeaders = number(bytes, at + 4);
        if (length < 0 || length > maxMessageBytes) {
            throw new EventTooLargeException(maxMessageBytes);
        }
        if (length < SMALLEST || ofHeaders < 0 || ofHeaders > length - SMALLEST) {
            throw new MalformedMessageException(
                    "its lengths are impossible: " + length + " bytes in all, " + ofHeaders + " of headers");
        }
        return length;
    }

    private void message(byte[] bytes, int at, int length) {
        int end = at + length - CHECKSUM;
        if (checksum(bytes, at, length - CHECKSUM) != number(bytes, end)) {
            throw new MalformedMessageException("its checksum is wrong");
        }
        int headersLength = number(bytes, at + 4);
        int payload = at + PRELUDE + headersLength;
        messages.message(headers(bytes, at + PRELUDE, payload), bytes, payload, end - payload);
    }

    /** Most messages of a stream have the same headers, byte for byte, as the one before. */
    private AwsHeaders headers(byte[] bytes, int from, int to) {
        AwsHeaders known = headers;
        if (known == null || !Arrays.equals(headerBytes, 0, headerBytes.length, bytes, from, to)) {
            known = AwsHeaders.read(bytes, from, to);
            headers = known;
            headerBytes = Arrays.copyOfRange(bytes, from, to);
        }
        return known;
    }

    private int checksum(byte[] bytes, int at, int length) {
        crc.reset();
        crc.update(bytes, at, length);
        return (int) crc.getValue();
    }

    private static int number(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }
}
