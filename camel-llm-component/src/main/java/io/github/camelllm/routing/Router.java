/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several targets that answer as one. For each call: filters, then the strategy, then one target after the other until one
 * answers, within one budget of attempts and time. Thread-safe. No thread waits, and no call throws: what goes wrong is in
 * its result.
 */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final RouterPlan plan;
    private final List<Candidate> candidates;
    private final Clockwork time;
    private final DoubleSupplier chance;
    private final List<DecisionListener> listeners;

    /**
     * @param health shared with other routers
     * @param listeners hear of each call
     */
    public Router(RouterPlan plan, HealthBook health, Clockwork time, List<DecisionListener> listeners) {
        this(plan, health, time, listeners, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * @param health shared with other routers
     * @param listeners hear of each call
     * @param chance numbers from 0 to 1, for jitter
     */
    public Router(
            RouterPlan plan,
            HealthBook health,
            Clockwork time,
            List<DecisionListener> listeners,
            DoubleSupplier chance) {
        this.plan = plan;
        this.time = time;
        this.chance = chance;
        this.listeners = List.copyOf(listeners);
        List<Candidate> all = new ArrayList<>();
        for (RouterTarget target : plan.targets()) {
            all.add(new Candidate(all.size(), target, health.of(target.key()), time));
        }
        this.candidates = List.copyOf(all);
    }

    /** What it is made of. */
    public RouterPlan plan() {
        return plan;
    }

    /** Its targets with how they are. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /**
     * Asks for a whole answer. A model that the request names is a target of the router, which is asked first.
     *
     * @param context told to the listeners; {@code tenant} and {@code conversationId} mean something to filters and strategies
     */
    public RoutedCall<ChatResponse> complete(ChatRequest request, Map<String, String> context) {
        ChatRequest sent = request.model() == null
                ? request
                : request.toBuilder().model(null).build();
        return unary(
                RoutedRequest.chat(request, false, context),
                (backend, told) -> heard -> backend.complete(sent, told, heard));
    }

    /**
     * Asks for vectors. A model that the request names is a target of the router, which is asked first.
     *
     * @param context as {@link #complete}
     */
    public RoutedCall<EmbeddingResponse> embed(EmbeddingRequest request, Map<String, String> context) {
        EmbeddingRequest sent = request.model() == null
                ? request
                : new EmbeddingRequest(
                        null,
                        request.inputs(),
                        request.dimensions(),
                        request.inputType(),
                        request.user(),
                        request.providerOptions());
        return unary(
                RoutedRequest.embedding(request, context),
                (backend, told) -> heard -> backend.embed(sent, told, heard));
    }

    /**
     * Asks for a streamed answer.
     *
     * @param context as {@link #complete}
     */
    public RoutedStream stream(ChatRequest request, Map<String, String> context) {
        RoutedRequest routed = RoutedRequest.chat(request, true, context);
        ChatRequest sent = request.model() == null
                ? request
                : request.toBuilder().model(null).build();
        Course course = new Course(routed);
        RoutedStream answer = plan.failover().recovery() == Recovery.RESTART
                ? new BufferedAnswer(course, sent)
                : new LiveAnswer(course, sent, plan.failover().recovery() == Recovery.CONTINUE);
        ((Departure) answer).depart();
        return answer;
    }

    /** What would be decided for a request at this moment; asks nobody. */
    public Decision explain(RoutedRequest request) {
        return new Course(request).choose().decision();
    }

    private interface Asking<T> {
        Call<T> ask(CallListener heard);
    }

    private <T> RoutedCall<T> unary(RoutedRequest request, BiFunction<Backend, Map<String, String>, Asking<T>> asking) {
        Course course = new Course(request);
        UnaryAnswer<T> answer = new UnaryAnswer<>(
                course,
                (target, context, heard) ->
                        asking.apply(target.backend(), context).ask(heard));
        answer.depart();
        return answer;
    }

    /** A call that sets off once it is complete. */
    interface Departure {
        void depart();
    }

    /** The decision of one call, while it is made and carried out. Thread-safe. */
    final class Course {

        private final String callId =
                Long.toHexString(ThreadLocalRandom.current().nextLong());
        private final RoutedRequest request;
        private final Instant decidedAt = time.now();
        private volatile @Nullable Choice choice;
        private volatile @Nullable Journey<?> journey;
        private volatile @Nullable String answeredBy;

        Course(RoutedRequest request) {
            this.request = request;
        }

        Course choose() {
            choice = Choice.of(plan, candidates, request);
            return this;
        }

        /** Chooses and sets off; what cannot be chosen fails there. */
        <T> @Nullable Journey<T> journey(Work<T> work, Arrival<T> arrival) {
            Choice made;
            try {
                made = choose().choice;
            } catch (LlmException refused) {
                arrival.failed(refused);
                return null;
            } catch (RuntimeException | Error broken) {
                arrival.failed(ErrorDetails.of(
                                ErrorKind.INVALID_REQUEST,
                                "the router '" + plan.name() + "' could not choose: " + broken)
                        .operation(request.operation())
                        .attempts(0)
                        .exception(broken));
                return null;
            }
            Journey<T> begun = new Journey<>(
                    plan, new Trip(callId, request, time, chance), Objects.requireNonNull(made), work, arrival);
            journey = begun;
            return begun;
        }

        void answeredBy(Leg leg) {
            answeredBy = leg.candidate().target().name();
        }

        /** The same error with what else was tried. */
        LlmException history(LlmException why) {
            return History.of(why, tried(), plan.name(), null);
        }

        private List<Tried> tried() {
            Journey<?> known = journey;
            return known == null ? List.of() : known.tried();
        }

        Decision decision() {
            Choice made = choice;
            return new Decision(
                    callId,
                    plan.name(),
                    plan.strategy().name(),
                    plan.strategy().explanation(),
                    decidedAt,
                    made == null ? List.of() : made.considered(),
                    tried(),
                    answeredBy);
        }

        /** The call is over. */
        void over() {
            if (listeners.isEmpty()) {
                return;
            }
            Decision decision = decision();
            for (DecisionListener listener : listeners) {
                try {
                    listener.decided(decision);
                } catch (RuntimeException | Error e) {
                    LOG.warn("A decision listener failed on a call of the router '{}'", plan.name(), e);
                }
            }
        }
    }
}
