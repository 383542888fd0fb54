/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider answers whose every customer has resources with addresses of their own.
 *
 * @param address with {@value #NAME} in place of the resource's name; without a slash at the end
 * @param path of the API below the address; begins with a slash
 * @param environment variables that may hold the resource's name or its address
 * @param deployments whether the names of models are names that the customer chose, which tell nothing of the model
 * @param versioned how calls of a dated version of the API look; null: there are none
 */
public record ResourceSpec(
        String address,
        String path,
        List<String> environment,
        boolean deployments,
        @Nullable Versioned versioned) {

    /** Stands in an address for the name of the resource. */
    public static final String NAME = "{resource}";

    public ResourceSpec {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(path, "path");
        environment = List.copyOf(environment);
    }

    /**
     * Calls of a dated version of the API.
     *
     * @param path of the API below the resource's address
     * @param paths by operation; may hold {@code {model}} and {@code {apiVersion}}
     */
    public record Versioned(String path, Map<String, String> paths) {
        public Versioned {
            Objects.requireNonNull(path, "path");
            paths = Map.copyOf(paths);
        }
    }
}
