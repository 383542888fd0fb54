/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.StreamCall;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A routed stream whose pieces are handed on as they come. */
final class LiveAnswer implements RoutedStream, Arrival<StreamCall>, Router.Departure, Relay.Ending {

    private final Router.Course course;
    private final ChatRequest request;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final Relay relay;
    private final @Nullable Journey<StreamCall> journey;
    private volatile @Nullable StreamCall current;
    private volatile @Nullable Leg leg;
    /** Why the stream broke off; null: it did not. */
    private volatile @Nullable LlmException broken;

    private volatile boolean over;

    /**
     * @param continues whether another target may go on where one stopped
     */
    LiveAnswer(Router.Course course, ChatRequest request, boolean continues) {
        this.course = course;
        this.request = request;
        this.relay = new Relay(this, continues ? Handed.of(request) : null);
        this.journey = course.journey(new Beginning(request), this);
    }

    @Override
    public void depart() {
        if (journey != null) {
            journey.start();
        }
    }

    @Override
    public void answered(StreamCall call, Leg answering) {
        current = call;
        leg = answering;
        course.answeredBy(answering);
        relay.connect(call, joint(answering));
        started.complete(null);
    }

    /** How the new pieces follow the old ones; null: there are no old ones. */
    private @Nullable Joint joint(Leg answering) {
        Handed handed = relay.handed();
        return broken == null || handed == null
                ? null
                : new Joint(
                        handed.text(), answering.candidate().target().traits().prefill() == Prefill.ECHOES);
    }

    @Override
    public void failed(LlmException why) {
        LlmException cut = broken;
        finish();
        LlmException told = cut == null || why.kind() == ErrorKind.CANCELLED ? why : course.history(cut);
        relay.failed(told);
        started.completeExceptionally(told);
    }

    @Override
    public void ended() {
        Leg answering = leg;
        if (answering != null) {
            answering.succeeded();
        }
        finish();
    }

    @Override
    public void brokeOff(LlmException why) {
        Leg answering = Objects.requireNonNull(leg, "a stream breaks off after it has begun");
        Handed handed = relay.handed();
        LlmException whole = handed == null ? why : handed.with(why);
        if (journey == null
                || over
                || handed == null
                || !handed.continuable()
                || !why.kind().worthFailover()) {
            answering.failed(why);
            finish();
            relay.failed(why.kind() == ErrorKind.CANCELLED ? whole : course.history(whole));
            return;
        }
        broken = whole;
        journey.goOn(answering, why, new Continuation(request, handed.text()));
    }

    @Override
    public void left() {
        cancel();
    }

    private void finish() {
        boolean first;
        synchronized (this) {
            first = !over;
            over = true;
        }
        if (first) {
            course.over();
        }
    }

    @Override
    public CompletionStage<Void> started() {
        return started.minimalCompletionStage();
    }

    @Override
    public Flow.Publisher<StreamEvent> events() {
        return relay;
    }

    @Override
    public void cancel() {
        StreamCall running = current;
        if (journey != null && !journey.cancel() && running != null) {
            running.cancel();
        }
    }

    @Override
    public List<Notice> notices() {
        StreamCall running = current;
        return running == null ? List.of() : running.notices();
    }

    @Override
    public Map<String, Long> remainingLimits() {
        StreamCall running = current;
        return running == null ? Map.of() : running.remainingLimits();
    }

    @Override
    public Decision decision() {
        return course.decision();
    }
}
