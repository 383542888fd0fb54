/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parts of one choice in the order of their beginnings. */
final class ChoiceAssembler {

    private final List<Building> parts = new ArrayList<>(2);
    private final Map<Integer, Call> calls = new HashMap<>(0);
    private final List<TokenLogprob> logprobs = new ArrayList<>(0);
    private @Nullable Finish finish;

    void text(String piece) {
        if (!piece.isEmpty()) {
            last(Text.class, Text::new).pieces.add(piece);
        }
    }

    /** Details alone belong to the last thoughts, even when other parts began meanwhile. */
    void reasoning(String piece, List<Map<String, Object>> details) {
        Thoughts thoughts = piece.isEmpty() ? lastThoughts() : last(Thoughts.class, Thoughts::new);
        thoughts.pieces.add(piece);
        thoughts.details.addAll(details);
    }

    void refusal(String piece) {
        if (!piece.isEmpty()) {
            last(Refusal.class, Refusal::new).pieces.add(piece);
        }
    }

    void toolCall(StreamEvent.ToolCallStarted started) {
        Call call = new Call(started.id(), started.name());
        calls.put(started.index(), call);
        parts.add(call);
    }

    void arguments(StreamEvent.ToolCallDelta delta) {
        Call call = calls.get(delta.index());
        if (call == null) {
            throw new IllegalArgumentException("arguments of tool call " + delta.index() + ", which has not begun");
        }
        call.pieces.add(delta.json());
    }

    void part(Part whole) {
        parts.add(() -> whole);
    }

    void logprobs(List<TokenLogprob> more) {
        logprobs.addAll(more);
    }

    void finish(Finish reason) {
        finish = reason;
    }

    Choice choice(int index, Finish unfinished) {
        List<Part> built = new ArrayList<>(parts.size());
        for (Building each : parts) {
            built.add(each.part());
        }
        return new Choice(index, built, finish == null ? unfinished : finish, logprobs);
    }

    private <B extends Building> B last(Class<B> kind, Supplier<B> begin) {
        if (!parts.isEmpty() && kind.isInstance(parts.get(parts.size() - 1))) {
            return kind.cast(parts.get(parts.size() - 1));
        }
        B next = begin.get();
        parts.add(next);
        return next;
    }

    private Thoughts lastThoughts() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i) instanceof Thoughts thoughts) {
                return thoughts;
            }
        }
        return last(Thoughts.class, Thoughts::new);
    }

    private interface Building {
        Part part();
    }

    private static final class Text implements Building {
        final Pieces pieces = new Pieces();

        @Override
        public Part part() {
            return Part.text(pieces.text());
        }
    }

    private static final class Thoughts implements Building {
        final Pieces pieces = new Pieces();
        final List<Map<String, Object>> details = new ArrayList<>();

        @Override
        public Part part() {
            return new Part.Reasoning(pieces.text(), details);
        }
    }

    private static final class Refusal implements Building {
        final Pieces pieces = new Pieces();

        @Override
        public Part part() {
            return new Part.Refusal(pieces.text());
        }
    }

    private static final class Call implements Building {
        final String id;
        final String name;
        final Pieces pieces = new Pieces();

        Call(String id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public Part part() {
            return new Part.ToolCall(id, name, pieces.text());
        }
    }

    /** A text that grows; one that came in one piece is not copied, and a long one grows by pieces. */
    private static final class Pieces {
        private static final int LONG = 64 * 1024;

        private String first = "";
        private @Nullable StringBuilder more;
        private @Nullable List<String> full;

        void add(String piece) {
            if (more == null && first.isEmpty()) {
                first = piece;
                return;
            }
            StringBuilder growing = more == null ? new StringBuilder(first) : more;
            more = growing.append(piece);
            if (growing.length() >= LONG) {
                full = full == null ? new ArrayList<>() : full;
                full.add(growing.toString());
                growing.setLength(0);
            }
        }

        String text() {
            if (more == null) {
                return first;
            }
            if (full == null) {
                return more.toString();
            }
            List<String> all = new ArrayList<>(full);
            all.add(more.toString());
            return String.join("", all);
        }
    }
}
