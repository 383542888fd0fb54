/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of an answer: the whole of it, or what one event of a stream adds. Read again and again, since a stream has
 * one for each few words. (providers/google-ai, Chat response and Streaming, read 2026-11-25)
 */
final class Chunk {

    final Refilled<Candidate> candidates = new Refilled<>(Candidate::new, Candidate::clear);

    @Nullable
    String id;

    @Nullable
    String model;

    /** What it counts, if {@link #counted}. */
    Counts counts = new Counts();

    boolean counted;

    @Nullable
    Map<String, Object> promptFeedback;

    @Nullable
    Object error;

    /** What one of the answers adds. */
    static final class Candidate {
        final Refilled<Piece> parts = new Refilled<>(Piece::new, Piece::clear);
        int index;

        @Nullable
        String finish;

        @Nullable
        String finishMessage;

        @Nullable
        Map<String, Object> citations;

        @Nullable
        Map<String, Object> grounding;

        @Nullable
        Map<String, Object> logprobs;

        @Nullable
        Object urlContext;

        @Nullable
        Object safetyRatings;

        @Nullable
        String continuationToken;

        private void clear() {
            parts.clear();
            index = 0;
            finish = null;
            finishMessage = null;
            citations = null;
            grounding = null;
            logprobs = null;
            urlContext = null;
            safetyRatings = null;
            continuationToken = null;
        }
    }

    /** One part. */
    static final class Piece {
        @Nullable
        String text;

        boolean thought;

        @Nullable
        String signature;

        @Nullable
        Map<String, Object> call;

        @Nullable
        Map<String, Object> data;

        /** What it holds beside, by the provider's names; null: nothing. */
        @Nullable
        Map<String, Object> other;

        private void clear() {
            text = null;
            thought = false;
            signature = null;
            call = null;
            data = null;
            other = null;
        }
    }

    /** Forgets the last object and reads the next; all of a stream mostly have the same id and model. */
    Chunk read(JsonReader in) {
        String lastId = id;
        String lastModel = model;
        clear();
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "candidates" -> candidates(in);
                case "usageMetadata" -> counts(in);
                case "modelVersion" -> model = in.scalarOrNull(lastModel);
                case "responseId" -> id = in.scalarOrNull(lastId);
                case "promptFeedback" -> promptFeedback = map(in);
                case "error" -> error = in.value();
                default -> in.skip();
            }
        }
        return this;
    }

    private void clear() {
        candidates.clear();
        counted = false;
        id = null;
        model = null;
        promptFeedback = null;
        error = null;
    }

    private void counts(JsonReader in) {
        if (in.isObject()) {
            counts.read(in);
            counted = true;
        } else {
            in.skip();
        }
    }

    private void candidates(JsonReader in) {
        if (!in.isArray()) {
            in.skip();
            return;
        }
        while (in.nextElement()) {
            if (in.isObject()) {
                candidate(in, candidates.next());
            } else {
                in.skip();
            }
        }
    }

    private static void candidate(JsonReader in, Candidate candidate) {
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "content" -> content(in, candidate.parts);
                case "index" -> candidate.index = index(in);
                case "finishReason" -> candidate.finish = in.scalarOrNull();
                case "finishMessage" -> candidate.finishMessage = in.scalarOrNull();
                case "citationMetadata" -> candidate.citations = map(in);
                case "groundingMetadata" -> candidate.grounding = map(in);
                case "logprobsResult" -> candidate.logprobs = map(in);
                case "urlContextMetadata" -> candidate.urlContext = in.value();
                case "safetyRatings" -> candidate.safetyRatings = in.value();
                case "continuationToken" -> candidate.continuationToken = in.scalarOrNull();
                default -> in.skip();
            }
        }
    }

    private static void content(JsonReader in, Refilled<Piece> parts) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals("parts") && in.isArray()) {
                while (in.nextElement()) {
                    if (in.isObject()) {
                        piece(in, parts.next());
                    } else {
                        in.skip();
                    }
                }
            } else {
                in.skip();
            }
        }
    }

    private static void piece(JsonReader in, Piece piece) {
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "text" -> piece.text = in.scalarOrNull();
                case "thought" -> piece.thought = Boolean.TRUE.equals(in.value());
                case Signature.MEMBER -> piece.signature = in.scalarOrNull();
                case "functionCall" -> piece.call = map(in);
                case "inlineData" -> piece.data = map(in);
                default -> other(piece, name, in.value());
            }
        }
    }

    private static void other(Piece piece, String name, @Nullable Object value) {
        if (value != null) {
            Map<String, Object> other = piece.other == null ? new LinkedHashMap<>() : piece.other;
            other.put(name, value);
            piece.other = other;
        }
    }

    private static int index(JsonReader in) {
        Long stated = in.wholeOrNull();
        return stated == null ? 0 : (int) Math.max(0, Math.min(stated, Integer.MAX_VALUE));
    }

    private static @Nullable Map<String, Object> map(JsonReader in) {
        if (in.isObject()) {
            return in.map();
        }
        in.skip();
        return null;
    }
}
