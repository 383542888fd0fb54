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
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserves the most that a request may use before it is sent, and settles what it has used. Every attempt gets into the
 * ledger, with or without a budget.
 *
 * <p>A cost that nobody knows, such as of a request that timed out, is booked with what was reserved for it: unknown is not
 * nothing. While the ledger cannot be asked, requests that a hard budget counts are refused; others go on.
 */
public final class BudgetGate implements CallGate {

    /** After which an attempt that nobody has settled counts as spent, unless told otherwise: longer than any call. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(BudgetGate.class);
    private static final CompletionStage<List<Balance>> NOTHING = CompletableFuture.completedFuture(List.of());

    private final Ledger ledger;
    private final List<Budget> budgets;
    private final Duration lifetime;
    private final Thresholds thresholds;
    private final String prefix = UUID.randomUUID() + "-";
    private final AtomicLong number = new AtomicLong();

    /**
     * @param ledger has the books
     * @param budgets each with a name of its own
     * @param lifetime after which an attempt that nobody has settled counts as spent
     * @param listener hears of thresholds and refusals, on the thread of the call
     */
    public BudgetGate(Ledger ledger, List<Budget> budgets, Duration lifetime, BudgetEvent.Listener listener) {
        this.ledger = ledger;
        this.budgets = List.copyOf(budgets);
        this.lifetime = lifetime;
        this.thresholds = new Thresholds(listener);
        long names = budgets.stream().map(Budget::name).distinct().count();
        if (names < budgets.size()) {
            throw new IllegalArgumentException("two budgets have the same name: "
                    + budgets.stream().map(Budget::name).sorted().toList());
        }
    }

