/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Lets tests of other packages see how replies are read. */
public final class Received {

    private static final int LONGEST_PIECE = 5;

    private Received() {}

    /** The field as a server sent it; empty when its name is none. */
    public static Optional<HttpHeader> field(String name, String value) {
        return HttpHeader.isName(name) ? Optional.of(HttpHeader.received(name, value)) : Optional.empty();
    }

    /** Whether the coding can be read. */
    public static boolean contentCoding(String value) {
        try {
            Unpacker.of(value).close();
            return true;
        } catch (DataFormatException unknown) {
            return false;
        }
    }

    /** The body; null when it is refused or not whole. */
    public static byte @Nullable [] unpack(String coding, byte[] packed, boolean inPieces) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            Unpacker unpacker = Unpacker.of(coding);
            try {
                int step = inPieces ? 1 + packed.length % LONGEST_PIECE : Math.max(1, packed.length);
                for (int at = 0; at < packed.length; at += step) {
                    ByteBuffer piece = ByteBuffer.wrap(packed, at, Math.min(step, packed.length - at));
                    unpacker.feed(piece, bytes -> {
                        body.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                        return true;
                    });
                }
                return unpacker.whole() ? body.toByteArray() : null;
            } finally {
                unpacker.close();
            }
        } catch (DataFormatException refused) {
            return null;
        }
    }
}
