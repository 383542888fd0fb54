/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

/**
 * What a provider said is left, until it is whole again; what is in flight may not be counted in it yet. Once the moment is
 * past, nothing is known and nothing held back. Not thread-safe.
 */
final class LearnedQuota implements Quota {

    private final RateLimit.Unit unit;
    private long left;
    private long until = Long.MIN_VALUE;
    private long inFlight;

    LearnedQuota(RateLimit.Unit unit) {
        this.unit = unit;
    }

    @Override
    public RateLimit.Unit unit() {
        return unit;
    }

    /** Whether nothing is known and nobody is on the way. */
    boolean idle(long now) {
        return now >= until && inFlight == 0;
    }

    /**
     * The provider told.
     *
     * @param own what the call took whose answer told it
     * @param resetAt when it is whole again
     */
    void told(long remaining, long own, long resetAt) {
        left = remaining - Math.max(0, inFlight - own);
        until = resetAt;
    }

    /** A call is over; what it took is counted in what the provider tells from now on. */
    void over(long amount) {
        inFlight -= amount;
    }

    @Override
    public long readyAt(long now, long amount) {
        return now >= until || left >= amount ? now : until;
    }

    @Override
    public long readyAtLast(long now, long sum) {
        return readyAt(now, sum);
    }

    @Override
    public void take(long now, long amount) {
        left -= amount;
        inFlight += amount;
    }

    @Override
    public void adjust(long takenAt, long now, long more) {
        left -= more;
    }
}
