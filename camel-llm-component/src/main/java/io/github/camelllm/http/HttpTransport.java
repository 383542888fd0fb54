/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

/**
 * Sends HTTP calls without a thread waiting for any of them. Thread-safe; one instance serves every call of one
 * {@link TransportConfig}.
 */
public interface HttpTransport extends AutoCloseable {

    /**
     * Starts the exchange and returns at once. Never blocks and never throws for a network fault: that goes to
     * {@link ReplyHandler#failed}, possibly before this method has returned.
     */
    HttpExchange send(HttpCall call, ReplyHandler handler);

    /** The connections at this moment. */
    TransportStats stats();

    /** Closes at once: every call in flight gets {@link ReplyHandler#failed}, later calls fail without being sent. */
    @Override
    void close();
}
