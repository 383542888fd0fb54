/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import io.github.camelllm.camel.LlmStream;
import io.github.camelllm.model.StreamEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes events as they come; asks for the next one when there is room for it. */
final class SseSubscriber implements Flow.Subscriber<StreamEvent> {

    private static final Flow.Subscription NONE = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final LlmStream stream;
    private final ChunkWriter writer;
    private final Runnable done;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile Flow.Subscription subscription = NONE;

    SseSubscriber(HttpServerRequest request, LlmStream stream, ChunkWriter writer, Runnable done) {
        this.connection = request.connection();
        this.response = request.response();
        this.stream = stream;
        this.writer = writer;
        this.done = done;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        response.closeHandler(closed -> gone());
        if (response.closed()) {
            gone();
            return;
        }
        response.setChunked(true);
        response.putHeader("Content-Type", "text/event-stream; charset=utf-8");
        response.putHeader("Cache-Control", "no-cache");
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(StreamEvent event) {
        if (over.get()) {
            return;
        }
        String text = writer.of(event);
        if (!text.isEmpty()) {
            response.write(text);
        }
        if (response.writeQueueFull()) {
            response.drainHandler(room -> subscription.request(1));
        } else {
            subscription.request(1);
        }
    }

    /** The last words are the failure; then the connection is closed without a proper end. */
    @Override
    public void onError(Throwable problem) {
        if (over.compareAndSet(false, true)) {
            response.write(ChunkWriter.failure(problem)).onComplete(written -> connection.close());
        }
    }

    @Override
    public void onComplete() {
        if (over.compareAndSet(false, true)) {
            response.end().onComplete(ended -> finish());
        }
    }

    /** The connection is closed: nobody pays for more. Camel is told that the answer has ended, so that it writes none. */
    private void gone() {
        over.set(true);
        stream.close();
        if (!response.ended()) {
            response.end();
        }
        finish();
    }

    private void finish() {
        if (finished.compareAndSet(false, true)) {
            done.run();
        }
    }
}
