/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source that the answer may cite.
 *
 * @param id the id by which a {@link Citation} names it
 * @param title null: none
 * @param text what it says
 * @param metadata further members, such as a URL
 */
public record Document(String id, @Nullable String title, String text, Map<String, String> metadata) {
    public Document {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        metadata = Map.copyOf(metadata);
    }
}
