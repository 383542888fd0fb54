/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.net.SocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the connection pool: tells an exchange when it begins to connect, looks names up first, and gives the
 * exchange its socket as soon as there is one, since the engine's cancel leaves a silent TLS handshake open.
 */
final class ConnectionGate implements AsyncClientConnectionManager {

    private final PoolingAsyncClientConnectionManager pool;
    private final HostLookup lookup;
    private final ProxyRoutes routes;

    ConnectionGate(PoolingAsyncClientConnectionManager pool, HostLookup lookup, ProxyRoutes routes) {
        this.pool = pool;
        this.lookup = lookup;
        this.routes = routes;
    }

    @Override
    public Future<AsyncConnectionEndpoint> lease(
            String id,
            HttpRoute route,
            @Nullable Object state,
            Timeout requestTimeout,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        return pool.lease(id, route, state, requestTimeout, callback);
    }

    @Override
    public Future<AsyncConnectionEndpoint> connect(
            AsyncConnectionEndpoint endpoint,
            ConnectionInitiator initiator,
            @Nullable Timeout connectTimeout,
            @Nullable Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        Attempt attempt = CallContext.attempt(context);
        ComplexFuture<AsyncConnectionEndpoint> future = new ComplexFuture<>(callback);
        if (!attempt.connecting()) {
            future.cancel();
            return future;
        }
        Future<?> unused = lookup.prepare(routes.firstHop(attempt.exchange().call()))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        future.failed(exception(failure));
                    } else if (attempt.exchange().isOver()) {
                        future.cancel();
                    } else {
                        future.setDependency(pool.connect(
                                endpoint,
                                watched(initiator, attempt),
                                connectTimeout,
                                attachment,
                                context,
                                new Completing(future)));
                    }
                });
        return future;
    }

    private static Exception exception(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }

    private static ConnectionInitiator watched(ConnectionInitiator initiator, Attempt attempt) {
        return (NamedEndpoint remote,
                SocketAddress address,
                SocketAddress local,
                Timeout timeout,
                Object attachment,
                FutureCallback<IOSession> callback) ->
                initiator.connect(remote, address, local, timeout, attachment, new CallbackContribution<>(callback) {
                    @Override
                    public void completed(IOSession session) {
                        attempt.connected(session);
                        callback.completed(session);
                    }
                });
    }

    @Override
    public void release(AsyncConnectionEndpoint endpoint, @Nullable Object newState, TimeValue validDuration) {
        pool.release(endpoint, newState, validDuration);
    }

    @Override
    public void upgrade(AsyncConnectionEndpoint endpoint, @Nullable Object attachment, HttpContext context) {
        pool.upgrade(endpoint, attachment, context);
    }

    @Override
    public void upgrade(
            AsyncConnectionEndpoint endpoint,
            @Nullable Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        pool.upgrade(endpoint, attachment, context, callback);
    }

    @Override
    public void close(CloseMode mode) {
        pool.close(mode);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Passes a connection attempt's end on to the future that stands for it. */
    private record Completing(ComplexFuture<AsyncConnectionEndpoint> future)
            implements FutureCallback<AsyncConnectionEndpoint> {

        @Override
        public void completed(AsyncConnectionEndpoint endpoint) {
            future.completed(endpoint);
        }

        @Override
        public void failed(Exception failure) {
            future.failed(failure);
        }

        @Override
        public void cancelled() {
            future.cancel();
        }
    }
}
