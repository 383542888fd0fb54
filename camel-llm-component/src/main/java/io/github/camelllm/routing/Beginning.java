/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.client.StreamCall;
import io.github.camelllm.model.ChatRequest;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Asks for a stream, and has it with its first content. */
record Beginning(ChatRequest request) implements Work<StreamCall> {

    @Override
    public Call<StreamCall> begin(RouterTarget target, Map<String, String> context, CallListener heard) {
        return new Begun(target.backend().stream(request, context, heard));
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    /** A stream until its first content. */
    private record Begun(StreamCall call) implements Call<StreamCall> {

        @Override
        public CompletionStage<StreamCall> result() {
            return call.started().thenApply(begun -> call);
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
}
