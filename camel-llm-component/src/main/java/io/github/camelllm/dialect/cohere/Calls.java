/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.model.StreamEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tool calls of one answer while they come. */
final class Calls {

    private static final String NOTHING = "null";

    private static final class Open {
        final int number;
        /** What may still turn out to be {@code null}, the arguments of a tool without parameters. */
        String held = "";

        boolean told;

        Open(int number) {
            this.number = number;
        }
    }

    private final List<Open> open = new ArrayList<>(0);
    private final Map<Integer, Open> byIndex = new HashMap<>(0);
    private boolean nameless;

    /** Whether a call came without the name of a tool. */
    boolean nameless() {
        return nameless;
    }

    /** A call begins; what its arguments begin with may stand in it. */
    void begin(int index, @Nullable String id, @Nullable String name, String arguments, Consumer<StreamEvent> events) {
        Open call = new Open(open.size());
        open.add(call);
        byIndex.put(index, call);
        nameless |= name == null || name.isEmpty();
        events.accept(new StreamEvent.ToolCallStarted(
                0, call.number, id == null || id.isEmpty() ? "call_" + call.number : id, name == null ? "" : name));
        take(call, arguments, events);
    }

    /** A piece of a call's arguments; false: no such call has begun. */
    boolean arguments(int index, String piece, Consumer<StreamEvent> events) {
        Open call = byIndex.get(index);
        if (call != null) {
            take(call, piece, events);
        }
        return call != null;
    }

    /** No more arguments will come for any call. */
    void end(Consumer<StreamEvent> events) {
        for (Open call : open) {
            if (!call.told) {
                tell(call, call.held.isEmpty() || call.held.equals(NOTHING) ? "{}" : call.held, events);
            }
        }
    }

    private static void take(Open call, String piece, Consumer<StreamEvent> events) {
        if (piece.isEmpty()) {
            return;
        }
        String together = call.held + piece;
        if (!call.told && NOTHING.startsWith(together)) {
            call.held = together;
            return;
        }
        call.held = "";
        tell(call, together, events);
    }

    private static void tell(Open call, String json, Consumer<StreamEvent> events) {
        call.told = true;
        events.accept(new StreamEvent.ToolCallDelta(0, call.number, json));
    }
}
