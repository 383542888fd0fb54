/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Money;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.Target;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What attempts would have cost at another target: the same counts, by its prices at the moment of each attempt, without a
 * tier of service. Exact for these counts; another model cuts texts into other tokens and answers at another length.
 *
 * @param target whose prices were taken
 * @param attempts whose usage is known
 * @param cost by currency, exact, of those whose price is known
 * @param unknown why others have no price there, and how many; they are not in the sum
 * @param unused attempts left out, because nobody knows what they used
 */
public record WhatIf(
        Target target, long attempts, Map<String, BigDecimal> cost, Map<String, Long> unknown, long unused) {

    private static final PriceBook PRICES = new PriceBook();

    public WhatIf {
        cost = Collections.unmodifiableMap(new TreeMap<>(cost));
        unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
    }

    /** Prices all attempts anew. */
    public static WhatIf of(Collection<Attempt> attempts, Target target) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        Map<String, Long> unknown = new TreeMap<>();
        long counted = 0;
        for (Attempt attempt : attempts) {
            if (!attempt.usage().known()) {
                continue;
            }
            counted++;
            Cost there = PRICES.price(target, attempt.usage(), PriceContext.at(attempt.startedAt()));
            Money money = there.money();
            if (money == null) {
                unknown.merge(String.valueOf(there.reason()), 1L, Long::sum);
            } else {
                sums.merge(money.currency(), money.amount(), BigDecimal::add);
            }
        }
        return new WhatIf(target, counted, sums, unknown, attempts.size() - counted);
    }
}
