/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.Failures;
import io.github.camelllm.error.LlmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool call, whole or in pieces that each name their place by a JSON path. (providers/vertex-ai,
 * Streaming, read 2026-11-25) For one thread.
 */
final class StreamedCall {

    private static final int MOST_STEPS = 100;

    private final int number;
    private final Failures failures;
    private final Map<String, Object> arguments = new LinkedHashMap<>();

    /** @param number of the call within the answer */
    StreamedCall(int number, Failures failures) {
        this.number = number;
        this.failures = failures;
    }

    int number() {
        return number;
    }

    /** What came so far, as decoded JSON. */
    Map<String, Object> arguments() {
        Map<String, Object> whole = new LinkedHashMap<>();
        arguments.forEach((name, value) -> whole.put(name, plain(value)));
        return whole;
    }

    void take(Map<String, Object> call) {
        if (call.get("args") instanceof Map<?, ?> args) {
            args.forEach((name, value) -> arguments.put(String.valueOf(name), value));
        }
        if (call.get("partialArgs") instanceof List<?> pieces) {
            for (Object piece : pieces) {
                if (piece instanceof Map<?, ?> map) {
                    piece(map);
                }
            }
        }
    }

    private void piece(Map<?, ?> piece) {
        List<Object> path = path(String.valueOf(piece.get("jsonPath")));
        Object place = arguments;
        for (int i = 0; i < path.size() - 1; i++) {
            boolean list = path.get(i + 1) instanceof Integer;
            Object inner = at(place, path.get(i));
            if (inner == null) {
                inner = list ? new ArrayList<>() : new LinkedHashMap<String, Object>();
                put(place, path.get(i), inner);
            }
            place = inner;
        }
        Object last = path.get(path.size() - 1);
        if (piece.get("stringValue") instanceof String text) {
            StringBuilder growing = at(place, last) instanceof StringBuilder begun ? begun : new StringBuilder();
            put(place, last, growing.append(text));
        } else {
            put(place, last, scalar(piece));
        }
    }

    private static @Nullable Object scalar(Map<?, ?> piece) {
        if (piece.get("numberValue") instanceof Number number) {
            return number;
        }
        return piece.get("boolValue") instanceof Boolean flag ? flag : null;
    }

    private @Nullable Object at(Object place, Object step) {
        if (step instanceof Integer index) {
            List<Object> list = list(place);
            return index < list.size() ? list.get(index) : null;
        }
        return map(place).get(String.valueOf(step));
    }

    private void put(Object place, Object step, @Nullable Object value) {
        if (step instanceof Integer index) {
            List<Object> list = list(place);
            if (index > list.size()) {
                throw wrong("its element " + index + " comes before element " + list.size());
            }
            if (index == list.size()) {
                list.add(value);
            } else {
                list.set(index, value);
            }
        } else {
            map(place).put(String.valueOf(step), value);
        }
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(Object place) {
        if (place instanceof ArrayList<?> list) {
            return (List<Object>) list;
        }
        throw wrong("a list stands where something else stood");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(Object place) {
        if (place instanceof LinkedHashMap<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw wrong("an object stands where something else stood");
    }

    /** Reads a path such as {@code $.items[0].name} or {@code $['a name']}. */
    private List<Object> path(String text) {
        List<Object> steps = new ArrayList<>();
        int at = text.startsWith("$") ? 1 : 0;
        while (at < text.length()) {
            at = text.charAt(at) == '[' ? bracket(text, at, steps) : member(text, at, steps);
            if (steps.size() > MOST_STEPS) {
                throw wrong("a path has more than " + MOST_STEPS + " steps");
            }
        }
        if (steps.isEmpty() || steps.get(0) instanceof Integer) {
            throw wrong("the path '" + text + "' names no member");
        }
        return steps;
    }

    private static int member(String text, int begin, List<Object> steps) {
        int from = text.charAt(begin) == '.' ? begin + 1 : begin;
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        steps.add(text.substring(from, end));
        return end;
    }

    private int bracket(String text, int begin, List<Object> steps) {
        boolean quoted = begin + 1 < text.length() && (text.charAt(begin + 1) == '\'' || text.charAt(begin + 1) == '"');
        int end = quoted ? text.indexOf(text.charAt(begin + 1) + "]", begin + 2) : text.indexOf(']', begin);
        if (end < 0) {
            throw wrong("the path '" + text + "' has no end");
        }
        if (quoted) {
            steps.add(text.substring(begin + 2, end));
            return end + 2;
        }
        try {
            steps.add(Integer.parseUnsignedInt(text, begin + 1, end, 10) & Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw wrong("the path '" + text + "' has an index that is no number");
        }
        return end + 1;
    }

    private LlmException wrong(String what) {
        return failures.invalid("the streamed arguments of a tool call are wrong: " + what, null);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof StringBuilder text) {
            return text.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> whole = new LinkedHashMap<>();
            map.forEach((name, inner) -> whole.put(String.valueOf(name), plain(inner)));
            return whole;
        }
        if (value instanceof List<?> list) {
            List<Object> whole = new ArrayList<>(list.size());
            list.forEach(inner -> whole.add(plain(inner)));
            return whole;
        }
        return value;
    }
}