    @Override
    public CompletionStage<Permit> enter(Planned planned) {
        Reservation asked;
        try {
            asked = new Reservation(
                    prefix + number.incrementAndGet(),
                    claims(planned),
                    lifetime,
                    planned.target().provider().id(),
                    planned.target().model().id(),
                    planned.operation(),
                    planned.context());
        } catch (LlmException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        if (asked.claims().isEmpty()) {
            return CompletableFuture.completedFuture(new Booked(new Hold(asked, List.of()), List.of()));
        }
        CompletionStage<Decision> answer = ledger.reserve(asked);
        if (answer instanceof CompletableFuture<Decision> known
                && known.isDone()
                && !known.isCompletedExceptionally()) {
            return decided(planned, known.join());
        }
        return answer.handle((decision, problem) ->
                        problem == null ? decided(planned, decision) : unreachable(planned, asked, problem))
                .thenCompose(permit -> permit);
    }

    private CompletionStage<Permit> decided(Planned planned, Decision decision) {
        if (decision instanceof Decision.Granted granted) {
            return CompletableFuture.completedFuture(
                    new Booked(granted.hold(), Thresholds.warnings(granted.balances())));
        }
        Decision.Refused refused = (Decision.Refused) decision;
        thresholds.refused(refused.balance(), planned.context());
        String asked = refused.claim().account().budget().limit().currency() == null
                ? ""
                : String.valueOf(planned.atMost().reason());
        return CompletableFuture.failedFuture(
                refusal(planned, BudgetWords.refusal(refused.claim(), refused.balance(), asked), null));
    }

    private CompletionStage<Permit> unreachable(Planned planned, Reservation asked, Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        for (Claim claim : asked.claims()) {
            if (claim.account().budget().rules().mode() == Budget.Mode.HARD) {
                return CompletableFuture.failedFuture(refusal(
                        planned,
                        "the ledger of the budget " + claim.account() + " cannot be asked, and a hard budget lets"
                                + " nothing through then: " + cause + ". It was not sent",
                        cause));
            }
        }
        LOG.warn("The ledger cannot be asked; soft budgets do not count {}", planned, cause);
        return CompletableFuture.completedFuture(new Booked(new Hold(asked, List.of()), List.of()));
    }

    private List<Claim> claims(Planned planned) {
        List<Claim> claims = new ArrayList<>(2);
        for (Budget budget : budgets) {
            try {
                Account account = budget.account(planned).orElse(null);
                if (account != null) {
                    claims.add(new Claim(account, amount(budget, planned)));
                }
            } catch (Budget.Unnamed unnamed) {
                throw refusal(
                        planned,
                        "the budget '" + budget.name() + "' does not count it: " + unnamed.getMessage()
                                + ", and the budget's option missing is refuse. It was not sent",
                        null);
            }
        }
        return claims;
    }

    private static BigDecimal amount(Budget budget, Planned planned) {
        Estimate estimate = Estimate.of(budget.limit(), planned);
        BigDecimal most = estimate.most();
        if (most != null) {
            return most;
        }
        Budget.Rules rules = budget.rules();
        return switch (rules.unpriced()) {
            case ALLOW -> BigDecimal.ZERO;
            case ASSUME -> rules.assumed() == null ? BigDecimal.ZERO : rules.assumed();
            case REFUSE ->
                throw refusal(
                        planned,
                        "nobody can tell what it costs at most, and the budget '" + budget.name() + "' has"
                                + " unpriced=refuse: " + estimate.why() + ". Set maxTokens, add a price to a profile of"
                                + " your own, or set unpriced=allow or unpriced=assume. It was not sent",
                        null);
        };
    }

    private static LlmException refusal(Planned planned, String words, @Nullable Throwable cause) {
        return planned.target()
                .error(ErrorKind.BUDGET_EXCEEDED, words)
                .operation(planned.operation())
                .attempts(0)
                .exception(cause);
    }

    /** What a request may use, in the unit of a budget. */
    private record Estimate(@Nullable BigDecimal most, String why) {

        static Estimate of(Limit limit, Planned planned) {
            if (limit.currency() == null) {
                return planned.mostTokens().isPresent()
                        ? new Estimate(BigDecimal.valueOf(planned.mostTokens().getAsLong()), "")
                        : new Estimate(null, "the tokens of its prompt or of its answer are not limited");
            }
            Money money = planned.atMost().money();
            if (money == null) {
                return new Estimate(null, String.valueOf(planned.atMost().reason()));
            }
            return money.currency().equals(limit.currency())
                    ? new Estimate(money.amount(), "")
                    : new Estimate(null, "its price is in " + money.currency() + ", the budget in " + limit.currency());
        }
    }

    /** What a part of a hold is charged with: where nobody knows, with what was reserved. */
    private static BigDecimal spent(Claim claim, Attempt attempt) {
        Money money = attempt.cost().money();
        if (!attempt.succeeded() && money != null && money.amount().signum() == 0) {
            return BigDecimal.ZERO;
        }
        String currency = claim.account().budget().limit().currency();
        if (currency == null) {
            boolean counted =
                    attempt.succeeded() || attempt.usage().outputTokens().isPresent();
            OptionalLong tokens = attempt.usage().totalTokens();
            return counted && tokens.isPresent() ? BigDecimal.valueOf(tokens.getAsLong()) : claim.amount();
        }
        return money != null && money.currency().equals(currency) ? money.amount() : claim.amount();
    }

    private final class Booked implements Permit {

        private final Hold hold;
        private final List<String> warnings;

        Booked(Hold hold, List<String> warnings) {
            this.hold = hold;
            this.warnings = warnings;
        }

        @Override
        public void over(Attempt attempt) {
            List<BigDecimal> spent = new ArrayList<>(hold.parts().size());
            for (Hold.Part part : hold.parts()) {
                spent.add(spent(part.claim(), attempt));
            }
            settle(new Settlement(hold, attempt, spent));
        }

        @Override
        public void unsent() {
            settle(new Settlement(
                    hold,
                    null,
                    hold.parts().stream().map(part -> BigDecimal.ZERO).toList()));
        }

        private void settle(Settlement end) {
            CompletionStage<List<Balance>> settled =
                    hold.parts().isEmpty() && end.attempt() == null ? NOTHING : ledger.settle(end);
            settled.whenComplete((balances, problem) -> {
                if (problem != null) {
                    LOG.error(
                            "The end of attempt {} could not be booked; what was reserved for it counts as spent when"
                                    + " it expires",
                            hold.reservation().id(),
                            problem);
                } else if (!balances.isEmpty()) {
                    thresholds.look(balances, hold.reservation().context());
                }
            });
        }

        @Override
        public List<String> warnings() {
            return warnings;
        }
    }
}
