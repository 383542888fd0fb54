/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How one target is. Real calls are its only probes. Thread-safe. */
public final class Health {

    private final TargetKey key;
    private final Clockwork time;
    private final FailureCounts counts;
    private final RetryBudget retries;
    private int consecutive;
    private boolean open;
    private boolean trying;
    /** Until when the breaker keeps the target from being asked. */
    private long openUntil;

    private boolean resting;
    /** Until when the provider itself wants to be left alone. */
    private long restUntil;

    private @Nullable LlmException last;
    private volatile Speed speed = Speed.UNKNOWN;
    private volatile int inFlight;

    Health(TargetKey key, Clockwork time) {
        this.key = key;
        this.time = time;
        long now = time.nanos();
        this.counts = new FailureCounts(now);
        this.retries = new RetryBudget(now);
    }

    /** Why a target is left alone. */
    enum Rest {
        /** The provider asked for it. */
        ASKED("asked to be left alone (Retry-After)"),
        /** It has failed too often. */
        OPEN("has failed too often and is left alone"),
        /** It has failed too often, and another call is trying it. */
        TRIED("has failed too often, and another call is trying it");

        private final String words;

        Rest(String words) {
            this.words = words;
        }

        /** Why, as the end of a sentence. */
        String words() {
            return words;
        }
    }

    /** Why the target is left alone now; null: it is not. */
    synchronized @Nullable Rest rest() {
        long now = time.nanos();
        if (resting && restUntil - now > 0) {
            return Rest.ASKED;
        }
        if (!open) {
            return null;
        }
        if (openUntil - now > 0) {
            return Rest.OPEN;
        }
        return trying ? Rest.TRIED : null;
    }

    /** How long it is left alone; zero when it is not. */
    synchronized Duration restLeft() {
        long now = time.nanos();
        long asked = resting ? restUntil - now : 0;
        long broken = open ? openUntil - now : 0;
        return Duration.ofNanos(Math.max(0, Math.max(asked, broken)));
    }

    /** The right to ask the target; empty while it is left alone. */
    public synchronized Optional<Permit> permit(HealthRules rules) {
        if (rest() != null) {
            return Optional.empty();
        }
        boolean trial = open;
        trying = trying || trial;
        inFlight++;
        return Optional.of(new Permit(this, rules, trial));
    }

    /** Whether the same call may ask the target once more. */
    synchronized boolean mayRetry() {
        return retries.take(time.nanos());
    }

    synchronized void succeeded(@Nullable Attempt attempt, boolean trial) {
        inFlight--;
        long now = time.nanos();
        counts.succeeded(now);
        retries.succeeded();
        well(trial);
        if (attempt != null) {
            OptionalLong tokens = attempt.usage().outputTokens();
            speed = speed.with(attempt.latency(), attempt.timeToFirstToken(), tokens.orElse(0), now);
        }
    }

    synchronized void failed(LlmException why, boolean trial, HealthRules rules) {
        if (why.details().attempts() == 0 || why.kind() == ErrorKind.CANCELLED) {
            released(trial);
            return;
        }
        inFlight--;
        long now = time.nanos();
        ErrorKind kind = why.kind();
        counts.failed(kind, kind.coolsTarget(), now);
        if (!kind.coolsTarget()) {
            // a refusal of this one request: the target is well
            well(trial);
            return;
        }
        last = why;
        if (kind == ErrorKind.RATE_LIMITED && why.retryAfter().isPresent()) {
            rest(why.retryAfter().get(), rules, now);
            trying = trying && !trial;
            return;
        }
        consecutive++;
        boolean late = open && !trial;
        if (!late && (trial || consecutive >= rules.failureThreshold() || failingOften(rules, now))) {
            open = true;
            openUntil = now + rules.openTime(kind).toNanos();
        }
        trying = trying && !trial;
    }

    synchronized void released(boolean trial) {
        inFlight--;
        trying = trying && !trial;
    }

    private void well(boolean trial) {
        consecutive = 0;
        trying = trying && !trial;
        if (open) {
            open = false;
            counts.forget();
        }
    }

    private void rest(Duration asked, HealthRules rules, long now) {
        Duration believed = asked.compareTo(rules.longestRest()) < 0 ? asked : rules.longestRest();
        long until = now + Math.max(0, believed.toNanos());
        restUntil = resting && restUntil - until > 0 ? restUntil : until;
        resting = true;
    }

    private boolean failingOften(HealthRules rules, long now) {
        int calls = counts.recentCalls(now);
        return calls >= rules.minimumCalls() && counts.recentFailures(now) >= rules.failureRate() * calls;
    }

    /** Whether nothing would be lost with it. */
    synchronized boolean idle() {
        return inFlight == 0 && consecutive == 0 && rest() == null;
    }

    /** Calls that have begun and are not over. */
    public int inFlight() {
        return inFlight;
    }

    Speed speed() {
        return speed;
    }

    /** Its last failure that counts against it; empty: it had none. */
    synchronized Optional<LlmException> lastFailure() {
        return Optional.ofNullable(last);
    }

    /** How it is at this moment. */
    public synchronized HealthReport report() {
        long now = time.nanos();
        Rest rest = rest();
        Speed measured = speed;
        return new HealthReport(
                key,
                open
                        ? openUntil - now > 0 ? HealthReport.State.OPEN : HealthReport.State.HALF_OPEN
                        : HealthReport.State.CLOSED,
                rest == Rest.ASKED,
                restLeft(),
                consecutive,
                inFlight,
                counts.allCalls(),
                counts.recentCalls(now),
                counts.recentFailures(now),
                counts.byKind(),
                HealthReport.seconds(measured.firstToken()),
                HealthReport.rate(measured.tokensPerSecond()));
    }
}
