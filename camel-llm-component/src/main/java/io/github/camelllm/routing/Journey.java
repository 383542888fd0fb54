/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way from target to target until one gives what is asked. One thing is pending at any time: an attempt, a
 * pause, or nothing. No thread waits. Thread-safe.
 *
 * @param <T> what is asked for
 */
final class Journey<T> {

    private final RouterPlan plan;
    private final FailoverRules rules;
    private final Trip trip;
    private final Arrival<T> arrival;
    private final Itinerary stops;
    private final List<Leg> legs = new ArrayList<>();
    private Work<T> work;
    private Runnable pending = () -> {};
    private Runnable alarm = () -> {};
    private boolean over;
    private int atTarget;
    private Duration paused = Duration.ZERO;
    private long deadline;
    private @Nullable Call<T> inFlight;
    private @Nullable LlmException primary;

    Journey(RouterPlan plan, Trip trip, Choice choice, Work<T> work, Arrival<T> arrival) {
        this.plan = plan;
        this.rules = plan.failover();
        this.trip = trip;
        this.stops = new Itinerary(choice.order());
        this.work = work;
        this.arrival = arrival;
    }

    /** Sets off. */
    void start() {
        wind();
        proceed();
    }

    /** The attempt that had given it broke off later: sets off again, for something else. */
    void goOn(Leg broken, LlmException failure, Work<T> other) {
        synchronized (this) {
            over = false;
            work = other;
        }
        wind();
        failed(broken, failure);
    }

    /** Gives up. Whether it was still on its way. */
    boolean cancel() {
        return halt(ErrorDetails.of(ErrorKind.CANCELLED, "the call was cancelled")
                .operation(trip.request().operation())
                .attempts(made())
                .exception());
    }

    /** All attempts that are over, in order. */
    List<Tried> tried() {
        List<Leg> known;
        synchronized (this) {
            known = List.copyOf(legs);
        }
        return known.stream()
                .map(Leg::tried)
                .flatMap(tried -> Optional.ofNullable(tried).stream())
                .toList();
    }

    synchronized int made() {
        return legs.size();
    }

    synchronized Map<String, Long> remainingLimits() {
        return inFlight == null ? Map.of() : inFlight.remainingLimits();
    }

    /** The first target's last failure; empty: none failed yet. */
    synchronized Optional<LlmException> primary() {
        return Optional.ofNullable(primary);
    }

    private void wind() {
        deadline = trip.time().nanos() + rules.callTimeout().toNanos();
        Runnable cancel = trip.time().after(rules.callTimeout(), this::expired);
        synchronized (this) {
            alarm = cancel;
        }
    }

    private void expired() {
        String limit =
                "the call took longer than callTimeout, " + rules.callTimeout().toMillis() + " ms";
        LlmException first = primary().orElse(null);
        halt(
                first != null
                        ? surfaced(first, limit)
                        : ErrorDetails.of(ErrorKind.TIMEOUT_TOTAL, limit)
                                .target(stops.provider(), stops.model())
                                .operation(trip.request().operation())
                                .attempts(made())
                                .exception());
    }

