/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.Planned;
import io.github.camelllm.client.ProviderQuota;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Money;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends no more than limits allow, and no more than a provider says is left, so that it does not have to refuse. Calls for
 * which there is no room wait in the order in which they came, without a thread, and no longer than {@link Waiting} and their
 * own deadline; or they are refused. One that waits for a limit holds back nobody who is not under that limit. Thread-safe.
 */
public final class RateLimitGate implements CallGate, AutoCloseable {

    private final Object lock = new Object();
    private final Quotas quotas;
    private final Waiting waiting;
    private final LongSupplier nanoTime;
    private final long origin;
    private final Queue queue;
    private final @Nullable ScheduledExecutorService own;

    /**
     * @param limits what may be sent; none: only what providers tell counts
     * @param waiting what becomes of calls for which there is no room
     * @param nanoTime the time for durations
     * @param timer runs what must happen later; not closed with the gate
     */
    public RateLimitGate(
            List<RateLimit> limits, Waiting waiting, LongSupplier nanoTime, ScheduledExecutorService timer) {
        this(limits, waiting, nanoTime, timer, false);
    }

    private RateLimitGate(
            List<RateLimit> limits,
            Waiting waiting,
            LongSupplier nanoTime,
            ScheduledExecutorService timer,
            boolean ownTimer) {
        this.quotas = new Quotas(limits);
        this.waiting = waiting;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.own = ownTimer ? timer : null;
        this.queue = new Queue(lock, this::now, timer);
    }

    /** A gate with a timer of its own, which ends with it. */
    public static RateLimitGate of(Waiting waiting, RateLimit... limits) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "camel-llm-limits");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return new RateLimitGate(List.of(limits), waiting, System::nanoTime, timer, true);
    }

    private long now() {
        return nanoTime.getAsLong() - origin;
    }

    @Override
    public CompletionStage<Permit> enter(Planned planned) {
        RateLimit.Unit.TOKENS.most(planned); // counted here once, and not under the lock
        Granted permit;
        synchronized (lock) {
            if (queue.closed()) {
                return CompletableFuture.failedFuture(closed(planned));
            }
            long now = now();
            quotas.sweep(now, queue::waitsFor);
            Quotas.Learned told = quotas.learned(planned);
            permit = new Granted(quotas.shares(planned, told), told);
            long ready = queue.readyAt(permit.shares, now);
            if (ready > now) {
                long limit = Math.min(
                        waiting.most().toNanos(),
                        planned.patience().map(Duration::toNanos).orElse(Long.MAX_VALUE));
                return ready - now > limit || queue.size() >= waiting.callers()
                        ? CompletableFuture.failedFuture(refusal(planned, permit.shares, now, ready))
                        : queue.add(permit, now, now + limit, () -> refused(planned, permit.shares));
            }
            permit.taken(now);
        }
        return CompletableFuture.completedFuture(permit);
    }

    private static LlmException closed(Planned planned) {
        return planned.target()
                .error(ErrorKind.CANCELLED, "the rate limits were closed. It was not sent")
                .operation(planned.operation())
                .attempts(0)
                .exception();
    }

    private LlmException refused(Planned planned, List<Quotas.Share> shares) {
        long now = now();
        return queue.closed() ? closed(planned) : refusal(planned, shares, now, queue.readyAt(shares, now));
    }

    private LlmException refusal(Planned planned, List<Quotas.Share> shares, long now, long ready) {
        Quotas.Share tightest = queue.tightest(shares, now);
        Duration wait = Duration.ofNanos(Math.max(0, ready - now));
        return planned.target()
                .error(
                        ErrorKind.RATE_LIMITED,
                        tightest.words() + " has no room for it for " + wait.toMillis() + " ms, "
                                + (waiting.callers() == 0 || waiting.most().isZero()
                                        ? "and calls do not wait"
                                        : "longer than it may wait, or " + waiting.callers() + " calls wait already")
                                + ". It was not sent")
                .operation(planned.operation())
                .attempts(0)
                .retryAfter(wait)
                .exception();
    }

    /** How many calls wait. */
    public int waiting() {
        synchronized (lock) {
            return queue.size();
        }
    }

    /** Refuses all that wait, and all that come. */
    @Override
    public void close() {
        queue.close();
        if (own != null) {
            own.shutdownNow();
        }
    }

    /** What a call has taken, from when on. */
    final class Granted implements Permit {

        private final List<Quotas.Share> shares;
        private final Quotas.@Nullable Learned learned;
        private long takenAt;
        private boolean back;

        Granted(List<Quotas.Share> shares, Quotas.@Nullable Learned learned) {
            this.shares = shares;
            this.learned = learned;
        }

        List<Quotas.Share> shares() {
            return shares;
        }

        /** Under the lock. */
        void taken(long now) {
            takenAt = now;
            shares.forEach(share -> share.quota().take(now, share.amount()));
        }

        @Override
        public void told(List<ProviderQuota> left) {
            if (learned == null) {
                return;
            }
            synchronized (lock) {
                left.forEach(this::learn);
            }
            queue.look();
        }

        private void learn(ProviderQuota told) {
            long resetAt = now() + told.reset().toNanos();
            boolean all = told.counted().equals(ProviderQuota.ALL);
            for (Quotas.Share share : shares) {
                if (share.quota() instanceof LearnedQuota quota
                        && (all || told.counted().contains(word(share.quota().unit())))) {
                    quota.told(told.left(), back ? 0 : share.amount(), resetAt);
                }
            }
        }

        private static String word(RateLimit.Unit unit) {
            return unit == RateLimit.Unit.TOKENS ? "token" : "req";
        }

        @Override
        public void over(Attempt attempt) {
            OptionalLong used = used(attempt);
            end(share -> share.quota().unit() == RateLimit.Unit.TOKENS && used.isPresent()
                    ? used.getAsLong() - share.amount()
                    : 0);
        }

        @Override
        public void unsent() {
            end(share -> -share.amount());
        }

        private void end(ToLongFunction<Quotas.Share> more) {
            synchronized (lock) {
                if (back) {
                    return;
                }
                back = true;
                long now = now();
                for (Quotas.Share share : shares) {
                    share.quota().adjust(takenAt, now, more.applyAsLong(share));
                    if (share.quota() instanceof LearnedQuota quota) {
                        quota.over(share.amount());
                    }
                }
            }
            queue.look();
        }
    }

    /** The tokens of an attempt; empty when nobody knows them. What was turned away used none. */
    private static OptionalLong used(Attempt attempt) {
        Money money = attempt.cost().money();
        if (!attempt.succeeded() && money != null && money.amount().signum() == 0) {
            return OptionalLong.of(0);
        }
        boolean counted = attempt.succeeded() || attempt.usage().outputTokens().isPresent();
        return counted ? attempt.usage().totalTokens() : OptionalLong.empty();
    }
}
