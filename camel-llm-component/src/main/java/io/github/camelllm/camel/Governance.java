/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.governance.Budget;
import io.github.camelllm.governance.BudgetEvent;
import io.github.camelllm.governance.BudgetGate;
import io.github.camelllm.governance.Ledger;
import io.github.camelllm.governance.MemoryLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger and the budgets of a context, while its runtime runs. */
final class Governance {

    private static final Logger LOG = LoggerFactory.getLogger(Governance.class);
    private static final long SWEEP_SECONDS = 30;

    private final Ledger ledger;
    private final boolean own;
    private final BudgetGate gate;
    private final Future<?> sweeper;

    private Governance(
            Ledger ledger,
            boolean own,
            List<Budget> budgets,
            BudgetEvent.Listener listener,
            ScheduledExecutorService timer) {
        this.ledger = ledger;
        this.own = own;
        this.gate = new BudgetGate(ledger, budgets, BudgetGate.LIFETIME, listener);
        this.sweeper = timer.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * What the application set up; null: neither a ledger nor a budget.
     *
     * @throws IllegalArgumentException naming the budget that is wrong
     */
    static @Nullable Governance of(
            LlmComponent settings,
            CamelContext context,
            BudgetEvent.Listener listener,
            ScheduledExecutorService timer) {
        List<Budget> budgets = new ArrayList<>(context.getRegistry().findByType(Budget.class));
        new TreeMap<>(settings.getBudgets()).forEach((name, budget) -> budgets.add(budget.budget(name)));
        Ledger given = settings.getLedger() != null
                ? settings.getLedger()
                : only(context.getRegistry().findByTypeWithName(Ledger.class));
        if (given == null && budgets.isEmpty()) {
            return null;
        }
        return new Governance(given == null ? new MemoryLedger() : given, given == null, budgets, listener, timer);
    }

    private static @Nullable Ledger only(Map<String, Ledger> known) {
        Set<Ledger> all = Set.copyOf(known.values());
        if (all.size() > 1) {
            throw new IllegalArgumentException("there are several ledgers, " + new TreeMap<>(known).keySet()
                    + ": name one in the component's option ledger");
        }
        return all.isEmpty() ? null : all.iterator().next();
    }

    CallGate gate() {
        return gate;
    }

    Ledger ledger() {
        return ledger;
    }

    private void sweep() {
        ledger.expire().whenComplete((count, problem) -> {
            if (problem != null) {
                LOG.warn("Attempts that have expired could not be booked", problem);
            } else if (count > 0) {
                LOG.warn("Of {} attempts nobody has heard in time: what was reserved for them counts as spent", count);
            }
        });
    }

    /** After the last call is over. */
    void close() {
        sweeper.cancel(false);
        if (own) {
            ledger.close();
        }
    }
}
