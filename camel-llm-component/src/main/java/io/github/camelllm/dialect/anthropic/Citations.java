/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.model.Citation;
import io.github.camelllm.model.Document;
import java.util.List;
import java.util.Map;
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
     * @param start where the text that rests on it begins
     * @param end where it ends
     */
    Citation of(Map<?, ?> stated, int start, int end) {
        String title = text(stated, "title");
        return new Citation(
                text(stated, "url"),
                title == null ? text(stated, "document_title") : title,
                text(stated, "cited_text"),
                document(stated.get("document_index")),
                start,
                end,
                null);
    }

    private @Nullable String document(@Nullable Object index) {
        if (!(index instanceof Number number)) {
            return null;
        }
        int at = number.intValue();
        return at >= 0 && at < documents.size() ? documents.get(at).id() : null;
    }

    private static @Nullable String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text ? text : null;
    }
}
