/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.Quirks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pieces of one answer, whole or streamed, into events. (providers/anthropic, Chat response and Streaming, read
 * 2026-11-25) For one answer and one thread.
 */
final class AnswerTrack {

    private static final Map<String, FinishReason> FINISHES = Map.of(
            "end_turn", FinishReason.STOP,
            "stop_sequence", FinishReason.STOP,
            "max_tokens", FinishReason.LENGTH,
            "model_context_window_exceeded", FinishReason.LENGTH,
            "tool_use", FinishReason.TOOL_CALLS,
            "refusal", FinishReason.CONTENT_FILTER);

    private final Quirks quirks;
    private final List<Map<String, Object>> serverBlocks = new ArrayList<>(0);
    private final List<Citation> citations = new ArrayList<>(0);
    private final List<StreamEvent> events = new ArrayList<>(4);
    private final UsageTrack usage = new UsageTrack();
    private final Citations sources;
    /** The name of the tool by which the answer comes in the form that was asked for; null: it comes as text. */
    private final @Nullable String formatTool;
    /** Text that is told only when the tool of the form is not called. */
    private final StringBuilder held = new StringBuilder(0);

    private @Nullable Block open;
    private @Nullable String id;
    private @Nullable Finish finish;
    private boolean started;
    private boolean formatted;
    private int toolCalls;
    private int textLength;

    AnswerTrack(Quirks quirks, ChatRequest request) {
        this.quirks = quirks;
        formatTool = FormatEncoder.toolName(request, quirks);
        sources = new Citations(request.documents());
    }

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

    /** The message's head, perhaps again. False: another message has begun, whose pieces do not belong to this one. */
    boolean begin(@Nullable String messageId, @Nullable String model) {
        if (started) {
            return messageId == null || messageId.equals(id);
        }
        started = true;
        id = messageId;
        events.add(0, new StreamEvent.Started(messageId, model));
        return true;
    }

    /** @param head it stands in the head of a stream, before the answer was made */
    void usage(Map<?, ?> stated, boolean head) {
        usage.take(stated);
        if (stated.get("service_tier") instanceof String tier) {
            extra(ChatAssembler.SERVICE_TIER, tier);
        }
        if (stated.get("inference_geo") instanceof String geo) {
            extra("inference_geo", geo);
        }
        if (stated.get("iterations") instanceof List<?> iterations && !iterations.isEmpty()) {
            extra("iterations", iterations);
        }
        events.add(new StreamEvent.UsageSeen(head ? usage.ofPrompt() : usage.usage(), null));
    }

    void extra(String name, Object value) {
        events.add(new StreamEvent.ExtrasSeen(Map.of(name, value)));
    }

    /** A content block begins. */
    void begin(Map<String, Object> block) {
        endBlock();
        String type = String.valueOf(block.get("type"));
        Block begun = new Block(type, block);
        open = begun;
        switch (type) {
            case "text" -> {
                begun.start = textLength;
                text(text(block, "text"));
                if (block.get("citations") instanceof List<?> list) {
                    list.forEach(this::citation);
                }
            }
            case "thinking" -> {
                thinking(text(block, "thinking"));
                signature(text(block, "signature"));
            }
            case "tool_use" -> {
                beginTool(begun);
                if (block.get("input") instanceof Map<?, ?> input && !input.isEmpty()) {
                    arguments(JsonTree.write(input));
                }
            }
            default -> {}
        }
    }

    /** A content block that comes whole. */
    void block(@Nullable Object whole) {
        if (whole instanceof Map<?, ?> map) {
            Map<String, Object> block = new LinkedHashMap<>();
            map.forEach((name, value) -> block.put(String.valueOf(name), value));
            begin(block);
            endBlock();
        }
    }

    void text(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (formatTool != null) {
            held.append(piece);
            return;
        }
        textLength += piece.length();
        events.add(new StreamEvent.TextDelta(0, piece));
    }

    void thinking(String piece) {
        if (open != null && !piece.isEmpty()) {
            open.text.append(piece);
            events.add(new StreamEvent.ReasoningDelta(0, piece, List.of()));
        }
    }

    void signature(String piece) {
        if (open != null) {
            open.signature.append(piece);
        }
    }

