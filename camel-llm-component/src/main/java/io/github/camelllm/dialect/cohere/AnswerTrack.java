/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pieces of one answer, whole or streamed, into events. (providers/cohere, Chat response and Streaming, read
 * 2026-11-25) For one answer and one thread.
 */
final class AnswerTrack {

    private static final Map<String, FinishReason> FINISHES = Map.of(
            "COMPLETE", FinishReason.STOP,
            "STOP_SEQUENCE", FinishReason.STOP,
            "MAX_TOKENS", FinishReason.LENGTH,
            "TOOL_CALL", FinishReason.TOOL_CALLS,
            "ERROR", FinishReason.ERROR,
            "TIMEOUT", FinishReason.ERROR);

    private final List<StreamEvent> events = new ArrayList<>(4);
    private final Blocks blocks = new Blocks();
    private final Citations citations = new Citations(blocks);
    private final Calls calls = new Calls();
    private @Nullable Thoughts thinking;
    private @Nullable Thoughts plan;
    private @Nullable Finish finish;
    private boolean started;

    /** Gives away the events that wait. */
    void handOn(Consumer<StreamEvent> receiver) {
        for (int i = 0; i < events.size(); i++) {
            receiver.accept(events.get(i));
        }
        events.clear();
    }

    boolean started() {
        return started;
    }

    /** The end of the answer; null: it did not come. */
    @Nullable
    Finish finish() {
        return finish;
    }

    /** Whether a tool call came without the name of its tool. */
    boolean callWithoutName() {
        return calls.nameless();
    }

    /** The answer begins; the provider does not say which model answers. */
    void begin(@Nullable String id) {
        if (!started) {
            started = true;
            events.add(0, new StreamEvent.Started(id, null));
        }
    }

    /** A content block begins, with the beginning of its text or thought. */
    void beginBlock(int index, boolean thought) {
        endThoughts();
        if (thought) {
            thinking = new Thoughts(Thoughts.THINKING);
        } else {
            blocks.begin(index);
        }
    }

    void text(int index, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (!blocks.has(index)) {
            beginBlock(index, false);
        }
        blocks.add(index, piece);
        events.add(new StreamEvent.TextDelta(0, piece));
    }

    void thought(String piece) {
        thinking = thinking == null ? new Thoughts(Thoughts.THINKING) : thinking;
        thinking.add(piece, events::add);
    }

    void plan(String piece) {
        if (plan == null) {
            endThoughts();
            plan = new Thoughts(Thoughts.PLAN);
        }
        plan.add(piece, events::add);
    }

    /** What the model thought is whole. */
    void endThoughts() {
        if (thinking != null) {
            thinking.end(events::add);
            thinking = null;
        }
        if (plan != null) {
            plan.end(events::add);
            plan = null;
        }
    }

    void beginCall(int index, @Nullable String id, @Nullable String name, String arguments) {
        endThoughts();
        calls.begin(index, id, name, arguments, events::add);
    }

    /** False: no such call has begun. */
    boolean arguments(int index, String piece) {
        return calls.arguments(index, piece, events::add);
    }

    void cite(Map<?, ?> citation) {
        citations.take(citation);
        events.add(new StreamEvent.CitationsSeen(citations.all()));
    }

    void logprobs(List<TokenLogprob> tokens) {
        if (!tokens.isEmpty()) {
            events.add(new StreamEvent.LogprobsSeen(0, tokens));
        }
    }

    /** What was used, also as the provider wrote it: it counts more than it bills. */
    void usage(Map<?, ?> usage) {
        events.add(new StreamEvent.UsageSeen(Billed.chat(usage), null));
        events.add(new StreamEvent.ExtrasSeen(Map.of("usage", usage)));
    }

    /** Why the answer ended. */
    void finish(String raw) {
        endThoughts();
        calls.end(events::add);
        finish = new Finish(FINISHES.getOrDefault(raw, FinishReason.OTHER), raw);
        events.add(new StreamEvent.Finished(0, finish));
    }
}
