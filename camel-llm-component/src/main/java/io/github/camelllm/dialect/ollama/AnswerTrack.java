/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the lines of one answer into events; a whole answer is one line. (providers/ollama, Chat response, read 2026-11-25)
 * For one answer and one thread.
 */
final class AnswerTrack {

    private static final Map<String, FinishReason> FINISHES =
            Map.of("stop", FinishReason.STOP, "length", FinishReason.LENGTH);
    private static final long MOST = 1_000_000_000_000_000L;

    private final List<StreamEvent> events = new ArrayList<>(4);
    private boolean started;
    private boolean ended;
    private int calls;

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

    /** Whether the last line came. */
    boolean ended() {
        return ended;
    }

    /** Takes a line; false: a tool call in it does not name its tool. */
    boolean take(Chunk chunk) {
        if (!started) {
            started = true;
            events.add(new StreamEvent.Started(null, chunk.model));
        }
        if (!chunk.thinking.isEmpty()) {
            events.add(new StreamEvent.ReasoningDelta(0, chunk.thinking, List.of()));
        }
        if (!chunk.text.isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, chunk.text));
        }
        if (!chunk.logprobs.isEmpty()) {
            events.add(new StreamEvent.LogprobsSeen(0, chunk.logprobs));
        }
        for (Chunk.Call call : chunk.calls) {
            if (call.name().isEmpty()) {
                return false;
            }
            call(call);
        }
        if (chunk.done) {
            end(chunk);
        }
        return true;
    }

    private void call(Chunk.Call call) {
        int number = calls++;
        String id = call.id();
        events.add(new StreamEvent.ToolCallStarted(0, number, id == null ? "call_" + number : id, call.name()));
        events.add(new StreamEvent.ToolCallDelta(0, number, call.arguments()));
    }

    private void end(Chunk chunk) {
        ended = true;
        Usage usage = usage(chunk);
        if (usage.known()) {
            events.add(new StreamEvent.UsageSeen(usage, null));
        }
        if (!chunk.facts.isEmpty()) {
            events.add(new StreamEvent.ExtrasSeen(chunk.facts));
        }
        events.add(new StreamEvent.Finished(0, finish(chunk.reason)));
    }

    /** With tool calls the server says stop all the same; a server that was not asked for a reason says none. */
    private Finish finish(@Nullable String raw) {
        FinishReason reason =
                raw == null || raw.isEmpty() ? FinishReason.STOP : FINISHES.getOrDefault(raw, FinishReason.OTHER);
        return new Finish(calls > 0 && reason == FinishReason.STOP ? FinishReason.TOOL_CALLS : reason, raw);
    }

    /** A count of zero is left out by the server, so what is absent beside the other is not known to be zero. */
    private static Usage usage(Chunk chunk) {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        put(counts, Bucket.INPUT, chunk.prompt);
        put(counts, Bucket.OUTPUT, chunk.answer);
        return new Usage(counts);
    }

    private static void put(Map<Bucket, Long> counts, Bucket bucket, @Nullable Long count) {
        if (count != null && count >= 0 && count <= MOST) {
            counts.put(bucket, count);
        }
    }
}
