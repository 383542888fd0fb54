/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.model.StreamEvent;
import java.util.List;

/** Splits a leading {@code <think>…</think>} off a text that comes in pieces. */
final class ThinkTags {

    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum State {
        BEFORE,
        INSIDE,
        AFTER
    }

    private final int choice;
    private State state = State.BEFORE;
    private String held = "";
    private boolean trim;

    ThinkTags(int choice) {
        this.choice = choice;
    }

    void text(String piece, List<StreamEvent> events) {
        switch (state) {
            case BEFORE -> before(held + piece, events);
            case INSIDE -> inside(held + piece, events);
            case AFTER -> after(piece, events);
        }
    }

    /** The text is at its end: what was held back goes out. */
    void end(List<StreamEvent> events) {
        String rest = held;
        held = "";
        if (!rest.isEmpty()) {
            events.add(
                    state == State.INSIDE
                            ? new StreamEvent.ReasoningDelta(choice, rest, List.of())
                            : new StreamEvent.TextDelta(choice, rest));
        }
    }

    private void before(String text, List<StreamEvent> events) {
        String start = text.stripLeading();
        if (start.startsWith(OPEN)) {
            state = State.INSIDE;
            held = "";
            inside(start.substring(OPEN.length()), events);
        } else if (OPEN.startsWith(start)) {
            held = text;
        } else {
            state = State.AFTER;
            held = "";
            after(text, events);
        }
    }

    private void inside(String text, List<StreamEvent> events) {
        int close = text.indexOf(CLOSE);
        int safe = close >= 0 ? close : text.length() - partOfClose(text);
        if (safe > 0) {
            events.add(new StreamEvent.ReasoningDelta(choice, text.substring(0, safe), List.of()));
        }
        if (close < 0) {
            held = text.substring(safe);
            return;
        }
        state = State.AFTER;
        trim = true;
        held = "";
        after(text.substring(close + CLOSE.length()), events);
    }

    private void after(String text, List<StreamEvent> events) {
        String rest = trim ? text.stripLeading() : text;
        if (!rest.isEmpty()) {
            trim = false;
            events.add(new StreamEvent.TextDelta(choice, rest));
        }
    }

    /** How many characters at the end may be the beginning of the closing tag. */
    private static int partOfClose(String text) {
        for (int length = Math.min(CLOSE.length() - 1, text.length()); length > 0; length--) {
            if (CLOSE.startsWith(text.substring(text.length() - length))) {
                return length;
            }
        }
        return 0;
    }
}
