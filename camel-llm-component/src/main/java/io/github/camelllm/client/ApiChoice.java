/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import org.jspecify.annotations.Nullable;

/**
 * Which of a provider's APIs and resources a target means.
 *
 * @param api by its name in the profile; null: the model's, or the usual one
 * @param apiVersion a dated version of the API; null: the one without versions
 * @param resource the name or the address of the customer's resource; null: the environment may tell
 * @param deployedModel the model behind a deployment; null: only the answer tells
 * @param project what stands for the placeholder in the profile's addresses; null: the property of that name
 */
public record ApiChoice(
        @Nullable String api,
        @Nullable String apiVersion,
        @Nullable String resource,
        @Nullable String deployedModel,
        @Nullable String project) {

    /** All as usual. */
    public static final ApiChoice USUAL = new ApiChoice(null, null, null, null, null);

    /** A choice without a project. */
    public ApiChoice(
            @Nullable String api,
            @Nullable String apiVersion,
            @Nullable String resource,
            @Nullable String deployedModel) {
        this(api, apiVersion, resource, deployedModel, null);
    }

    /** The same in a project. */
    public ApiChoice in(@Nullable String other) {
        return new ApiChoice(api, apiVersion, resource, deployedModel, other);
    }
}
