/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of one message of an AWS event stream. Immutable.
 *
 * @param values by name: Boolean, Byte, Short, Integer, Long, byte array, String, Instant or UUID, as the wire has them
 */
public record AwsHeaders(Map<String, Object> values) {

    public AwsHeaders {
        values = Map.copyOf(values);
    }

    /** The text of that name; null when there is none, or it is no text. */
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /**
     * Reads the fields.
     *
     * @throws MalformedMessageException when they are not what the specification says
     */
    static AwsHeaders read(byte[] bytes, int from, int to) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            while (in.hasRemaining()) {
                String name = text(in, in.get() & 0xff);
                if (name.isEmpty()) {
                    throw new MalformedMessageException("a header has no name");
                }
                if (values.put(name, value(in, in.get())) != null) {
                    throw new MalformedMessageException("a header stands in it twice");
                }
            }
        } catch (BufferUnderflowException e) {
            throw new MalformedMessageException("a header is longer than the headers together");
        }
        return new AwsHeaders(values);
    }

    private static Object value(ByteBuffer in, byte type) {
        return switch (type) {
            case 0 -> true;
            case 1 -> false;
            case 2 -> in.get();
            case 3 -> in.getShort();
            case 4 -> in.getInt();
            case 5 -> in.getLong();
            case 6 -> bytes(in, in.getShort() & 0xffff);
            case 7 -> text(in, in.getShort() & 0xffff);
            case 8 -> Instant.ofEpochMilli(in.getLong());
            case 9 -> new UUID(in.getLong(), in.getLong());
            default -> throw new MalformedMessageException("a header has the unknown type " + type);
        };
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[checked(in, length)];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in, int length) {
        ByteBuffer text = in.slice(in.position(), checked(in, length));
        in.position(in.position() + length);
        try {
            return UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException("a header is not UTF-8");
        }
    }

    private static int checked(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }
}