    void arguments(String piece) {
        Block tool = open;
        if (tool == null || piece.isEmpty()) {
            return;
        }
        if (tool.formats) {
            events.add(new StreamEvent.TextDelta(0, piece));
        } else if (tool.call >= 0) {
            events.add(new StreamEvent.ToolCallDelta(0, tool.call, piece));
        } else {
            tool.text.append(piece);
        }
        tool.argued = true;
    }

    void citation(@Nullable Object stated) {
        if (stated instanceof Map<?, ?> citation && open != null) {
            open.citations.add(citation);
        }
    }

    /** The open block is whole. */
    void endBlock() {
        Block done = open;
        open = null;
        if (done == null) {
            return;
        }
        switch (done.type) {
            case "text" -> endText(done);
            case "thinking" -> endThinking(done);
            case "redacted_thinking" -> opaque(done.block);
            case "tool_use" -> {
                if (!done.argued) {
                    open = done;
                    arguments("{}");
                    open = null;
                }
            }
            default -> serverBlock(done);
        }
    }

    /** Why the answer ended. */
    void finish(String raw, @Nullable Map<?, ?> details) {
        endBlock();
        FinishReason reason = reason(raw);
        if (reason == FinishReason.CONTENT_FILTER) {
            held.setLength(0);
            if (details != null) {
                extra("stop_details", details);
                String why = text(details, "explanation");
                if (!why.isEmpty()) {
                    events.add(new StreamEvent.RefusalDelta(0, why));
                }
            }
        }
        if (formatTool != null && !formatted && !held.isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, held.toString()));
        }
        if (formatted && toolCalls == 0 && reason == FinishReason.TOOL_CALLS) {
            reason = FinishReason.STOP;
        }
        finish = new Finish(reason, raw);
        events.add(new StreamEvent.Finished(0, finish));
    }

    private FinishReason reason(String raw) {
        String named = quirks.map(AnthropicQuirks.FINISH_REASONS).get(raw);
        return named == null
                ? FINISHES.getOrDefault(raw, FinishReason.OTHER)
                : FinishReason.valueOf(named.toUpperCase(Locale.ROOT));
    }

    private void beginTool(Block begun) {
        String name = text(begun.block, "name");
        if (name.equals(formatTool)) {
            begun.formats = true;
            formatted = true;
            return;
        }
        begun.call = toolCalls++;
        events.add(new StreamEvent.ToolCallStarted(0, begun.call, text(begun.block, "id"), name));
    }

    private void endText(Block done) {
        if (!done.citations.isEmpty()) {
            done.citations.forEach(stated -> citations.add(sources.of(stated, done.start, textLength)));
            events.add(new StreamEvent.CitationsSeen(citations));
        }
    }

    /** What goes back with the next turn: the thought as a whole, with its signature. */
    private void endThinking(Block done) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("type", "thinking");
        whole.put("thinking", done.text.toString());
        whole.put("signature", done.signature.toString());
        if (done.text.isEmpty()) {
            opaque(whole);
        } else {
            events.add(new StreamEvent.ReasoningDelta(0, "", List.of(whole)));
        }
    }

    /** A thought without readable words stands where it came: it must not be joined to an earlier one. */
    private void opaque(Map<String, Object> block) {
        events.add(new StreamEvent.PartArrived(0, new Part.Reasoning("", List.of(block))));
    }

    /** What the provider's own tools did. */
    private void serverBlock(Block done) {
        Map<String, Object> block = done.block;
        if (!done.text.isEmpty()) {
            block = new LinkedHashMap<>(block);
            block.put("input", done.text.toString());
        }
        serverBlocks.add(block);
        extra("server_blocks", List.copyOf(serverBlocks));
    }

    private static String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text ? text : "";
    }

    /** A content block while it comes. */
    private static final class Block {
        final String type;
        final Map<String, Object> block;
        final StringBuilder text = new StringBuilder(0);
        final StringBuilder signature = new StringBuilder(0);
        final List<Map<?, ?>> citations = new ArrayList<>(0);
        int start;
        int call = -1;
        boolean formats;
        boolean argued;

        Block(String type, Map<String, Object> block) {
            this.type = type;
            this.block = block;
        }
    }
}
