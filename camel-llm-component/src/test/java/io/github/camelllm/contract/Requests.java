/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ToolSpec;
import java.util.List;
import java.util.Map;

/** Requests that many contracts send. */
final class Requests {
    private Requests() {}

    static ToolSpec lookup() {
        return new ToolSpec(
                "lookup",
                "Looks a word up.",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("word", Map.of("type", "string")),
                        "required",
                        List.of("word")),
                null);
    }

    static ChatRequest withTool() {
        return ChatRequest.builder().user("Look up cat.").tool(lookup()).build();
    }

    /** The next turn: the calls as the model made them, and a result for each. */
    static ChatRequest withResults(ChatRequest first, ChatResponse calls, String result) {
        ChatRequest.Builder next = first.toBuilder().message(calls.message());
        for (Part.ToolCall call : calls.toolCalls()) {
            next.message(Message.toolResult(call.id(), result));
        }
        return next.build();
    }
}
