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
import io.github.camelllm.model.Message;
import java.util.Map;

/**
 * Asks for the rest of an answer, from targets that are declared to go on with a last message of the assistant.
 *
 * @param request the request of the whole answer
 * @param handedOn the text that the reader has
 */
record Continuation(ChatRequest request, String handedOn) implements Work<StreamCall> {

    @Override
    public Call<StreamCall> begin(RouterTarget target, Map<String, String> context, CallListener heard) {
        return new Beginning(continued()).begin(target, context, heard);
    }

    /** Some providers reject a last message that ends with white space: it is left out, and dropped when it comes again. */
    private ChatRequest continued() {
        String begun = handedOn.stripTrailing();
        return begun.isEmpty()
                ? request
                : request.toBuilder().message(Message.assistant(begun)).build();
    }

    @Override
    public boolean suits(RouterTarget target) {
        return target.traits().prefill() != Prefill.NONE;
    }

    @Override
    public boolean goesOn() {
        return true;
    }
}
