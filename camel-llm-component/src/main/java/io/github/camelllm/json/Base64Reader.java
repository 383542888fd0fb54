/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A prefix and then bytes in base64, made while they are read. */
final class Base64Reader extends Reader {

    private static final int BLOCK = 3 * 1024;

    private final byte[] bytes;
    private char[] ready;
    private int readyAt;
    private int bytesAt;

    Base64Reader(String prefix, byte[] bytes) {
        this.ready = prefix.toCharArray();
        this.bytes = bytes;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (readyAt == ready.length && !more()) {
            return -1;
        }
        int now = Math.min(length, ready.length - readyAt);
        System.arraycopy(ready, readyAt, buffer, offset, now);
        readyAt += now;
        return now;
    }

    private boolean more() {
        if (bytesAt == bytes.length) {
            return false;
        }
        int end = Math.min(bytes.length, bytesAt + BLOCK);
        byte[] block = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, bytesAt, end));
        ready = new String(block, StandardCharsets.ISO_8859_1).toCharArray();
        readyAt = 0;
        bytesAt = end;
        return true;
    }

    @Override
    public void close() {}
}
