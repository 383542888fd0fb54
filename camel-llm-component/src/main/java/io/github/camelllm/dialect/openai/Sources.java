/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.model.Citation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The citations of an answer from everywhere they stand: {@code annotations[].url_citation}, and the top-level
 * {@code citations[]} (URLs, to which {@code [1]} in the text refers) with {@code search_results[]}.
 */
final class Sources {

    private final List<Citation> annotated = new ArrayList<>(0);
    private List<?> urls = List.of();
    private List<?> results = List.of();
    private boolean changed;

    void annotations(List<?> annotations) {
        for (Object annotation : annotations) {
            if (annotation instanceof Map<?, ?> map && map.get("url_citation") instanceof Map<?, ?> citation) {
                annotated.add(new Citation(
                        text(citation, "url"),
                        text(citation, "title"),
                        text(citation, "content"),
                        null,
                        whole(citation, "start_index"),
                        whole(citation, "end_index"),
                        null));
                changed = true;
            }
        }
    }

    void urls(List<?> all) {
        changed |= !all.equals(urls);
        urls = all;
    }

    void results(List<?> all) {
        changed |= !all.equals(results);
        results = all;
    }

    /** Whether there is more or something else since this was last asked. */
    boolean changed() {
        boolean answer = changed;
        changed = false;
        return answer;
    }

    /** All that are known: first those that the text counts, each URL once, then the annotations. */
    List<Citation> all() {
        Map<String, Citation> byUrl = new LinkedHashMap<>();
        urls.forEach(url -> {
            if (url instanceof String text) {
                byUrl.put(text, new Citation(text, null, null, null, null, null, null));
            }
        });
        List<Citation> withoutUrl = new ArrayList<>(0);
        results.forEach(result -> {
            if (result instanceof Map<?, ?> map) {
                Citation citation = result(map);
                if (citation.url() == null) {
                    withoutUrl.add(citation);
                } else {
                    byUrl.put(citation.url(), citation);
                }
            }
        });
        List<Citation> all = new ArrayList<>(byUrl.values());
        all.addAll(withoutUrl);
        all.addAll(annotated);
        return all;
    }

    private static Citation result(Map<?, ?> map) {
        String url = text(map, "url");
        return new Citation(
                url == null || url.isEmpty() ? null : url,
                text(map, "title"),
                text(map, "snippet"),
                null,
                null,
                null,
                text(map, "date"));
    }

    private static @Nullable String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : null;
    }

    private static @Nullable Integer whole(Map<?, ?> map, String name) {
        return map.get(name) instanceof Long number ? (Integer) number.intValue() : null;
    }
}
