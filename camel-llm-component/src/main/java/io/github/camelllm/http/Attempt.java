/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** One go of an exchange at the engine, and what must be closed to end it early. Thread-safe. */
final class Attempt {

    private final Exchange exchange;
    private final int number;
    private volatile boolean opened;
    private volatile boolean sent;
    private volatile @Nullable Future<?> future;
    private volatile @Nullable AsyncExecRuntime runtime;
    private volatile @Nullable IOSession session;

    Attempt(Exchange exchange, int number) {
        this.exchange = exchange;
        this.number = number;
    }

    int number() {
        return number;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Whether a byte of the request may have gone out. */
    boolean sent() {
        return sent;
    }

    /** Whether it got a connection that had served another call before. */
    boolean reused() {
        return !opened;
    }

    /** The engine has begun; from now on ending it early means closing this endpoint. */
    boolean attach(AsyncExecRuntime execRuntime) {
        runtime = execRuntime;
        return goesOn();
    }

    void attach(Future<?> engineFuture) {
        future = engineFuture;
        goesOn();
    }

    boolean connecting() {
        opened = true;
        exchange.timing().enter(Phase.CONNECTING);
        return goesOn();
    }

    /** A socket is open; TLS or a tunnel may follow. */
    void connected(IOSession ioSession) {
        session = ioSession;
        goesOn();
    }

    /** The connection is ready for the request. */
    boolean ready() {
        exchange.timing().enter(Phase.SENDING);
        session = null;
        return goesOn();
    }

    /** The request is being written. The engine may have opened a lost connection again after it was ready. */
    void sending() {
        sent = true;
        exchange.timing().enter(Phase.SENDING);
    }

    void broken(Throwable thrown) {
        exchange.broken(this, thrown);
    }

    /** Whether nothing can have reached the server over the kept connection that broke. */
    boolean mayBeRepeated(Throwable thrown) {
        return thrown instanceof IOException
                && reused()
                && !sent
                && exchange.timing().phase() == Phase.SENDING;
    }

    private boolean goesOn() {
        if (exchange.isAborted()) {
            abort();
            return false;
        }
        return true;
    }

    /** Closes what the engine has opened; its own cancel may leave a stalled connection open. */
    void abort() {
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
}
