/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when a threshold is passed, and of each refusal. Thread-safe. */
final class Thresholds {

    private static final Logger LOG = LoggerFactory.getLogger(Thresholds.class);
    private static final int ACCOUNTS = 10_000;

    private final BudgetEvent.Listener listener;
    private final Map<Account, Told> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Account, Told> eldest) {
            return size() > ACCOUNTS;
        }
    };

    private record Told(Instant resets, int threshold) {}

    Thresholds(BudgetEvent.Listener listener) {
        this.listener = listener;
    }

    /** What a call that goes on should know of accounts that are beyond a threshold. */
    static List<String> warnings(List<Balance> balances) {
        List<String> warnings = List.of();
        for (Balance balance : balances) {
            if (passed(balance) > 0) {
                warnings = warnings.isEmpty() ? new ArrayList<>(1) : warnings;
                warnings.add(BudgetWords.warning(balance));
            }
        }
        return warnings;
    }

    void look(List<Balance> balances, Map<String, String> context) {
        for (Balance balance : balances) {
            int threshold = passed(balance);
            if (rises(balance, threshold)) {
                tell(new BudgetEvent(BudgetEvent.Kind.THRESHOLD, threshold, balance, context));
            }
        }
    }

    void refused(Balance balance, Map<String, String> context) {
        tell(new BudgetEvent(BudgetEvent.Kind.REFUSED, 0, balance, context));
    }

    /** The end of another call in the same period may be heard of late: it takes nothing back. */
    private synchronized boolean rises(Balance balance, int threshold) {
        Told before = told.get(balance.account());
        if (before == null && threshold == 0) {
            return false;
        }
        boolean rolling = balance.account().budget().window().rolling();
        boolean same = before != null && before.resets().equals(balance.resets());
        int known = before == null || !same && !rolling ? 0 : before.threshold();
        told.put(balance.account(), new Told(balance.resets(), same ? Math.max(known, threshold) : threshold));
        return threshold > known;
    }

    /** The highest threshold that is passed; 0: none. */
    private static int passed(Balance balance) {
        int passed = 0;
        int percent = balance.percent();
        for (int threshold : balance.account().budget().rules().thresholds()) {
            passed = percent >= threshold ? threshold : passed;
        }
        return passed;
    }

    private void tell(BudgetEvent event) {
        try {
            listener.happened(event);
        } catch (RuntimeException | Error e) {
            LOG.warn("A listener failed on: {}", event, e);
        }
    }
}
