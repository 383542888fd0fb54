/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * The receive window of one stream: the engine asks for capacity when it has used up what it had, and gets it as soon as
 * at most half a window is outstanding. Thread-safe.
 */
final class Window {

    private final int size;
    private final AtomicLong outstanding = new AtomicLong();
    private final AtomicReference<@Nullable CapacityChannel> waiting = new AtomicReference<>();

    Window(int size) {
        this.size = size;
    }

    /** Whether the reader, not the server, is what the stream waits for. */
    boolean closed() {
        return waiting.get() != null;
    }

    void delivered(int bytes) {
        outstanding.addAndGet(bytes);
    }

    /** @return whether reading goes on */
    boolean ask(CapacityChannel channel) throws IOException {
        waiting.set(channel);
        return open();
    }

    /** @return whether this opened a closed window */
    boolean consumed(int bytes) throws IOException {
        outstanding.addAndGet(-bytes);
        return open();
    }

    private boolean open() throws IOException {
        long out = Math.max(0, outstanding.get());
        if (out > size / 2 || waiting.get() == null) {
            return false;
        }
        CapacityChannel channel = waiting.getAndSet(null);
        if (channel == null) {
            return false;
        }
        channel.update((int) Math.max(1, size - out));
        return true;
    }
}
