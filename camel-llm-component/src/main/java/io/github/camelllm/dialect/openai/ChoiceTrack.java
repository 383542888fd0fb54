/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One choice of an answer, from its first piece to its end. */
final class ChoiceTrack {

    final int index;
    private final AnswerRules rules;
    private final boolean whole;
    private final ToolCallTrack toolCalls;
    private final @Nullable ThinkTags thinkTags;
    private final ReasoningDetails details = new ReasoningDetails();
    private @Nullable AudioTrack audio;
    private @Nullable Finish finish;

    /** @param whole the answer comes at once, not in pieces */
    ChoiceTrack(int index, AnswerRules rules, boolean whole) {
        this.index = index;
        this.rules = rules;
        this.whole = whole;
        toolCalls = new ToolCallTrack(index);
        thinkTags = rules.thinkTags ? new ThinkTags(index) : null;
    }

    /** Why it ended; null: it has not. */
    @Nullable
    Finish finish() {
        return finish;
    }

    boolean callWithoutName() {
        return toolCalls.nameless();
    }

    /** Takes what a chunk says about the choice. */
    void take(Delta delta, @Nullable String answerId, List<StreamEvent> events) {
        reasoning(delta, events);
        if (delta.content != null) {
            text(delta.content, events);
        }
        if (delta.contentParts != null) {
            contentParts(delta.contentParts, events);
        }
        if (delta.refusal != null) {
            events.add(new StreamEvent.RefusalDelta(index, delta.refusal));
        }
        if (!delta.toolPieces.isEmpty()) {
            detailsDone(events);
            delta.toolPieces.forEach(piece -> toolCalls.piece(piece, answerId, events));
        }
        if (delta.images != null) {
            delta.images.forEach(image ->
                    Pictures.read(image).ifPresent(picture -> events.add(new StreamEvent.PartArrived(index, picture))));
        }
        if (delta.audio != null) {
            audio = audio == null ? new AudioTrack(rules.audioType) : audio;
            audio.take(delta.audio);
        }
        if (!delta.logprobs.isEmpty()) {
            events.add(new StreamEvent.LogprobsSeen(index, delta.logprobs));
        }
        if (delta.finish != null) {
            end(delta.finish, events);
        }
    }

    /**
     * The choice is at its end; later ends are ignored, but for that of a content filter, which may lag behind. Without a
     * word for it the content decides.
     */
    void end(@Nullable String raw, List<StreamEvent> events) {
        if (finish != null) {
            withheld(raw, finish, events);
            return;
        }
        if (thinkTags != null) {
            thinkTags.end(events);
        }
        detailsDone(events);
        if (audio != null) {
            audio.part().ifPresent(part -> events.add(new StreamEvent.PartArrived(index, part)));
        }
        finish = new Finish(reason(raw == null ? FinishReason.STOP : rules.finish(raw)), raw);
        events.add(new StreamEvent.Finished(index, finish));
    }

    private void withheld(@Nullable String raw, Finish known, List<StreamEvent> events) {
        if (raw != null
                && known.reason() != FinishReason.CONTENT_FILTER
                && rules.finish(raw) == FinishReason.CONTENT_FILTER) {
            finish = new Finish(FinishReason.CONTENT_FILTER, raw);
            events.add(new StreamEvent.Finished(index, finish));
        }
    }

    /** Some servers say stop although they call tools, or the other way round: the content decides. */
    private FinishReason reason(FinishReason said) {
        if (said == FinishReason.STOP && toolCalls.any()) {
            return FinishReason.TOOL_CALLS;
        }
        return said == FinishReason.TOOL_CALLS && !toolCalls.any() ? FinishReason.STOP : said;
    }

    private void reasoning(Delta delta, List<StreamEvent> events) {
        if (delta.reasoning != null) {
            events.add(new StreamEvent.ReasoningDelta(index, delta.reasoning, List.of()));
        }
        if (delta.reasoningDetails != null) {
            details.add(delta.reasoningDetails);
        }
    }

    private void text(String text, List<StreamEvent> events) {
        detailsDone(events);
        if (thinkTags == null) {
            events.add(new StreamEvent.TextDelta(index, text));
        } else {
            thinkTags.text(text, events);
        }
    }

    private void detailsDone(List<StreamEvent> events) {
        if (details.any()) {
            events.add(new StreamEvent.ReasoningDelta(index, "", details.take()));
        }
    }

    private void contentParts(List<?> parts, List<StreamEvent> events) {
        for (Object part : parts) {
            if (part instanceof Map<?, ?> map) {
                contentPart(map, events);
            } else if (part instanceof String text && !text.isEmpty()) {
                text(text, events);
            }
        }
    }

    private void contentPart(Map<?, ?> part, List<StreamEvent> events) {
        if (part.get("thinking") instanceof List<?> thinking) {
            List<Map<String, Object>> unchanged = whole ? List.of(Thinking.copy(part)) : List.of();
            events.add(new StreamEvent.ReasoningDelta(index, Thinking.text(thinking), unchanged));
        } else if (part.get("refusal") instanceof String words) {
            events.add(new StreamEvent.RefusalDelta(index, words));
        } else if (part.get("text") instanceof String text && !text.isEmpty()) {
            text(text, events);
        } else {
            Pictures.read(part).ifPresent(picture -> events.add(new StreamEvent.PartArrived(index, picture)));
        }
    }
}
