/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.model.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One thought of the answer, or its plan for the tools, while it comes. What goes back with the next turn is the whole of
 * it, and which of the two it is.
 *
 * @param type {@code thinking} or {@code tool_plan}: the name of the member that holds it on the wire
 * @param text what has come
 */
record Thoughts(String type, StringBuilder text) {

    static final String THINKING = "thinking";
    static final String PLAN = "tool_plan";
    static final Set<String> OWN = Set.of(THINKING, PLAN);

    Thoughts(String type) {
        this(type, new StringBuilder());
    }

    void add(String piece, Consumer<StreamEvent> events) {
        if (!piece.isEmpty()) {
            text.append(piece);
            events.accept(new StreamEvent.ReasoningDelta(0, piece, List.of()));
        }
    }

    void end(Consumer<StreamEvent> events) {
        if (!text.isEmpty()) {
            events.accept(new StreamEvent.ReasoningDelta(0, "", List.of(Map.of("type", type, type, text.toString()))));
        }
    }
}
