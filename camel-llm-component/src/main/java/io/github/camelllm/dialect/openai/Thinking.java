/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Mistral's chunks of type {@code thinking}, whose member of that name is a list of text chunks. */
final class Thinking {

    private Thinking() {}

    static String text(List<?> chunks) {
        return chunks.stream()
                .filter(Map.class::isInstance)
                .map(chunk -> ((Map<?, ?>) chunk).get("text"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining());
    }

    /** The chunk itself, to be sent back unchanged. */
    static Map<String, Object> copy(Map<?, ?> chunk) {
        Map<String, Object> copy = new LinkedHashMap<>();
        chunk.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    /** The chunk that holds a text. */
    static Map<String, Object> chunk(String text) {
        return Map.of("type", "thinking", "thinking", List.of(Map.of("type", "text", "text", text)));
    }
}
