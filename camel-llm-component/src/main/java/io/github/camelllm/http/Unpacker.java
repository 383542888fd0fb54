/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.DataFormatException;

/** Takes a content coding off a body, piece by piece, holding nothing back. Not thread-safe. */
interface Unpacker {

    /** Takes unpacked bytes; says whether to go on. */
    @FunctionalInterface
    interface Sink {
        boolean accept(ByteBuffer bytes);
    }

    /** Takes all of the packed bytes, unless the sink says stop. */
    void feed(ByteBuffer packed, Sink sink) throws DataFormatException;

    /** Whether the packed data is whole, so that the body may end here. */
    boolean whole();

    /** Frees what it holds. */
    void close();

    /** For a {@code Content-Encoding}; empty is none. */
    static Unpacker of(String encoding) throws DataFormatException {
        return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> new Plain();
            case "gzip", "x-gzip" -> new Gunzip();
            case "deflate" -> new Inflate();
            default ->
                throw new DataFormatException("the server sent Content-Encoding '" + encoding
                        + "', which was not asked for; gzip, deflate and identity can be read");
        };
    }

    /** No coding. */
    final class Plain implements Unpacker {
        @Override
        public void feed(ByteBuffer packed, Sink sink) {
            int end = packed.limit();
            sink.accept(packed);
            packed.position(end);
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public void close() {}
    }
}
