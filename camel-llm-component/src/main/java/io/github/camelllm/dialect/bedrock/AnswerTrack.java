/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.Quirks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pieces of one answer, whole or streamed, into events. (providers/bedrock, Chat response and Streaming, read
 * 2026-11-25) For one answer and one thread.
 */
final class AnswerTrack {

    private static final Map<String, FinishReason> FINISHES = Map.of(
            "end_turn", FinishReason.STOP,
            "stop_sequence", FinishReason.STOP,
            "max_tokens", FinishReason.LENGTH,
            "model_context_window_exceeded", FinishReason.LENGTH,
            "tool_use", FinishReason.TOOL_CALLS,
            "guardrail_intervened", FinishReason.CONTENT_FILTER,
            "content_filtered", FinishReason.CONTENT_FILTER,
            "malformed_model_output", FinishReason.ERROR,
            "malformed_tool_use", FinishReason.ERROR);
    private static final List<String> EXTRAS =
            List.of("metrics", "performanceConfig", "trace", "additionalModelResponseFields");

    private final Quirks quirks;
    private final Map<Integer, Block> blocks = new TreeMap<>();
    private final List<Map<String, Object>> serverBlocks = new ArrayList<>(0);
    private final List<Citation> citations = new ArrayList<>(0);
    private final List<StreamEvent> events = new ArrayList<>(4);
    private final Citations sources;
    /** The name of the tool by which the answer comes in the form that was asked for; null: it comes as text. */
    private final @Nullable String formatTool;
    /** Text that is told only when the tool of the form is not called. */
    private final StringBuilder held = new StringBuilder(0);

    private @Nullable Block latest;
    private @Nullable Finish finish;
    private boolean started;
    private boolean metadataSeen;
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

    /** Whether all has come: the end and, behind or before it, the usage. */
    boolean whole() {
        return finish != null && metadataSeen;
    }

    /** The head of the answer, which some streams leave out. The answer itself has no id, and names no model. */
    void begin(@Nullable String requestId) {
        if (!started) {
            started = true;
            events.add(0, new StreamEvent.Started(requestId, null));
        }
    }

    /** A block begins. */
    void beginBlock(int index, Map<String, Object> start) {
        Block block = block(index);
        if (start.get("toolUse") instanceof Map<?, ?> tool) {
            beginTool(block, tool);
        } else if (start.get("toolResult") instanceof Map<?, ?> result) {
            block.server("toolResult", result);
        } else if (start.get("image") instanceof Map<?, ?> image) {
            block.image(image);
        }
    }

