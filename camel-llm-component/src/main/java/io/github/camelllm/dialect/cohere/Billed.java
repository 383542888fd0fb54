/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an answer used. What counts is {@code billed_units}, for which the provider takes money; {@code tokens} beside it
 * counts its own templates as well (recorded: 507 for 12 billed), and {@code cached_tokens} counts among those.
 * (providers/cohere, Chat response and Limits, read 2026-11-25)
 */
final class Billed {

    /** More is no count but a fault. */
    private static final double MOST = 1e15;

    private Billed() {}

    /** The usage of a chat; unknown when nothing says what is billed. */
    static Usage chat(Map<?, ?> usage) {
        Map<Bucket, Long> counts = units(usage);
        Long thoughts = usage.get("tokens") instanceof Map<?, ?> tokens ? count(tokens, "reasoning_tokens") : null;
        Long output = counts.get(Bucket.OUTPUT);
        if (thoughts != null && output != null) {
            long share = Math.min(thoughts, output);
            counts.put(Bucket.REASONING, share);
            counts.put(Bucket.OUTPUT, output - share);
        }
        return new Usage(counts);
    }

    /** The usage of a request for vectors, from {@code meta}. */
    static Usage vectors(Map<?, ?> meta) {
        return new Usage(units(meta));
    }

    private static Map<Bucket, Long> units(Map<?, ?> holder) {
        Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
        if (holder.get("billed_units") instanceof Map<?, ?> units) {
            put(counts, Bucket.INPUT, count(units, "input_tokens"));
            put(counts, Bucket.OUTPUT, count(units, "output_tokens"));
            put(counts, Bucket.INPUT_IMAGE, noZero(count(units, "image_tokens")));
            put(counts, Bucket.SEARCHES, noZero(count(units, "search_units")));
            put(counts, Bucket.IMAGES, noZero(count(units, "images")));
        }
        return counts;
    }

    private static void put(Map<Bucket, Long> counts, Bucket bucket, @Nullable Long count) {
        if (count != null) {
            counts.put(bucket, count);
        }
    }

    private static @Nullable Long noZero(@Nullable Long count) {
        return count == null || count == 0 ? null : count;
    }

    private static @Nullable Long count(Map<?, ?> of, String name) {
        if (!(of.get(name) instanceof Number number)) {
            return null;
        }
        double value = number instanceof BigDecimal decimal ? decimal.doubleValue() : number.doubleValue();
        return value >= 0 && value <= MOST ? (Long) Math.round(value) : null;
    }
}
