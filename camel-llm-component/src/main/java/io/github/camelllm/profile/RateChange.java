/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a tier, a window or a service tier does to rates. Own rates replace the rates of all token buckets, so that a
 * bucket without an own rate has none; factors multiply.
 *
 * @param rates own rates; empty: none
 * @param factors by bucket; empty: none
 */
public record RateChange(Map<Bucket, Rate> rates, Map<Bucket, BigDecimal> factors) {

    public RateChange {
        rates = Map.copyOf(rates);
        factors = Map.copyOf(factors);
        if (rates.isEmpty() == factors.isEmpty()) {
            throw new IllegalArgumentException("a change of rates has either own rates or factors");
        }
    }

    /** Multiplies the rates of all token buckets. */
    static RateChange ofTokens(Map<Bucket, Rate> rates, BigDecimal factor) {
        Map<Bucket, BigDecimal> factors = new EnumMap<>(Bucket.class);
        rates.keySet().stream().filter(RateChange::tokens).forEach(bucket -> factors.put(bucket, factor));
        return new RateChange(Map.of(), factors);
    }

    /** Whether it replaces rates. */
    public boolean replaces() {
        return !rates.isEmpty();
    }

    /** The rates after the change. */
    public Map<Bucket, Rate> applyTo(Map<Bucket, Rate> before) {
        if (changesNothing()) {
            return before;
        }
        Map<Bucket, Rate> after = new EnumMap<>(Bucket.class);
        before.forEach((bucket, rate) -> {
            if (factors.containsKey(bucket)) {
                after.put(bucket, rate.times(factors.get(bucket)));
            } else if (!replaces() || !tokens(bucket)) {
                after.put(bucket, rate);
            }
        });
        after.putAll(rates);
        return after;
    }

    /** As the default tier of service, which a provider names with every answer. */
    private boolean changesNothing() {
        if (!rates.isEmpty()) {
            return false;
        }
        for (BigDecimal factor : factors.values()) {
            if (factor.compareTo(BigDecimal.ONE) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Such as {@code rates of its own}, {@code times 0.5} and {@code times 2 (input, cacheRead), 1.5 (output)}. */
    @Override
    public String toString() {
        if (replaces()) {
            return "rates of its own";
        }
        Map<BigDecimal, List<String>> buckets = new TreeMap<>(Comparator.reverseOrder());
        Bucket.ALL.stream()
                .filter(factors::containsKey)
                .forEach(bucket -> buckets.computeIfAbsent(factors.get(bucket), factor -> new ArrayList<>())
                        .add(BucketNames.key(bucket)));
        boolean one = buckets.size() == 1;
        return "times "
                + buckets.entrySet().stream()
                        .map(each -> each.getKey().stripTrailingZeros().toPlainString()
                                + (one ? "" : " (" + String.join(", ", each.getValue()) + ")"))
                        .collect(Collectors.joining(", "));
    }

    /** Whether the bucket counts tokens of prompt or answer. */
    static boolean tokens(Bucket bucket) {
        return bucket.input() || bucket.output();
    }
}
