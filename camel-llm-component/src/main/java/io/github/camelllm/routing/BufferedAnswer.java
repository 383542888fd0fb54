/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A routed stream of which nothing is handed on before it is complete. */
final class BufferedAnswer implements RoutedStream, Arrival<WholeStream.Events>, Router.Departure {

    private final Router.Course course;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Replay replay = new Replay();
    private final @Nullable Journey<WholeStream.Events> journey;
    private volatile List<Notice> notices = List.of();

    BufferedAnswer(Router.Course course, ChatRequest request) {
        this.course = course;
        this.journey = course.journey(
                (target, context, heard) -> new WholeStream(target.backend().stream(request, context, heard)), this);
    }

    @Override
    public void depart() {
        if (journey != null) {
            journey.start();
        }
    }

    @Override
    public void answered(WholeStream.Events events, Leg leg) {
        course.answeredBy(leg);
        course.over();
        notices = events.notices();
        replay.whole(events.all());
        started.complete(null);
    }

    @Override
    public void failed(LlmException why) {
        course.over();
        replay.failed(why);
        started.completeExceptionally(why);
    }

    @Override
    public CompletionStage<Void> started() {
        return started.minimalCompletionStage();
    }

    @Override
    public Flow.Publisher<StreamEvent> events() {
        return replay;
    }

    @Override
    public void cancel() {
        if (journey != null) {
            journey.cancel();
        }
    }

    @Override
    public List<Notice> notices() {
        return notices;
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
