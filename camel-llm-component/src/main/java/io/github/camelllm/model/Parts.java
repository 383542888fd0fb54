/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads lists of parts. */
final class Parts {
    private Parts() {}

    /** The texts, joined; one text alone is not copied, for it may have megabytes. */
    static String text(List<Part> parts) {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
            return only.text();
        }
        List<String> texts = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                texts.add(text.text());
            }
        }
        return texts.size() == 1 ? texts.get(0) : String.join("", texts);
    }

    static <P extends Part> List<P> of(List<Part> parts, Class<P> kind) {
        List<P> found = List.of();
        for (Part part : parts) {
            if (kind.isInstance(part)) {
                found = found.isEmpty() ? new ArrayList<>(parts.size()) : found;
                found.add(kind.cast(part));
            }
        }
        return Collections.unmodifiableList(found);
    }
}
