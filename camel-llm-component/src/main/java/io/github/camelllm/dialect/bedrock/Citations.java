/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Document;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a text block cites.
 *
 * @param documents of the request, which stand before all others in it
 */
record Citations(List<Document> documents) {

    /**
     * Reads one.
     *
     * @param start where the text that rests on it begins; negative: there is none
     * @param end where it ends
     */
    Citation of(Map<?, ?> stated, int start, int end) {
        Map<?, ?> location = map(stated, "location");
        return new Citation(
                text(map(location, "web"), "url"),
                text(stated, "title"),
                snippet(stated.get("sourceContent")),
                document(location),
                start < 0 ? null : start,
                start < 0 ? null : end,
                null);
    }

    private @Nullable String document(Map<?, ?> location) {
        for (Object place : location.values()) {
            if (place instanceof Map<?, ?> map && map.get("documentIndex") instanceof Number index) {
                int at = index.intValue();
                return at >= 0 && at < documents.size() ? documents.get(at).id() : null;
            }
        }
        return null;
    }

    private static @Nullable String snippet(@Nullable Object contents) {
        if (!(contents instanceof List<?> list)) {
            return null;
        }
        return list.stream()
                .map(content -> content instanceof Map<?, ?> map ? text(map, "text") : null)
                .filter(text -> text != null)
                .collect(Collectors.joining());
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text ? text : null;
    }
}