    void text(int index, String piece) {
        Block block = block(index);
        block.startAt(textLength);
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

    void thought(int index, String piece) {
        Block block = block(index);
        block.thinks();
        if (!piece.isEmpty()) {
            block.text.append(piece);
            events.add(new StreamEvent.ReasoningDelta(0, piece, List.of()));
        }
    }

    void signature(int index, String piece) {
        block(index).thinks();
        block(index).signature.append(piece);
    }

    void redacted(int index, String base64) {
        block(index).bytes(base64);
    }

    void arguments(int index, String piece) {
        Block tool = block(index);
        if (piece.isEmpty()) {
            return;
        }
        tool.argued = true;
        if (tool.formats) {
            events.add(new StreamEvent.TextDelta(0, piece));
        } else if (tool.call >= 0) {
            events.add(new StreamEvent.ToolCallDelta(0, tool.call, piece));
        } else {
            tool.text.append(piece);
        }
    }

    void citation(int index, @Nullable Object stated) {
        if (stated instanceof Map<?, ?> citation) {
            block(index).citations.add(citation);
        }
    }

    void image(int index, @Nullable Object stated) {
        if (stated instanceof Map<?, ?> image) {
            block(index).image(image);
        }
    }

    /** A block is whole. */
    void endBlock(int index) {
        Block done = blocks.remove(index);
        if (done == latest) {
            latest = null;
        }
        if (done != null) {
            end(done);
        }
    }

    /** A block that comes whole. */
    void wholeBlock(int index, Map<String, Object> content) {
        if (content.get("text") instanceof String text) {
            text(index, text);
        } else if (content.get("citationsContent") instanceof Map<?, ?> cited) {
            cited(index, cited);
        } else if (content.get("reasoningContent") instanceof Map<?, ?> thought) {
            wholeThought(index, thought);
        } else if (content.get("toolUse") instanceof Map<?, ?> tool) {
            beginTool(block(index), tool);
            if (tool.get("input") instanceof Map<?, ?> input && !input.isEmpty()) {
                arguments(index, JsonTree.write(input));
            }
        } else if (content.get("image") instanceof Map<?, ?> image) {
            image(index, image);
        } else {
            content.forEach((kind, value) -> {
                if (value instanceof Map<?, ?> map) {
                    block(index).server(kind, map);
                }
            });
        }
        endBlock(index);
    }

    /** Why the answer ended. */
    void finish(String raw, Map<String, Object> members) {
        List.copyOf(blocks.keySet()).forEach(this::endBlock);
        extras(members);
        FinishReason reason = reason(raw);
        if (reason == FinishReason.CONTENT_FILTER && formatted) {
            held.setLength(0);
        }
        if (formatTool != null && !formatted && !held.isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, held.toString()));
            held.setLength(0);
        }
        if (formatted && toolCalls == 0 && reason == FinishReason.TOOL_CALLS) {
            reason = FinishReason.STOP;
        }
        finish = new Finish(reason, raw);
        events.add(new StreamEvent.Finished(0, finish));
    }

    /** The usage and what else is told of the whole. */
    void metadata(Map<String, Object> members) {
        metadataSeen = true;
        extras(members);
        if (members.get("usage") instanceof Map<?, ?> usage) {
            events.add(new StreamEvent.UsageSeen(UsageReader.usage(usage), null));
        }
        if (members.get("serviceTier") instanceof Map<?, ?> tier && tier.get("type") instanceof String type) {
            events.add(new StreamEvent.ExtrasSeen(Map.of(ChatAssembler.SERVICE_TIER, type)));
        }
    }

    private void extras(Map<String, Object> members) {
        for (String name : EXTRAS) {
            Object value = members.get(name);
            if (value != null) {
                events.add(new StreamEvent.ExtrasSeen(Map.of(name, value)));
            }
        }
    }

    private FinishReason reason(String raw) {
        String named = quirks.map(BedrockQuirks.FINISH_REASONS).get(raw);
        return named == null
                ? FINISHES.getOrDefault(raw, FinishReason.OTHER)
                : FinishReason.valueOf(named.toUpperCase(Locale.ROOT));
    }

    private Block block(int index) {
        Block known = latest;
        if (known == null || known.index != index) {
            known = blocks.computeIfAbsent(index, Block::new);
            latest = known;
        }
        return known;
    }

    private void beginTool(Block block, Map<?, ?> tool) {
        String name = text(tool, "name");
        if (tool.get("type") != null) {
            block.server("toolUse", tool);
        } else if (name.equals(formatTool)) {
            block.tool();
            block.formats = true;
            formatted = true;
        } else {
            block.tool();
            block.call = toolCalls++;
            events.add(new StreamEvent.ToolCallStarted(0, block.call, text(tool, "toolUseId"), name));
        }
    }

    private void cited(int index, Map<?, ?> cited) {
        if (cited.get("content") instanceof List<?> contents) {
            for (Object content : contents) {
                text(index, content instanceof Map<?, ?> map ? text(map, "text") : "");
            }
        }
        if (cited.get("citations") instanceof List<?> list) {
            list.forEach(one -> citation(index, one));
        }
    }

    private void wholeThought(int index, Map<?, ?> thought) {
        if (thought.get("reasoningText") instanceof Map<?, ?> said) {
            thought(index, text(said, "text"));
            signature(index, text(said, "signature"));
        } else if (thought.get("redactedContent") instanceof String bytes) {
            redacted(index, bytes);
        }
    }

    private void end(Block done) {
        if (done.isTool() && !done.argued) {
            blocks.put(done.index, done);
            arguments(done.index, "{}");
            blocks.remove(done.index);
            latest = null;
        }
        if (!done.citations.isEmpty()) {
            done.citations.forEach(stated -> citations.add(sources.of(stated, done.start, textLength)));
            events.add(new StreamEvent.CitationsSeen(citations));
        }
        done.thoughts().ifPresent(events::add);
        done.part().ifPresent(part -> events.add(new StreamEvent.PartArrived(0, part)));
        done.serverBlock().ifPresent(server -> {
            serverBlocks.add(server);
            events.add(new StreamEvent.ExtrasSeen(Map.of("server_blocks", List.copyOf(serverBlocks))));
        });
    }

    private static String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text ? text : "";
    }
}
