/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Bytes as they are. */
record PlainWire(SocketChannel channel) implements Wire {

    private static final int SLICE = 64 * 1024;

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /** In slices, because the JDK copies each write of a heap buffer into a direct one of the same size. */
    @Override
    public boolean write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            ByteBuffer slice = from.slice(from.position(), Math.min(SLICE, from.remaining()));
            int written = channel.write(slice);
            from.position(from.position() + written);
            if (slice.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void goodbye() {}
}
