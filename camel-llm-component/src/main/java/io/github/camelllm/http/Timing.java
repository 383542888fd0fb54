/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import io.github.camelllm.error.ErrorKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The clock of one exchange: its phase and its last progress, written by whoever makes progress and read by the tick.
 * A step costs one write, whatever the number of deadlines.
 */
final class Timing {

    /** Beyond it, nanoseconds do not fit into a long: centuries. */
    private static final long MANY_SECONDS = 9_000_000_000L;

    /** A deadline that has passed. */
    record Passed(ErrorKind kind, String option, Duration limit) {}

    private final LongSupplier clock;
    private final Deadlines limits;
    private final Duration queueLimit;
    private final boolean streaming;
    private final long born;
    private volatile Phase phase = Phase.QUEUED;
    private volatile long progress;
    private volatile long sendingSince;
    private volatile boolean contentSeen;

    Timing(LongSupplier clock, HttpCall call, Duration queueLimit) {
        this.clock = clock;
        this.limits = call.deadlines();
        this.queueLimit = queueLimit;
        this.streaming = call.streaming();
        this.born = clock.getAsLong();
        this.progress = born;
        this.sendingSince = born;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        long now = clock.getAsLong();
        progress = now;
        if (next == Phase.SENDING) {
            sendingSince = now;
        }
        phase = next;
    }

    void progress() {
        progress = clock.getAsLong();
    }

    void contentSeen() {
        if (!contentSeen) {
            progress();
            contentSeen = true;
        }
    }

    /** The deadline that has passed by now, the total one first. */
    Optional<Passed> passed(boolean readerBehind) {
        long now = clock.getAsLong();
        if (over(limits.total(), now - born)) {
            return Optional.of(new Passed(ErrorKind.TIMEOUT_TOTAL, "totalTimeout", limits.total()));
        }
        if (streaming
                && !contentSeen
                && phase.compareTo(Phase.SENDING) >= 0
                && over(limits.firstToken(), now - sendingSince)) {
            return Optional.of(new Passed(ErrorKind.TIMEOUT_FIRST_TOKEN, "firstTokenTimeout", limits.firstToken()));
        }
        return passed(phase, readerBehind, now - progress);
    }

    private Optional<Passed> passed(Phase at, boolean readerBehind, long sinceProgress) {
        return switch (at) {
            case QUEUED -> passed(ErrorKind.TIMEOUT_CONNECT, "connectionRequestTimeout", queueLimit, sinceProgress);
            case CONNECTING -> passed(ErrorKind.TIMEOUT_CONNECT, "connectTimeout", limits.connect(), sinceProgress);
            case SENDING -> passed(ErrorKind.TIMEOUT_RESPONSE, "responseTimeout", limits.response(), sinceProgress);
            case REPLY ->
                idleCounts() && !readerBehind
                        ? passed(ErrorKind.TIMEOUT_IDLE, "streamIdleTimeout", limits.streamIdle(), sinceProgress)
                        : Optional.empty();
        };
    }

    private boolean idleCounts() {
        return !streaming || contentSeen || limits.firstToken().isZero();
    }

    private static Optional<Passed> passed(ErrorKind kind, String option, Duration limit, long elapsed) {
        return over(limit, elapsed) ? Optional.of(new Passed(kind, option, limit)) : Optional.empty();
    }

    private static boolean over(Duration limit, long elapsedNanos) {
        return !limit.isZero() && limit.toSeconds() < MANY_SECONDS && elapsedNanos >= limit.toNanos();
    }
}
