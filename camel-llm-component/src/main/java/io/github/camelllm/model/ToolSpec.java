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
 * A tool that the model may call.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64
 * @param description tells the model when to use it; null: none
 * @param parameters a JSON schema of an object, as decoded JSON; empty: no parameters
 * @param strict ask the provider to hold the model to the schema; null: the provider's default
 */
public record ToolSpec(
        String name,
        @Nullable String description,
        Map<String, Object> parameters,
        @Nullable Boolean strict) {

    public ToolSpec {
        Objects.requireNonNull(name, "name");
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "tool name '" + name + "' is not allowed: use 1 to 64 letters, digits, underscores and hyphens");
        }
        parameters = Json.copy(parameters);
    }
}
