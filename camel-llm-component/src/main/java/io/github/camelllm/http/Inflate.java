/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** deflate as servers mean it: with the zlib frame of RFC 1950, or raw. */
final class Inflate implements Unpacker {

    private static final int BUFFER = 4096;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final byte[] out = new byte[BUFFER];
    private @Nullable Inflater inflater;

    @Override
    public void feed(ByteBuffer packed, Sink sink) throws DataFormatException {
        Inflater current = inflater;
        if (current == null) {
            if (!packed.hasRemaining()) {
                return;
            }
            boolean zlib = (packed.get(packed.position()) & 0x0f) == 8;
            current = new Inflater(!zlib);
            inflater = current;
        }
        current.setInput(packed);
        int n = current.inflate(out);
        while (n > 0 && sink.accept(ByteBuffer.wrap(out, 0, n))) {
            n = current.inflate(out);
        }
        current.setInput(NOTHING);
        if (current.needsDictionary()) {
            throw new DataFormatException("the deflate data wants a dictionary");
        }
        packed.position(packed.limit());
    }

    @Override
    public boolean whole() {
        return inflater == null || inflater.finished();
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
