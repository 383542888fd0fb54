/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.StreamEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Calls that were refused before anything was sent. */
final class Refused {
    private Refused() {}

    static <T> Call<T> call(LlmException why) {
        return new Call<>() {
            @Override
            public CompletionStage<T> result() {
                return CompletableFuture.failedStage(why);
            }

            @Override
            public void cancel() {
                // it is over already
            }
        };
    }

    static StreamCall stream(LlmException why) {
        EventQueue events = new EventQueue(bytes -> {}, () -> {}, new Unwatched());
        events.close(why);
        return new StreamCall() {
            @Override
            public CompletionStage<Void> started() {
                return CompletableFuture.failedStage(why);
            }

            @Override
            public Flow.Publisher<StreamEvent> events() {
                return events;
            }

            @Override
            public void cancel() {
                // it is over already
            }
        };
    }

    /** What was never sent holds no connection. */
    private static final class Unwatched implements EventQueue.Attention {
        @Override
        public void active() {
            // nobody waits for it
        }

        @Override
        public void paused() {
            // it may pause for ever
        }
    }
}
