/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpExchange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds on to the exchange of a run, also before there is one. Thread-safe. */
final class Line {

    private @Nullable HttpExchange exchange;
    private boolean hungUp;
    private volatile Consumer<LlmException> login = why -> {};

    /** The exchange exists; it is cancelled at once when the caller gave up before. */
    void opened(HttpExchange opened) {
        boolean late;
        synchronized (this) {
            exchange = opened;
            late = hungUp;
        }
        if (late) {
            opened.cancel();
        }
    }

    /** Gives up; whether it was this call that ended the exchange, so that nothing more will be heard of it. */
    boolean hangUp() {
        HttpExchange open;
        synchronized (this) {
            if (exchange == null) {
                boolean first = !hungUp;
                hungUp = true;
                return first;
            }
            open = exchange;
        }
        return open.cancel();
    }

    /** Whether there is an exchange: before, nothing is sent, and after hanging up nothing will be. */
    synchronized boolean begun() {
        return exchange != null;
    }

    /** The login of the call wants to know why it fails. */
    void authorized(Consumer<LlmException> refused) {
        login = refused;
    }

    /** The call failed. */
    void failed(LlmException why) {
        try {
            login.accept(why);
        } catch (RuntimeException | Error e) {
            why.addSuppressed(e);
        }
    }

    synchronized boolean hungUp() {
        return hungUp;
    }

    void firstContent() {
        HttpExchange open = current();
        if (open != null) {
            open.firstContent();
        }
    }

    void consumed(int bytes) {
        HttpExchange open = current();
        if (open != null && bytes > 0) {
            open.consumed(bytes);
        }
    }

    private synchronized @Nullable HttpExchange current() {
        return exchange;
    }
}
