/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.util.Arrays;

/**
 * Lets no more than an amount through in any stretch of time as long as its window, however a provider cuts time into
 * windows. It counts in sixtieths of the window, so that what was taken counts for up to a sixtieth longer. Not thread-safe.
 */
final class SlidingWindow implements Quota {

    private static final int PARTS = 60;
    private static final int SLOTS = PARTS + 1;

    private final RateLimit.Unit unit;
    private final long amount;
    private final long slot;
    private final long[] taken = new long[SLOTS];
    private long newest;
    private long sum;

    SlidingWindow(RateLimit limit) {
        this.unit = limit.unit();
        this.amount = limit.amount();
        this.slot = (limit.window().toNanos() + PARTS - 1) / PARTS;
    }

    @Override
    public RateLimit.Unit unit() {
        return unit;
    }

    /** Whether nothing was taken for a whole window. */
    boolean idle(long now) {
        advance(now);
        return sum == 0;
    }

    private void advance(long now) {
        long current = now / slot;
        if (current - newest >= SLOTS) {
            Arrays.fill(taken, 0);
            sum = 0;
        } else {
            for (long old = newest + 1; old <= current; old++) {
                int at = (int) (old % SLOTS);
                sum -= taken[at];
                taken[at] = 0;
            }
        }
        newest = Math.max(newest, current);
    }

    @Override
    public long readyAt(long now, long wanted) {
        advance(now);
        long left = sum;
        for (long old = newest - PARTS; left + wanted > amount; old++) {
            left -= taken[(int) Math.floorMod(old, (long) SLOTS)];
            if (left + wanted <= amount) {
                return (old + SLOTS) * slot;
            }
        }
        return now;
    }

    @Override
    public long readyAtLast(long now, long all) {
        long windows = (all - 1) / amount;
        long first = readyAt(now, all - windows * amount);
        return first + windows * slot * PARTS;
    }

    @Override
    public void take(long now, long wanted) {
        advance(now);
        add(newest, wanted);
    }

    @Override
    public void adjust(long takenAt, long now, long more) {
        advance(now);
        long then = takenAt / slot;
        if (newest - then < SLOTS) {
            add(then, Math.max(more, -taken[(int) (then % SLOTS)]));
        }
    }

    private void add(long at, long more) {
        taken[(int) (at % SLOTS)] += more;
        sum += more;
    }
}
