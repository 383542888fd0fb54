/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import java.util.Iterator;

/** Filling for a body that is larger than anybody wants to hold. */
final class Filler implements Iterator<Frame> {

    private static final int PIECE = 16 * 1024;
    private long left;

    Filler(long bytes) {
        this.left = bytes;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Frame next() {
        int size = (int) Math.min(PIECE, left);
        left -= size;
        return Frame.of(Frame.Kind.CONTENT, "[".repeat(size));
    }
}
