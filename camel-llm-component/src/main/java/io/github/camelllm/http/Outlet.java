/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to a reply handler: one callback at a time and one ending, without a lock, so that a handler that holds
 * locks of its own cannot deadlock with a cancel. A failure from another thread waits for the running callback, whose
 * thread then delivers it.
 */
final class Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    private final ReplyHandler handler;
    private final Runnable abort;
    private final Runnable afterwards;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile Runnable lastCallback = () -> {};

    /**
     * @param abort runs first when the exchange ends before its time
     * @param afterwards runs once, after the last callback, when no other runs
     */
    Outlet(ReplyHandler handler, Runnable abort, Runnable afterwards) {
        this.handler = handler;
        this.abort = abort;
        this.afterwards = afterwards;
    }

    boolean isOver() {
        return over.get();
    }

    void started(HttpExchange exchange) {
        if (enter()) {
            guarded(() -> handler.started(exchange));
        }
    }

    void head(HttpHead head) {
        if (enter()) {
            guarded(() -> handler.head(head));
        }
    }

    /** @return whether the handler wants more */
    boolean data(ByteBuffer bytes) {
        handler.data(bytes);
        return !isOver();
    }

    /** Runs a step that calls {@link #data}, unless the exchange is over. */
    void step(Runnable step) {
        if (enter()) {
            guarded(step);
        }
    }

    /** @return whether this ended the exchange, as with the other two */
    boolean end() {
        return finish(() -> {}, handler::end);
    }

    boolean fail(TransportFailure reason) {
        return finish(abort, () -> handler.failed(reason));
    }

    boolean cancel() {
        return finish(abort, () -> {});
    }

    private boolean finish(Runnable first, Runnable callback) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        try {
            first.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("A connection could not be closed", e);
        }
        lastCallback = callback;
        if (busy.getAndIncrement() == 0) {
            settle();
        }
        return true;
    }

    private boolean enter() {
        if (!busy.compareAndSet(0, 1)) {
            return false;
        }
        if (over.get()) {
            leave();
            return false;
        }
        return true;
    }

    private void leave() {
        if (busy.decrementAndGet() != 0) {
            settle();
        }
    }

    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            // An error must not take the I/O thread and every other call with it.
            fail(Diagnosis.ofHandler(e));
        } finally {
            leave();
        }
    }

    private void settle() {
        try {
            lastCallback.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("A reply handler failed in its last callback", e);
        } finally {
            afterwards.run();
        }
    }
}
