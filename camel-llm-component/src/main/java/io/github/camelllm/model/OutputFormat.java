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

/** The form that the answer must have. */
public sealed interface OutputFormat {

    /** Free text: the default. */
    record Text() implements OutputFormat {}

    /** Any JSON object. Most providers want the word JSON in the prompt as well. */
    record JsonObject() implements OutputFormat {}

    /**
     * JSON that obeys a schema.
     *
     * @param name letters, digits, {@code _} and {@code -}, at most 64
     * @param schema the JSON schema, as decoded JSON
     * @param description tells the model what the object is; null: none
     * @param strict hold the model to the schema; null: the provider's default
     */
    record JsonSchema(
            String name,
            Map<String, Object> schema,
            @Nullable String description,
            @Nullable Boolean strict) implements OutputFormat {
        public JsonSchema {
            Objects.requireNonNull(name, "name");
            if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
                throw new IllegalArgumentException("schema name '" + name
                        + "' is not allowed: use 1 to 64 letters, digits, underscores and hyphens");
            }
            schema = Json.copy(schema);
        }
    }
}
