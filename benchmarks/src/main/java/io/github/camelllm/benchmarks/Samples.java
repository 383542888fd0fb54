/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Measurements of the same thing, in the order in which they were taken. */
record Samples(List<Double> values) {

    Samples {
        values = List.copyOf(values);
    }

    double median() {
        return ofSorted(0.5);
    }

    /**
     * These divided by others, each by the one that was taken beside it; where there are not as many, the one median by
     * the other.
     */
    Samples over(Samples others) {
        if (values.size() != others.values.size()) {
            return new Samples(List.of(median() / others.median()));
        }
        return new Samples(IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / others.values.get(i))
                .toList());
    }

    /** Whether there are enough for an interval. */
    boolean many() {
        return values.size() >= 6;
    }

    /** Lower end of the interval that holds the true median in at least 95 of 100 cases, whatever the distribution. */
    double low() {
        return sorted()[rank() - 1];
    }

    /** Upper end of that interval. */
    double high() {
        return sorted()[values.size() - rank()];
    }

    /** The highest rank r for which fewer than r of n fair coins show heads in at most 2.5 of 100 cases: 4 for 15. */
    private int rank() {
        int n = values.size();
        double ways = Math.pow(0.5, n);
        double below = ways;
        int rank = 0;
        while (below <= 0.025) {
            rank++;
            ways = ways * (n - rank + 1) / rank;
            below += ways;
        }
        return Math.max(1, rank);
    }

    private double ofSorted(double share) {
        double[] sorted = sorted();
        double at = share * (sorted.length - 1);
        return (sorted[(int) Math.floor(at)] + sorted[(int) Math.ceil(at)]) / 2;
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
