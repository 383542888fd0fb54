/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a call used, in disjoint buckets: the input buckets add up to the provider's prompt tokens, the output buckets to
 * its answer tokens. A bucket that is absent is unknown, not zero.
 *
 * @param counts from 0 upwards
 */
public record Usage(Map<Bucket, Long> counts) {

    /** Nothing is known. */
    public static final Usage UNKNOWN = new Usage(Map.of());

    public Usage {
        EnumMap<Bucket, Long> copy = new EnumMap<>(Bucket.class);
        copy.putAll(counts);
        for (Bucket bucket : Bucket.ALL) {
            Long count = copy.get(bucket);
            if (count != null && count < 0) {
                throw new IllegalArgumentException("usage bucket " + bucket + " is negative: " + count);
            }
        }
        counts = Collections.unmodifiableMap(copy);
    }

    /** Plain input and output tokens. */
    public static Usage of(long input, long output) {
        return new Usage(Map.of(Bucket.INPUT, input, Bucket.OUTPUT, output));
    }

    /** Whether any bucket is known. */
    public boolean known() {
        return !counts.isEmpty();
    }

    /** The count of one bucket; empty when unknown. */
    public OptionalLong count(Bucket bucket) {
        Long count = counts.get(bucket);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** All prompt tokens; empty when no input bucket is known. */
    public OptionalLong inputTokens() {
        return sum(true, false);
    }

    /** All answer tokens, reasoning included; empty when no output bucket is known. */
    public OptionalLong outputTokens() {
        return sum(false, true);
    }

    /** Prompt and answer tokens; empty when neither is known. */
    public OptionalLong totalTokens() {
        return sum(true, true);
    }

    /** This usage with another count for one bucket. */
    public Usage with(Bucket bucket, long count) {
        EnumMap<Bucket, Long> all = new EnumMap<>(Bucket.class);
        all.putAll(counts);
        all.put(bucket, count);
        return new Usage(all);
    }

    /** Both together, bucket by bucket. */
    public Usage plus(Usage other) {
        EnumMap<Bucket, Long> all = new EnumMap<>(Bucket.class);
        all.putAll(counts);
        other.counts.forEach((bucket, count) -> all.merge(bucket, count, Usage::capped));
        return new Usage(all);
    }

    private OptionalLong sum(boolean input, boolean output) {
        boolean counted = false;
        long sum = 0;
        for (Bucket bucket : Bucket.ALL) {
            Long count = input && bucket.input() || output && bucket.output() ? counts.get(bucket) : null;
            if (count != null) {
                counted = true;
                sum = capped(sum, count);
            }
        }
        return counted ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** A count that no provider can mean must not cost its caller the answer. */
    private static long capped(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
