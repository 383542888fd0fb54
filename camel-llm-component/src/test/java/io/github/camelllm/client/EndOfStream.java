/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.StreamEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Reads a stream to its end and keeps only that. */
final class EndOfStream implements Flow.Subscriber<StreamEvent> {

    final CompletableFuture<Void> end = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StreamEvent event) {
        // only the end counts
    }

    @Override
    public void onError(Throwable problem) {
        end.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
