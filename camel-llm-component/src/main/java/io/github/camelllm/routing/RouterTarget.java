/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.profile.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of those among which a router chooses.
 *
 * @param name unique in its router
 * @param key whose health it shares
 * @param facts what the profiles say
 * @param traits what the user declares
 * @param backend what answers
 */
public record RouterTarget(String name, TargetKey key, TargetFacts facts, TargetTraits traits, Backend backend) {

    public RouterTarget {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a target has a name");
        }
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(traits, "traits");
        Objects.requireNonNull(backend, "backend");
    }

    /**
     * A provider's model as a target.
     *
     * @param whole for answers that come at once
     * @param streamed the same target for streamed answers, with limits of its own
     * @throws io.github.camelllm.error.LlmException MODEL_NOT_FOUND when nobody named a model
     */
    public static RouterTarget of(String name, LoadedModel whole, LoadedModel streamed, TargetTraits traits) {
        Target target = whole.target()
                .orElseThrow(() -> ErrorDetails.of(
                                ErrorKind.MODEL_NOT_FOUND,
                                "the target '" + name + "' names no model and its profile has no default: write "
                                        + whole.provider().id() + "/<model>")
                        .target(whole.provider().id(), null)
                        .attempts(0)
                        .exception());
        return new RouterTarget(
                name,
                new TargetKey(whole.baseUrl(), target.model().id()),
                TargetFacts.of(target),
                traits,
                new LoadedBackend(whole, streamed));
    }

    /** The most prompt tokens, as declared or as the profile says; null: unknown. */
    public @Nullable Integer window() {
        return traits.window() != null ? traits.window() : facts.window();
    }

    /** The name, which is provider/model unless it was given another. */
    @Override
    public String toString() {
        return name;
    }
}
