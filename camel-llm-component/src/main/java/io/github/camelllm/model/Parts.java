/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.ArrayList;
import java.util.List;

/** Reads lists of parts. */
final class Parts {
    private Parts() {}

    /** The texts, joined; one text alone is not copied, for it may have megabytes. */
    static String text(List<Part> parts) {
        List<String> texts = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                texts.add(text.text());
            }
        }
        return texts.size() == 1 ? texts.get(0) : String.join("", texts);
    }

    static <P extends Part> List<P> of(List<Part> parts, Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
