/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.math.BigDecimal;

/** Says how an account stands. */
final class BudgetWords {

    private BudgetWords() {}

    static String of(BudgetEvent event) {
        return event.kind() == BudgetEvent.Kind.REFUSED
                ? "a call was refused: budget " + standing(event.balance())
                : warning(event.balance());
    }

    /** What a call that goes on should know. */
    static String warning(Balance balance) {
        return "budget " + balance.account() + " is spent to " + balance.percent() + " %: " + standing(balance);
    }

    /** Why a call is refused. */
    static String refusal(Claim claim, Balance balance, String asked) {
        Limit limit = claim.account().budget().limit();
        String most = claim.amount().signum() == 0
                ? "nothing is left for a call whose cost nobody can tell before"
                : "the call may use up to " + limit.words(claim.amount()) + (asked.isEmpty() ? "" : " (" + asked + ")");
        return "the budget " + standing(balance) + "; " + most + ". It was not sent";
    }

    private static String standing(Balance balance) {
        Budget budget = balance.account().budget();
        Limit limit = budget.limit();
        BigDecimal free = balance.free();
        return balance.account() + " of " + limit + " for " + budget.window() + " has " + limit.words(balance.spent())
                + " spent, " + limit.words(balance.reserved()) + " reserved and " + limit.words(free)
                + " free, and resets at " + balance.resets();
    }
}
