/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a router decided for a call, and what came of it. Holds no prompt, no answer and no secret.
 *
 * @param callId the same on all attempts of the call: listeners find it in the context as {@code callId}
 * @param router its name
 * @param strategy its name
 * @param explanation what the strategy's scores are
 * @param decidedAt when
 * @param candidates all targets, in the order of the router's list
 * @param attempts in the order in which they began; empty: none was made
 * @param answeredBy the name of the target that answered; null: none has
 */
public record Decision(
        String callId,
        String router,
        String strategy,
        String explanation,
        Instant decidedAt,
        List<Considered> candidates,
        List<Tried> attempts,
        @Nullable String answeredBy) {

    public Decision {
        Objects.requireNonNull(callId, "callId");
        candidates = List.copyOf(candidates);
        attempts = List.copyOf(attempts);
    }

    /** The names of the targets in the order in which they are asked. */
    public List<String> order() {
        return candidates.stream()
                .filter(candidate -> candidate.place() != null)
                .sorted((a, b) -> Integer.compare(place(a), place(b)))
                .map(Considered::target)
                .toList();
    }

    private static int place(Considered candidate) {
        return candidate.place() == null ? Integer.MAX_VALUE : candidate.place();
    }

    /** What all attempts cost together; empty when that of one is unknown, or when currencies differ. */
    public Optional<Money> cost() {
        BigDecimal sum = BigDecimal.ZERO;
        String currency = null;
        for (Tried attempt : attempts) {
            Money money = attempt.cost().money();
            if (money == null || currency != null && !currency.equals(money.currency())) {
                return Optional.empty();
            }
            currency = money.currency();
            sum = sum.add(money.amount());
        }
        return currency == null ? Optional.empty() : Optional.of(new Money(sum, currency));
    }

    /** The prices by which the answer was priced; empty: there were none. */
    public Optional<String> priceVersion() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.get(attempts.size() - 1))
                        .map(Tried::cost)
                        .map(Cost::priceVersion);
    }
}
