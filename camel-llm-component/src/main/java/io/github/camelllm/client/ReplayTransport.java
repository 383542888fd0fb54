/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpCall;
import io.github.camelllm.http.HttpExchange;
import io.github.camelllm.http.HttpHead;
import io.github.camelllm.http.HttpTransport;
import io.github.camelllm.http.ReplyHandler;
import io.github.camelllm.http.TransportStats;

/** Answers each call with the same body, at once and without a network. */
record ReplayTransport(RecordedBody body) implements HttpTransport {

    private static final HttpExchange OVER = new HttpExchange() {
        @Override
        public boolean cancel() {
            return false;
        }

        @Override
        public void firstContent() {
            // no deadline runs
        }

        @Override
        public void consumed(int bytes) {
            // nothing is held back
        }
    };

    @Override
    public HttpExchange send(HttpCall call, ReplyHandler handler) {
        handler.started(OVER);
        handler.head(new HttpHead(200, Headers.of("Content-Type", body.contentType())));
        handler.data(body.bytes());
        handler.end();
        return OVER;
    }

    @Override
    public TransportStats stats() {
        return new TransportStats(0, 0, 0, 0, 0);
    }

    @Override
    public void close() {
        // there is nothing to close
    }
}
