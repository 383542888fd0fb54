/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads a stream to its end and gives all its events at once. */
final class WholeStream implements Call<WholeStream.Events>, Flow.Subscriber<StreamEvent> {

    private final StreamCall call;
    private final List<StreamEvent> events = new ArrayList<>();
    private final CompletableFuture<Events> result = new CompletableFuture<>();
    private boolean done;

    /** A whole stream. */
    record Events(List<StreamEvent> all, List<Notice> notices) {}

    WholeStream(StreamCall call) {
        this.call = call;
        call.events().subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StreamEvent event) {
        events.add(event);
        done = done || event instanceof StreamEvent.Done;
    }

    @Override
    public void onError(Throwable problem) {
        result.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        if (done) {
            result.complete(new Events(List.copyOf(events), call.notices()));
        } else {
            result.completeExceptionally(endless());
        }
    }

    /** A stream ended, but not with its answer. */
    static LlmException endless() {
        return ErrorDetails.of(ErrorKind.STREAM_INTERRUPTED, "the stream ended without its last event")
                .exception();
    }

    @Override
    public CompletionStage<Events> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        call.cancel();
    }

    @Override
    public Map<String, Long> remainingLimits() {
        return call.remainingLimits();
    }
}
