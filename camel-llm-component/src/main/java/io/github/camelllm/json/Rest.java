/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import java.io.OutputStream;

/** Takes what a parser has not read yet, and says whether it is white space. Not thread-safe. */
final class Rest extends OutputStream {

    private boolean blank = true;

    void restart() {
        blank = true;
    }

    boolean isBlank() {
        return blank;
    }

    @Override
    public void write(int b) {
        blank &= b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = offset; blank && i < offset + length; i++) {
            write(bytes[i]);
        }
    }
}
