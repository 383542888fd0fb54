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
import java.util.Objects;
import java.util.Set;

/** Joins the pieces of {@code reasoning_details[]} by their index, so that they can be sent back as they were meant. */
final class ReasoningDetails {

    private static final Set<String> GROWING = Set.of("text", "summary", "data");

    private final List<Map<String, Object>> details = new ArrayList<>(0);

    void add(List<?> pieces) {
        for (Object piece : pieces) {
            if (piece instanceof Map<?, ?> map) {
                add(map);
            }
        }
    }

    /** What has come and was not taken yet. */
    List<Map<String, Object>> take() {
        List<Map<String, Object>> all = List.copyOf(details);
        details.clear();
        return all;
    }

    boolean any() {
        return !details.isEmpty();
    }

    private void add(Map<?, ?> piece) {
        for (Map<String, Object> known : details) {
            if (piece.get("index") != null
                    && Objects.equals(known.get("index"), piece.get("index"))
                    && Objects.equals(known.get("type"), piece.get("type"))) {
                join(known, piece);
                return;
            }
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        piece.forEach((name, value) -> copy.put(String.valueOf(name), value));
        details.add(copy);
    }

    private static void join(Map<String, Object> known, Map<?, ?> piece) {
        piece.forEach((name, value) -> {
            String member = String.valueOf(name);
            if (GROWING.contains(member) && known.get(member) instanceof String text && value instanceof String more) {
                known.put(member, text + more);
            } else if (value != null) {
                known.put(member, value);
            }
        });
    }
}
