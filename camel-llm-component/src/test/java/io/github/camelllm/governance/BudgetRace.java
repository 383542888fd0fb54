/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.Planned;
import io.github.camelllm.error.LlmBudgetExceededException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Many callers at once at one budget, while somebody looks at its balance all the time. */
final class BudgetRace {

    private static final int THREADS = 32;

    private final Ledger ledger;
    private final Budget budget;
    private final Account account;
    private final CallGate gate;

    BudgetRace(Ledger ledger, String cap) {
        this.ledger = ledger;
        this.budget = Budget.hard(
                "race-" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE),
                Limit.usd(cap),
                Window.of(Window.Unit.MONTH));
        this.account = budget.holder(List.of());
        this.gate = new BudgetGate(ledger, List.of(budget), Duration.ofHours(1), event -> {});
    }

    Account account() {
        return account;
    }

    CallGate gate() {
        return gate;
    }

    Balance balance() {
        return Calls.join(ledger.balance(account));
    }

    /** What became of all calls. */
    record Outcome(int passed, int refused, int looks, BigDecimal spent, Balance end) {}

    /**
     * Lets all callers ask before the first call ends, or lets each end when it likes.
     *
     * @param ending ends a call and tells what it must have been charged
     */
    Outcome run(int calls, boolean together, BiFunction<CallGate.Permit, Planned, BigDecimal> ending)
            throws InterruptedException {
        AtomicInteger passed = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(calls);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        try {
            Future<Integer> watch = threads.submit(() -> watch(over));
            List<CompletableFuture<BigDecimal>> ends = IntStream.range(0, calls)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> enter(asked, passed, refused), threads)
                            .thenCompose(permit -> permit)
                            .thenApplyAsync(
                                    permit -> {
                                        await(asked, together);
                                        return ending.apply(permit, Calls.planned(Map.of()));
                                    },
                                    together ? late(asked, threads) : threads)
                            .exceptionally(problem -> BigDecimal.ZERO))
                    .toList();
            BigDecimal spent = ends.stream().map(CompletableFuture::join).reduce(BigDecimal.ZERO, BigDecimal::add);
            over.set(true);
            return new Outcome(passed.get(), refused.get(), watch.get(60, TimeUnit.SECONDS), spent, settled());
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the balance was wrong in between", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch asked, boolean together) {
        assertThat(asked.getCount() == 0 || !together).isTrue();
    }

    /** Runs nothing before all have asked. */
    private static Executor late(CountDownLatch asked, ExecutorService threads) {
        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return task -> all.thenRunAsync(task, threads);
    }

    private CompletableFuture<CallGate.Permit> enter(
            CountDownLatch asked, AtomicInteger passed, AtomicInteger refused) {
        return gate.enter(Calls.planned(Map.of()))
                .whenComplete((permit, problem) -> {
                    if (problem == null) {
                        passed.incrementAndGet();
                    } else {
                        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
                        assertThat(cause).isInstanceOf(LlmBudgetExceededException.class);
                        refused.incrementAndGet();
                    }
                    asked.countDown();
                })
                .toCompletableFuture();
    }

    /** Looks until all is over; how often. */
    private int watch(AtomicBoolean over) {
        int looks = 0;
        Callable<Balance> look = this::balance;
        try {
            while (!over.get()) {
                Balance balance = look.call();
                BigDecimal cap = budget.limit().amount();
                assertThat(balance.spent().add(balance.reserved()).add(balance.free()))
                        .isEqualByComparingTo(cap);
                assertThat(balance.reserved()).isNotNegative();
                assertThat(balance.spent()).isNotNegative();
                assertThat(balance.free()).isNotNegative();
                looks++;
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return looks;
    }

    /** A store may need a moment to book what was handed in. */
    Balance settled() {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(balance().reserved()).isEqualByComparingTo(BigDecimal.ZERO));
        return balance();
    }
}
