/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.error.LlmException;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for their turn, in the order in which they came. One whose count has room is let in before others that
 * wait for another count. What is said to be under the lock is; the rest takes it. Nothing is completed under it.
 */
final class Queue {

    private final Object lock;
    private final LongSupplier clock;
    private final ScheduledExecutorService timer;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    /** How much those who wait for a count want of it, those apart who wait for another one. */
    private final IdentityHashMap<Quota, Long> wanted = new IdentityHashMap<>();

    private final ConcurrentLinkedQueue<Runnable> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sending = new AtomicInteger();
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmAt = Long.MAX_VALUE;
    private boolean closed;

    private record Waiter(
            RateLimitGate.Granted permit,
            long deadline,
            Supplier<LlmException> refusal,
            CompletableFuture<CallGate.Permit> turn) {}

    Queue(Object lock, LongSupplier clock, ScheduledExecutorService timer) {
        this.lock = lock;
        this.clock = clock;
        this.timer = timer;
    }

    /** Under the lock. */
    int size() {
        return waiters.size();
    }

    /** Under the lock. */
    boolean closed() {
        return closed;
    }

    /** Whether somebody waits for the count. Under the lock. */
    boolean waitsFor(Quota quota) {
        return wanted.containsKey(quota);
    }

    /** When a call that comes now has its turn, behind those who wait for the same; now or later. Under the lock. */
    long readyAt(List<Quotas.Share> shares, long now) {
        long ready = now;
        for (Quotas.Share share : shares) {
            ready = Math.max(ready, readyAt(share, now));
        }
        return ready;
    }

    private long readyAt(Quotas.Share share, long now) {
        Long before = wanted.get(share.quota());
        long alone = share.quota().readyAt(now, share.amount());
        return before == null ? alone : Math.max(now + 1, share.quota().readyAtLast(now, before + share.amount()));
    }

    /** The share that is ready last. Under the lock. */
    Quotas.Share tightest(List<Quotas.Share> shares, long now) {
        Quotas.Share tightest = shares.get(0);
        for (Quotas.Share share : shares) {
            tightest = readyAt(share, now) > readyAt(tightest, now) ? share : tightest;
        }
        return tightest;
    }

    /** Under the lock. */
    CompletionStage<CallGate.Permit> add(
            RateLimitGate.Granted permit, long now, long deadline, Supplier<LlmException> refusal) {
        Waiter waiter = new Waiter(permit, deadline, refusal, new CompletableFuture<>());
        waiters.add(waiter);
        wake(Math.min(deadline, queued(waiter, now)));
        return waiter.turn;
    }

    /** Notes what it waits for; the moment at which that may be there. */
    private long queued(Waiter waiter, long now) {
        long ready = now;
        for (Quotas.Share share : waiter.permit.shares()) {
            long alone = share.quota().readyAt(now, share.amount());
            if (alone > now || wanted.containsKey(share.quota())) {
                wanted.merge(share.quota(), share.amount(), Long::sum);
            }
            ready = Math.max(ready, alone);
        }
        return ready > now ? ready : Long.MAX_VALUE;
    }

    /** Lets in whoever has his turn, and sends away whose time is over. */
    void look() {
        synchronized (lock) {
            if (!waiters.isEmpty()) {
                long now = clock.getAsLong();
                wanted.clear();
                long next = Long.MAX_VALUE;
                for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
                    Waiter waiter = all.next();
                    if (turn(waiter, now)) {
                        all.remove();
                        waiter.permit.taken(now);
                        outbox.add(() -> waiter.turn.complete(waiter.permit));
                    } else if (waiter.deadline <= now) {
                        all.remove();
                        LlmException problem = waiter.refusal.get();
                        outbox.add(() -> waiter.turn.completeExceptionally(problem));
                    } else {
                        next = Math.min(next, Math.min(waiter.deadline, queued(waiter, now)));
                    }
                }
                wake(next);
            }
        }
        send();
    }

    private boolean turn(Waiter waiter, long now) {
        for (Quotas.Share share : waiter.permit.shares()) {
            if (wanted.containsKey(share.quota()) || share.quota().readyAt(now, share.amount()) > now) {
                return false;
            }
        }
        return true;
    }

    private void wake(long at) {
        if (at >= alarmAt || at == Long.MAX_VALUE) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        alarmAt = at;
        try {
            alarm = timer.schedule(this::alarm, Math.max(0, at - clock.getAsLong()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            refuseAll();
        }
    }

    private void alarm() {
        synchronized (lock) {
            alarm = null;
            alarmAt = Long.MAX_VALUE;
        }
        look();
    }

    /** Whoever completes a call may come back here; then the first one goes on, so that no stack grows. */
    private void send() {
        if (sending.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (Runnable next = outbox.poll(); next != null; next = outbox.poll()) {
                next.run();
            }
            seen = sending.addAndGet(-seen);
        } while (seen > 0);
    }

    void close() {
        synchronized (lock) {
            refuseAll();
        }
        send();
    }

    private void refuseAll() {
        closed = true;
        waiters.forEach(waiter -> {
            LlmException problem = waiter.refusal.get();
            outbox.add(() -> waiter.turn.completeExceptionally(problem));
        });
        waiters.clear();
        wanted.clear();
    }
}