    private boolean halt(LlmException why) {
        Runnable stop;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            stop = pending;
            pending = () -> {};
        }
        alarm.run();
        stop.run();
        arrival.failed(why);
        return true;
    }

    /** Asks the next target that may be asked. */
    private void proceed() {
        for (Candidate next = stops.next(); next != null; next = stops.next()) {
            if (!work.suits(next.target())) {
                continue;
            }
            Optional<Permit> permit = next.health().permit(plan.health());
            if (permit.isPresent()) {
                atTarget = 0;
                attempt(next, permit.get());
                return;
            }
            stops.resting(next);
        }
        nobodyLeft();
    }

    private void attempt(Candidate candidate, Permit permit) {
        Leg leg;
        synchronized (this) {
            if (over) {
                permit.released();
                return;
            }
            leg = new Leg(legs.size() + 1, candidate, permit, trip.time(), paused);
            legs.add(leg);
            atTarget++;
            paused = Duration.ZERO;
        }
        Call<T> call = begun(leg);
        boolean late;
        synchronized (this) {
            inFlight = call;
            late = over;
            pending = late ? pending : call::cancel;
        }
        if (late) {
            call.cancel();
        }
        call.result().whenComplete((value, problem) -> landed(leg, call, value, problem));
    }

    /** Whatever is thrown here would be lost, and the call would never end. */
    private Call<T> begun(Leg leg) {
        RouterTarget target = leg.candidate().target();
        try {
            return work.begin(target, context(target), leg::heard);
        } catch (RuntimeException | Error e) {
            return new Ended<>(ErrorDetails.of(ErrorKind.INVALID_REQUEST, "the target '" + target + "' failed: " + e)
                    .target(target.facts().provider(), target.facts().model())
                    .operation(trip.request().operation())
                    .attempts(0)
                    .exception(e));
        }
    }

    private Map<String, String> context(RouterTarget target) {
        Map<String, String> all = new HashMap<>(trip.request().context());
        all.put("callId", trip.callId());
        all.put("router", plan.name());
        all.put("target", target.name());
        all.put("attempt", Integer.toString(made()));
        return all;
    }

    private void landed(Leg leg, Call<T> call, @Nullable T value, @Nullable Throwable problem) {
        if (value == null) {
            failed(leg, known(problem, leg));
            return;
        }
        boolean late;
        synchronized (this) {
            late = over;
            over = true;
            pending = () -> {};
        }
        if (late && work.goesOn()) {
            call.cancel();
            leg.permit().released();
            return;
        }
        if (!work.goesOn()) {
            leg.succeeded();
        }
        if (late) {
            return;
        }
        alarm.run();
        arrival.answered(value, leg);
    }

    private LlmException known(@Nullable Throwable problem, Leg leg) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        TargetFacts facts = leg.candidate().target().facts();
        return cause instanceof LlmException llm
                ? llm
                : ErrorDetails.of(ErrorKind.RESPONSE_INVALID, "the target failed: " + cause)
                        .target(facts.provider(), facts.model())
                        .operation(trip.request().operation())
                        .exception(cause);
    }

    private void failed(Leg leg, LlmException why) {
        leg.failed(why);
        synchronized (this) {
            if (over) {
                return;
            }
            pending = () -> {};
            boolean first = leg.candidate() == legs.get(0).candidate();
            primary = primary == null || first ? why : primary;
        }
        if (!why.kind().worthFailover() && why.kind() != ErrorKind.CONTENT_BLOCKED) {
            end(why.kind() == ErrorKind.CANCELLED ? why : surfaced(primary, null));
        } else if (made() >= rules.attempts()) {
            end(surfaced(primary, "all " + rules.attempts() + " attempts are used up"));
        } else {
            again(leg, why).ifPresentOrElse(pause -> pause(leg.candidate(), pause), () -> elsewhere(leg, why));
        }
    }

    /** After what pause the same target is asked again; empty: it is not. */
    private Optional<Duration> again(Leg leg, LlmException why) {
        boolean sent = why.details().attempts() > 0;
        if (leg.permit().trial() || !sent || atTarget >= rules.attemptsPerTarget(why.kind())) {
            return Optional.empty();
        }
        Optional<Duration> asked = why.retryAfter();
        if (asked.isPresent() && asked.get().compareTo(rules.longestRetryAfter()) > 0) {
            return Optional.empty();
        }
        Duration pause =
                asked.map(time -> rules.asked(time, trip.drawn())).orElseGet(() -> rules.pause(atTarget, trip.drawn()));
        boolean inTime = pause.toNanos() < deadline - trip.time().nanos();
        return inTime && leg.candidate().health().mayRetry() ? Optional.of(pause) : Optional.empty();
    }

    private void pause(Candidate candidate, Duration pause) {
        later(
                pause,
                () -> candidate
                        .health()
                        .permit(plan.health())
                        .ifPresentOrElse(permit -> attempt(candidate, permit), this::proceed));
    }

    private void later(Duration pause, Runnable next) {
        synchronized (this) {
            if (over) {
                return;
            }
            paused = pause;
        }
        Runnable cancel = trip.time().after(pause, next);
        boolean late;
        synchronized (this) {
            late = over;
            pending = late ? pending : cancel;
        }
        if (late) {
            cancel.run();
        }
    }

    private void elsewhere(Leg leg, LlmException why) {
        Candidate left = leg.candidate();
        switch (why.kind()) {
            case CONTENT_BLOCKED -> {
                if (!stops.only(rules.blockedFallbacks())) {
                    end(surfaced(why, null));
                    return;
                }
            }
            case CONTEXT_TOO_LONG -> stops.largerThan(left.target());
            case RATE_LIMITED -> stops.sameModelFirst(left.target());
            default -> {}
        }
        proceed();
    }

    /** Waits for a target that asked to be left alone for a moment, when nobody was asked at all. */
    private void nobodyLeft() {
        LlmException known = primary().orElse(null);
        if (known != null) {
            end(surfaced(known, null));
            return;
        }
        Optional<Candidate> soonest = stops.soonest();
        Duration left = soonest.map(candidate -> candidate.health().restLeft()).orElse(Duration.ZERO);
        boolean worth = left.compareTo(rules.longestRetryAfter()) <= 0
                && left.toNanos() < deadline - trip.time().nanos();
        if (soonest.isPresent() && worth && stops.waitOnce()) {
            later(rules.asked(left, trip.drawn()), this::proceed);
        } else {
            end(stops.allResting(plan.name(), trip.request().operation()));
        }
    }

    private void end(LlmException why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        alarm.run();
        arrival.failed(why);
    }

    /** An error with the history of the call. */
    private LlmException surfaced(@Nullable LlmException why, @Nullable String limit) {
        LlmException shown = why == null
                ? ErrorDetails.of(ErrorKind.INVALID_REQUEST, "no attempt was made")
                        .attempts(0)
                        .exception()
                : why;
        return History.of(shown, tried(), plan.name(), limit);
    }
}
