/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * One call in flight: how far it is, who must be told, and what is to be closed when it ends early. Everything may be
 * called from any thread.
 */
final class Exchange implements HttpExchange {

    /** How often a call may meet a kept connection that the server has closed, before anything of it is sent. */
    private static final int MAX_ATTEMPTS = 4;

    /** What an exchange needs of the transport. */
    interface Home {
        void start(Attempt attempt);

        void over(Exchange exchange);
    }

    private final HttpCall call;
    private final Home home;
    private final Outlet outlet;
    private final Timing timing;
    private final Window window;
    private final Diagnosis diagnosis;
    private volatile boolean aborted;
    private final AtomicReference<Attempt> current = new AtomicReference<>(new Attempt(this, 1));
    private volatile @Nullable Unpacker unpacker;

    Exchange(HttpCall call, ReplyHandler handler, TransportConfig config, LongSupplier clock, Home home) {
        this.call = call;
        this.home = home;
        this.outlet = new Outlet(handler, this::abort, this::release);
        this.timing = new Timing(clock, call, config.connectionRequestTimeout());
        this.window = new Window(config.windowBytes());
        this.diagnosis = new Diagnosis(call, config);
    }

    HttpCall call() {
        return call;
    }

    Outlet outlet() {
        return outlet;
    }

    Timing timing() {
        return timing;
    }

    Window window() {
        return window;
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    boolean isOver() {
        return outlet.isOver();
    }

    /** Whether it was ended before its time. */
    boolean isAborted() {
        return aborted;
    }

    void start() {
        home.start(current.get());
    }

    @Override
    public boolean cancel() {
        return outlet.cancel();
    }

    @Override
    public void firstContent() {
        timing.contentSeen();
    }

    @Override
    public void consumed(int bytes) {
        if (!call.streaming()) {
            return;
        }
        try {
            if (window.consumed(bytes)) {
                timing.progress();
            }
        } catch (IOException e) {
            broken(current.get(), e);
        }
    }

    void ask(CapacityChannel channel) throws IOException {
        if (!call.streaming() || isOver()) {
            channel.update(Integer.MAX_VALUE);
        } else if (window.ask(channel)) {
            timing.progress();
        }
    }

    void replyBegins(Unpacker bodyUnpacker) {
        unpacker = bodyUnpacker;
        timing.enter(Phase.REPLY);
    }

    @Nullable
    Unpacker unpacker() {
        return unpacker;
    }

    void end() {
        outlet.end();
    }

    void fail(TransportFailure failure) {
        outlet.fail(failure);
    }

    /** The engine tells the end of an attempt several times; that of an earlier one is of no interest. */
    void broken(Attempt which, Throwable thrown) {
        if (isOver() || which != current.get()) {
            return;
        }
        if (which.number() < MAX_ATTEMPTS && which.mayBeRepeated(thrown)) {
            Attempt next = new Attempt(this, which.number() + 1);
            if (current.compareAndSet(which, next)) {
                timing.enter(Phase.QUEUED);
                home.start(next);
            }
        } else {
            fail(diagnosis.of(thrown, timing.phase(), which.reused(), which.sent()));
        }
    }

    void closed() {
        fail(diagnosis.closed(current.get().sent()));
    }

    void checkDeadlines() {
        if (!isOver()) {
            timing.passed(window.closed())
                    .ifPresent(passed ->
                            fail(diagnosis.deadline(passed, current.get().sent())));
        }
    }

    private void abort() {
        aborted = true;
        current.get().abort();
    }

    private void release() {
        Unpacker held = unpacker;
        if (held != null) {
            held.close();
        }
        home.over(this);
    }
}
