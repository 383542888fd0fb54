/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * One call in flight: what has happened so far, who must be told, and what must be closed when it ends early. Everything
 * may be called from any thread.
 */
final class Exchange implements HttpExchange {

    private final HttpCall call;
    private final Outlet outlet;
    private final Timing timing;
    private final Window window;
    private final Diagnosis diagnosis;
    private final Consumer<Exchange> onOver;
    private volatile boolean opened;
    private volatile boolean sent;
    private volatile boolean aborted;
    private volatile @Nullable Unpacker unpacker;
    private volatile @Nullable Future<?> future;
    private volatile @Nullable AsyncExecRuntime runtime;
    private volatile @Nullable IOSession session;

    Exchange(
            HttpCall call,
            ReplyHandler handler,
            TransportConfig config,
            LongSupplier clock,
            Consumer<Exchange> onOver) {
        this.call = call;
        this.outlet = new Outlet(handler, this::abort, this::release);
        this.timing = new Timing(clock, call, config.connectionRequestTimeout());
        this.window = new Window(config.windowBytes());
        this.diagnosis = new Diagnosis(target(call), call, config);
        this.onOver = onOver;
    }

    private static String target(HttpCall call) {
        int port = call.uri().getPort();
        return call.uri().getScheme() + "://" + call.uri().getHost() + (port < 0 ? "" : ":" + port);
    }

    HttpCall call() {
        return call;
    }

    Outlet outlet() {
        return outlet;
    }

    Window window() {
        return window;
    }

    Diagnosis diagnosis() {
        return diagnosis;
    }

    Phase phase() {
        return timing.phase();
    }

    boolean isOver() {
        return outlet.isOver();
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
            broken(e);
        }
    }

    void ask(CapacityChannel channel) throws IOException {
        if (!call.streaming() || isOver()) {
            channel.update(Integer.MAX_VALUE);
        } else if (window.ask(channel)) {
            timing.progress();
        }
    }

    /** The engine has begun with it; from now on ending it early means closing this endpoint. */
    boolean attach(AsyncExecRuntime execRuntime) {
        runtime = execRuntime;
        return !closedMeanwhile();
    }

    void attach(Future<?> engineFuture) {
        future = engineFuture;
        closedMeanwhile();
    }

    boolean connecting() {
        opened = true;
        timing.enter(Phase.CONNECTING);
        return !aborted;
    }

    /** A socket is open, TLS or a tunnel may follow. */
    void connected(IOSession ioSession) {
        session = ioSession;
        closedMeanwhile();
    }

    /** The connection is ready for the request. */
    boolean ready() {
        timing.enter(Phase.SENDING);
        session = null;
        return !closedMeanwhile();
    }

    void sending() {
        sent = true;
    }

    void progress() {
        timing.progress();
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

    void broken(Throwable thrown) {
        if (!isOver()) {
            fail(diagnosis.of(thrown, phase(), !opened, sent));
        }
    }

    void closed() {
        fail(diagnosis.closed(sent));
    }

    void checkDeadlines() {
        if (!isOver()) {
            timing.passed(window.closed()).ifPresent(passed -> fail(diagnosis.deadline(passed, sent)));
        }
    }

    /** Closes what the engine has opened for this exchange; its own cancel may leave a stalled connection open. */
    private void abort() {
        aborted = true;
        Future<?> engine = future;
        if (engine != null) {
            engine.cancel(true);
        }
        AsyncExecRuntime endpoint = runtime;
        if (endpoint != null) {
            endpoint.discardEndpoint();
        }
        IOSession socket = session;
        if (socket != null) {
            socket.close(CloseMode.IMMEDIATE);
        }
    }

    private boolean closedMeanwhile() {
        boolean closed = aborted;
        if (closed) {
            abort();
        }
        return closed;
    }

    private void release() {
        Unpacker held = unpacker;
        if (held != null) {
            held.close();
        }
        onOver.accept(this);
    }
}
