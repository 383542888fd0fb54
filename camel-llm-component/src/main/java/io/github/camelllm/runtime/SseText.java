/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events as server-sent events for a browser: {@code data: {"text":"…"}} for each piece of text, and at the end an event
 * {@code done} with the reason, the tokens and the cost.
 */
public final class SseText {

    private SseText() {}

    /** The event as text; empty for what a reader of text does not need. */
    public static Optional<String> of(StreamEvent event) {
        if (event instanceof StreamEvent.TextDelta delta
                && delta.choice() == 0
                && !delta.text().isEmpty()) {
            return Optional.of("data: " + JsonTree.write(Map.of("text", delta.text())) + "\n\n");
        }
        if (event instanceof StreamEvent.Done done) {
            return Optional.of("event: done\ndata: " + JsonTree.write(end(done.response())) + "\n\n");
        }
        return Optional.empty();
    }

    private static Map<String, Object> end(ChatResponse response) {
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("finishReason", response.finish().reason().name());
        put(end, "model", response.model());
        response.usage().inputTokens().ifPresent(count -> end.put("inputTokens", count));
        response.usage().outputTokens().ifPresent(count -> end.put("outputTokens", count));
        response.cost().amount().ifPresent(amount -> end.put("cost", amount));
        put(
                end,
                "currency",
                response.cost().money() == null ? null : response.cost().money().currency());
        return end;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
