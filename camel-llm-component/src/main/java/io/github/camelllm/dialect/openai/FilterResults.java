/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What content filters found in an answer that came in pieces: of each category the worst. Azure OpenAI, read 2026-11-25:
 * a category is an object with {@code filtered} and {@code severity} or {@code detected}; the member's name ends with or
 * without an s; {@code error} stands among the categories when the filters themselves failed.
 */
final class FilterResults {

    private static final List<String> SEVERITIES = List.of("safe", "low", "medium", "high");

    private final Map<Integer, Map<String, Object>> byChoice = new TreeMap<>();
    private boolean changed;

    /** Adds what a chunk says of a choice. */
    void add(int choice, Map<String, Object> results) {
        results.forEach((category, result) -> {
            Map<String, Object> known = byChoice.computeIfAbsent(choice, index -> new LinkedHashMap<>());
            Object before = known.get(category);
            if (before == null || weight(result) > weight(before)) {
                known.put(category, result);
                changed = true;
            }
        });
    }

    /** Whether there is more than when this was last asked. */
    boolean changed() {
        boolean answer = changed;
        changed = false;
        return answer;
    }

    /** All, in the form in which the results of prompts come. */
    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        byChoice.forEach((choice, results) ->
                all.add(Map.of("index", (long) choice, "content_filter_results", new LinkedHashMap<>(results))));
        return all;
    }

    /** The categories of all choices that were filtered out. */
    List<String> filtered() {
        List<String> names = new ArrayList<>();
        byChoice.values()
                .forEach(results -> filtered(results).stream()
                        .filter(name -> !names.contains(name))
                        .forEach(names::add));
        return names;
    }

    /** The categories that were filtered out, with the severity where one was told. */
    static List<String> filtered(Map<?, ?> results) {
        List<String> names = new ArrayList<>();
        results.forEach((category, result) -> {
            if (result instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("filtered"))) {
                names.add(
                        map.get("severity") instanceof String severity
                                ? category + " (" + severity + ")"
                                : String.valueOf(category));
            }
        });
        return names;
    }

    private static int weight(Object result) {
        if (!(result instanceof Map<?, ?> map)) {
            return 0;
        }
        int severity = Math.max(0, SEVERITIES.indexOf(String.valueOf(map.get("severity"))));
        int detected = Boolean.TRUE.equals(map.get("detected")) ? 4 : 0;
        return severity + detected + (Boolean.TRUE.equals(map.get("filtered")) ? 8 : 0);
    }
}
