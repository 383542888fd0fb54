/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.http.HttpTransport;
import io.github.camelllm.http.TransportConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One transport for each distinct configuration, made when it is first needed. Thread-safe. */
final class Transports implements AutoCloseable {

    private final Function<TransportConfig, HttpTransport> factory;
    private final Map<TransportConfig, HttpTransport> open = new HashMap<>();
    /** Most clients have one. */
    private volatile @Nullable Used last;

    private boolean closed;

    private record Used(TransportConfig config, HttpTransport transport) {}

    Transports(Function<TransportConfig, HttpTransport> factory) {
        this.factory = factory;
    }

    @SuppressWarnings("ReferenceEquality") // the quick way; an equal one is found by find
    HttpTransport of(TransportConfig config) {
        Used used = last;
        return used != null && used.config == config ? used.transport : find(config);
    }

    private synchronized HttpTransport find(TransportConfig config) {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
        HttpTransport transport = open.computeIfAbsent(config, factory);
        last = new Used(config, transport);
        return transport;
    }

    synchronized Map<TransportConfig, HttpTransport> all() {
        return Map.copyOf(open);
    }

    @Override
    public void close() {
        Map<TransportConfig, HttpTransport> all;
        synchronized (this) {
            closed = true;
            last = null;
            all = Map.copyOf(open);
            open.clear();
        }
        RuntimeException first = null;
        for (HttpTransport transport : all.values()) {
            try {
                transport.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
