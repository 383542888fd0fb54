/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.model.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of tool calls together, also those of servers that leave out index, id or name, use one index for
 * several calls or repeat the name.
 */
final class ToolCallTrack {

    /** Far more than a model asks for at once; each piece of a call looks for its call among the others. */
    private static final int MOST_CALLS = 1024;

    private final int choice;
    private final List<Call> calls = new ArrayList<>(0);

    ToolCallTrack(int choice) {
        this.choice = choice;
    }

    boolean any() {
        return !calls.isEmpty();
    }

    /** Whether a call has not told its name. */
    boolean nameless() {
        for (Call call : calls) {
            if (!call.told) {
                return true;
            }
        }
        return false;
    }

    /** Takes a piece; {@code answerId} helps to make up an id where the provider sends none. */
    void piece(Delta.ToolPiece piece, @Nullable String answerId, List<StreamEvent> events) {
        Call call = find(piece);
        if (call == null) {
            if (calls.size() == MOST_CALLS) {
                throw new JsonException("the answer calls more than " + MOST_CALLS + " tools");
            }
            call = new Call(calls.size(), piece.index());
            calls.add(call);
        }
        call.take(piece);
        if (!call.told && call.name != null) {
            String id = call.id == null ? madeUp(answerId, call.ordinal) : call.id;
            events.add(new StreamEvent.ToolCallStarted(choice, call.ordinal, id, call.name));
            call.told = true;
        }
        if (call.told && call.waiting != null) {
            events.add(new StreamEvent.ToolCallDelta(choice, call.ordinal, call.waiting.toString()));
            call.waiting = null;
        }
    }

    private @Nullable Call find(Delta.ToolPiece piece) {
        Call same = piece.index() == null ? positioned(piece) : indexed(piece.index());
        if (same == null || begins(piece, same)) {
            return piece.id() == null ? null : identified(piece.id());
        }
        return same;
    }

    /** An id of its own together with a name begins a new call, whatever the index says. */
    private static boolean begins(Delta.ToolPiece piece, Call same) {
        if (piece.name() == null || same.name == null) {
            return false;
        }
        if (piece.id() != null && same.id != null) {
            return !piece.id().equals(same.id);
        }
        return piece.index() == null && same.begun;
    }

    private @Nullable Call positioned(Delta.ToolPiece piece) {
        if (piece.id() == null && piece.name() == null && !calls.isEmpty()) {
            return calls.get(calls.size() - 1);
        }
        return piece.position() < calls.size() ? calls.get(piece.position()) : null;
    }

    private @Nullable Call indexed(int index) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Integer stated = calls.get(i).index;
            if (stated == null ? calls.get(i).ordinal == index : stated == index) {
                return calls.get(i);
            }
        }
        return null;
    }

    private @Nullable Call identified(String id) {
        return calls.stream().filter(call -> id.equals(call.id)).findFirst().orElse(null);
    }

    private String madeUp(@Nullable String answerId, int ordinal) {
        String seed = (answerId == null ? "" : answerId) + '/' + choice;
        return "call_" + Integer.toHexString(seed.hashCode()) + "_" + ordinal;
    }

    private static final class Call {
        final int ordinal;
        final @Nullable Integer index;

        @Nullable
        String id;

        @Nullable
        String name;

        @Nullable
        StringBuilder waiting;

        boolean begun;
        boolean told;

        Call(int ordinal, @Nullable Integer index) {
            this.ordinal = ordinal;
            this.index = index;
        }

        void take(Delta.ToolPiece piece) {
            id = id == null ? piece.id() : id;
            name = name == null ? piece.name() : name;
            if (piece.arguments() != null) {
                waiting = waiting == null ? new StringBuilder() : waiting;
                waiting.append(piece.arguments());
                begun = true;
            }
        }
    }
}
