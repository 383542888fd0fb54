/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.LlmException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A routed call whose answer comes whole. */
final class UnaryAnswer<T> implements RoutedCall<T>, Arrival<T>, Router.Departure {

    private final Router.Course course;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final @Nullable Journey<T> journey;

    UnaryAnswer(Router.Course course, Work<T> work) {
        this.course = course;
        this.journey = course.journey(work, this);
    }

    @Override
    public void depart() {
        if (journey != null) {
            journey.start();
        }
    }

    @Override
    public void answered(T value, Leg leg) {
        course.answeredBy(leg);
        course.over();
        result.complete(value);
    }

    @Override
    public void failed(LlmException why) {
        course.over();
        result.completeExceptionally(why);
    }

    @Override
    public CompletionStage<T> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void cancel() {
        if (journey != null) {
            journey.cancel();
        }
    }

    @Override
    public Map<String, Long> remainingLimits() {
        return journey == null ? Map.of() : journey.remainingLimits();
    }

    @Override
    public Decision decision() {
        return course.decision();
    }
}
