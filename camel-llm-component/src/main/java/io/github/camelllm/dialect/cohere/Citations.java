/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.Citation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what an answer cites: one citation for each of the sources that a statement rests on. */
final class Citations {

    private static final String IN_TEXT = "TEXT_CONTENT";

    private final Blocks blocks;
    private final List<Citation> all = new ArrayList<>(0);

    Citations(Blocks blocks) {
        this.blocks = blocks;
    }

    /** All that have come. */
    List<Citation> all() {
        return all;
    }

    /** Takes one; thoughts and plans are cited as well, but have no place in the answer's text. */
    void take(Map<?, ?> stated) {
        String type = text(stated, "type");
        int[] place = type == null || type.equals(IN_TEXT) ? place(stated) : null;
        if (stated.get("sources") instanceof List<?> sources && !sources.isEmpty()) {
            sources.forEach(source -> {
                if (source instanceof Map<?, ?> map) {
                    all.add(of(map, place));
                }
            });
        } else {
            all.add(new Citation(null, null, null, null, start(place), end(place), null));
        }
    }

    private int @Nullable [] place(Map<?, ?> stated) {
        Integer start = whole(stated.get("start"));
        Integer end = whole(stated.get("end"));
        return start == null || end == null
                ? null
                : blocks.place(whole(stated.get("content_index")), start, end, text(stated, "text"));
    }

    /** A document has its members as they were given; what a tool said can have any form. */
    private static Citation of(Map<?, ?> source, int @Nullable [] place) {
        Map<?, ?> content = source.get("document") instanceof Map<?, ?> document
                ? document
                : source.get("tool_output") instanceof Map<?, ?> output ? output : Map.of();
        String says = text(content, "text");
        says = says == null ? text(content, "content") : says;
        if (says == null && !content.isEmpty()) {
            says = JsonTree.write(content);
        }
        return new Citation(
                text(content, "url"), text(content, "title"), says, text(source, "id"), start(place), end(place), null);
    }

    private static @Nullable Integer start(int @Nullable [] place) {
        return place == null ? null : (Integer) place[0];
    }

    private static @Nullable Integer end(int @Nullable [] place) {
        return place == null ? null : (Integer) place[1];
    }

    private static @Nullable Integer whole(@Nullable Object value) {
        return value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE
                ? (Integer) number.intValue()
                : null;
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text && !text.isEmpty() ? text : null;
    }
}
