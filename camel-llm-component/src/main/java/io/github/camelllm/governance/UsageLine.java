/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Attempt;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was used, added up.
 *
 * @param group the value of each dimension that was asked for, in that order; empty where the calls had none
 * @param attempts that may have reached a provider
 * @param failed how many of them
 * @param inputTokens as far as providers counted them
 * @param outputTokens as far as providers counted them
 * @param cost by currency, exact
 * @param unknown how many attempts have a cost that nobody knows: the true sum is higher
 */
public record UsageLine(
        Map<String, String> group,
        long attempts,
        long failed,
        long inputTokens,
        long outputTokens,
        Map<String, BigDecimal> cost,
        long unknown) {

    public UsageLine {
        group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
        cost = Collections.unmodifiableMap(new TreeMap<>(cost));
    }

    /** Nothing. */
    static UsageLine none(Map<String, String> group) {
        return new UsageLine(group, 0, 0, 0, 0, Map.of(), 0);
    }

    /** With one attempt more. */
    UsageLine plus(Attempt attempt) {
        Map<String, BigDecimal> sum = new TreeMap<>(cost);
        if (attempt.cost().money() != null) {
            sum.merge(attempt.cost().money().currency(), attempt.cost().money().amount(), BigDecimal::add);
        }
        return new UsageLine(
                group,
                attempts + 1,
                failed + (attempt.succeeded() ? 0 : 1),
                inputTokens + attempt.usage().inputTokens().orElse(0),
                outputTokens + attempt.usage().outputTokens().orElse(0),
                sum,
                unknown + (attempt.cost().money() == null ? 1 : 0));
    }

    /** Both together. */
    UsageLine plus(UsageLine other) {
        Map<String, BigDecimal> sum = new TreeMap<>(cost);
        other.cost.forEach((currency, amount) -> sum.merge(currency, amount, BigDecimal::add));
        return new UsageLine(
                group,
                attempts + other.attempts,
                failed + other.failed,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                sum,
                unknown + other.unknown);
    }
}
