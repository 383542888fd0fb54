/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the objects of one answer, whole or streamed, into events. For one answer and one thread. */
final class AnswerTrack {

    /** How the id of a tool call begins that the provider sent without one. */
    static final String OWN_ID = "call-";

    private final Failures failures;
    private final Map<Integer, ChoiceTrack> choices = new TreeMap<>();
    private final Set<Citation> citations = new LinkedHashSet<>(0);
    private final Map<String, Object> extras = new LinkedHashMap<>(0);
    private final List<Map<String, Object>> otherParts = new ArrayList<>(0);
    private Usage usage = Usage.UNKNOWN;
    /** The last counts; they were not told yet if {@link #untold}. */
    private Counts counts = new Counts();

    private boolean untold;
    private @Nullable String id;
    private @Nullable String tier;
    private long searches;
    private boolean started;
    private boolean blocked;

    AnswerTrack(Failures failures) {
        this.failures = failures;
    }

    boolean started() {
        return started;
    }

    boolean hasChoices() {
        return blocked || !choices.isEmpty();
    }

    /** Whether each answer that began has its end. */
    boolean finished() {
        return blocked || !choices.isEmpty() && choices.values().stream().allMatch(choice -> choice.finish() != null);
    }

    /**
     * Hands on what an object says.
     *
     * @throws LlmException when it is an error, or says that the model failed
     */
    void take(Chunk chunk, Consumer<StreamEvent> events) {
        if (chunk.error != null) {
            throw ErrorBody.of(chunk.error).told(failures);
        }
        if (!started) {
            started = true;
            id = chunk.id;
            events.accept(new StreamEvent.Started(chunk.id, chunk.model));
        }
        Finish failed = null;
        for (int i = 0; i < chunk.candidates.size(); i++) {
            Chunk.Candidate candidate = chunk.candidates.get(i);
            ChoiceTrack choice = choice(candidate.index);
            boolean open = choice.finish() == null;
            choice.take(candidate, events);
            about(candidate, choice, events);
            if (open && choice.finish() != null && Finishes.failure(candidate.finish)) {
                failed = choice.finish();
            }
        }
        feedback(chunk, events);
        if (chunk.counted) {
            counted(chunk, events);
        }
        if (failed != null) {
            throw failed(failed, chunk);
        }
    }

    private LlmException failed(Finish finish, Chunk chunk) {
        String words = null;
        for (int i = 0; i < chunk.candidates.size() && words == null; i++) {
            words = chunk.candidates.get(i).finishMessage;
        }
        return failures.begin(ErrorKind.RESPONSE_INVALID, "the model's answer was not usable; another try may succeed")
                .said(words, finish.raw())
                .exception();
    }

    private ChoiceTrack choice(int index) {
        ChoiceTrack known = choices.get(index);
        if (known == null) {
            known = new ChoiceTrack(index, id, failures, otherParts);
            choices.put(index, known);
        }
        return known;
    }

    private void about(Chunk.Candidate candidate, ChoiceTrack choice, Consumer<StreamEvent> events) {
        Sources sources = new Sources(choice.text());
        boolean more = candidate.citations != null && citations.addAll(sources.ofCitations(candidate.citations));
        if (candidate.grounding != null) {
            more |= citations.addAll(sources.ofGrounding(candidate.grounding));
            if (candidate.grounding.get("webSearchQueries") instanceof List<?> queries) {
                searches = Math.max(searches, queries.size());
            }
        }
        if (more) {
            events.accept(new StreamEvent.CitationsSeen(List.copyOf(citations)));
        }
        extra("groundingMetadata", candidate.grounding, events);
        extra("urlContextMetadata", candidate.urlContext, events);
        extra("safetyRatings", candidate.safetyRatings, events);
        extra("continuationToken", candidate.continuationToken, events);
        extra("finishMessage", candidate.finishMessage, events);
        if (choice.sawOthers()) {
            events.accept(new StreamEvent.ExtrasSeen(Map.of("parts", List.copyOf(otherParts))));
        }
    }

    /** A prompt that was blocked has no answer, and the reason stands here. */
    private void feedback(Chunk chunk, Consumer<StreamEvent> events) {
        if (chunk.promptFeedback == null) {
            return;
        }
        extra("promptFeedback", chunk.promptFeedback, events);
        if (chunk.promptFeedback.get("blockReason") instanceof String reason && choices.isEmpty() && !blocked) {
            blocked = true;
            events.accept(new StreamEvent.Finished(0, new Finish(FinishReason.CONTENT_FILTER, reason)));
        }
    }

    /**
     * Objects in the middle of a stream may count nothing; the last count is the one that holds. The object gets the
     * counts before, to be read into anew.
     */
    private void counted(Chunk chunk, Consumer<StreamEvent> events) {
        if (!chunk.counts.known()) {
            tellCounts(events);
        }
        Counts now = chunk.counts;
        chunk.counts = counts;
        counts = now;
        untold = true;
    }

    /** Tells the last count, if it is a new one: most objects of a stream have one, and one will do for all that came at once. */
    void tellCounts(Consumer<StreamEvent> events) {
        if (!untold) {
            return;
        }
        untold = false;
        Usage now = counts.usage();
        if (now.known()) {
            if (searches > 0) {
                now = now.with(Bucket.SEARCHES, searches);
            }
            if (!now.equals(usage)) {
                usage = now;
                events.accept(new StreamEvent.UsageSeen(now, null));
            }
        }
        String stated = counts.tier();
        if (stated != null && !stated.equals(tier)) {
            tier = stated;
            events.accept(new StreamEvent.ExtrasSeen(Map.of(ChatAssembler.SERVICE_TIER, stated)));
        }
    }

    private void extra(String name, @Nullable Object value, Consumer<StreamEvent> events) {
        if (value != null && !value.equals(extras.put(name, value))) {
            events.accept(new StreamEvent.ExtrasSeen(Map.of(name, value)));
        }
    }
}
