/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.Function;

/** The bytes of items that come one after the other; a read gives what is there and does not wait for more. */
final class IteratorInputStream extends InputStream {

    private final Iterator<Object> items;
    private final Function<Object, byte[]> bytes;
    private final Runnable closing;
    private byte[] current = new byte[0];
    private int at;

    IteratorInputStream(Iterator<Object> items, Function<Object, byte[]> bytes, Runnable closing) {
        this.items = items;
        this.bytes = bytes;
        this.closing = closing;
    }

    @Override
    public int read() throws IOException {
        return more() ? current[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int now = Math.min(length, current.length - at);
        System.arraycopy(current, at, target, offset, now);
        at += now;
        return now;
    }

    @Override
    public int available() {
        return current.length - at;
    }

    @Override
    public void close() {
        closing.run();
    }

    private boolean more() throws IOException {
        try {
            while (at == current.length) {
                if (!items.hasNext()) {
                    return false;
                }
                current = bytes.apply(items.next());
                at = 0;
            }
            return true;
        } catch (RuntimeException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
    }
}
