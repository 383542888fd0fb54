/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rates by bucket, and changes of them. */
final class RateReader {

    private static final int MILLION = 1_000_000;
    private static final BigDecimal LOOKS_LIKE_PER_TOKEN = new BigDecimal("0.0001");

    /** Rates by bucket; null when there is none. */
    @Nullable
    Map<Bucket, Rate> rates(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only(BucketNames.all().toArray(String[]::new));
        Map<Bucket, Rate> rates = new EnumMap<>(Bucket.class);
        Map<Bucket, YamlValue> references = new EnumMap<>(Bucket.class);
        map.entries()
                .forEach((name, entry) -> BucketNames.of(name).ifPresent(bucket -> {
                    if (BucketNames.of(String.valueOf(entry.reference())).isPresent()) {
                        references.put(bucket, entry);
                    } else {
                        Rate rate = rate(entry, bucket);
                        if (rate != null) {
                            rates.put(bucket, rate);
                        }
                    }
                }));
        references.forEach((bucket, entry) -> {
            Rate same =
                    rates.get(BucketNames.of(String.valueOf(entry.reference())).orElseThrow());
            if (same == null) {
                entry.problem("'" + entry.reference() + "' has no rate of its own here that could be taken");
            } else {
                rates.put(bucket, same);
            }
        });
        return rates;
    }

    private @Nullable Rate rate(YamlValue value, Bucket bucket) {
        if (value.isMap()) {
            return explicit(value);
        }
        if (!RateChange.tokens(bucket) && bucket != Bucket.CITATION) {
            value.problem("say the unit: {rate: 5, per: 1000}");
            return null;
        }
        BigDecimal amount = value.decimal();
        if (amount != null && amount.signum() > 0 && amount.compareTo(LOOKS_LIKE_PER_TOKEN) < 0) {
            value.problem(amount
                    + " for 1,000,000 tokens looks like a price for one token; multiply it by 1,000,000, or write"
                    + " {rate: " + amount + ", per: 1}");
            return null;
        }
        return amount == null ? null : new Rate.Fixed(amount, MILLION, false);
    }

    private static @Nullable Rate explicit(YamlValue value) {
        YamlMap map = value.map();
        if (map == null) {
            return null;
        }
        map.only("rate", "per", "by", "rates", "otherwise", "optional");
        YamlValue units = map.required("per", "how many units the rate buys, such as 1000");
        Integer per = units == null ? null : units.count(1);
        boolean optional = Boolean.TRUE.equals(map.read("optional", YamlValue::flag));
        if (map.has("by") == map.has("rate")) {
            map.problem("a rate has either 'rate', or 'by' (an attribute of the answer) with 'rates' by its value");
            return null;
        }
        if (map.has("rate")) {
            BigDecimal amount = map.read("rate", YamlValue::decimal);
            return amount == null || per == null ? null : new Rate.Fixed(amount, per, optional);
        }
        return byAttribute(map, per, optional);
    }

    private static @Nullable Rate byAttribute(YamlMap map, @Nullable Integer per, boolean optional) {
        String attribute = map.read("by", YamlValue::string);
        YamlValue table = map.required("rates", "the rate for each value of the attribute");
        YamlMap entries = table == null ? null : table.map();
        if (entries == null || attribute == null || per == null) {
            return null;
        }
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        entries.entries().forEach((name, entry) -> {
            BigDecimal amount = entry.decimal();
            if (amount != null) {
                amounts.put(name, amount);
            }
        });
        String otherwise = map.read("otherwise", it -> it.oneOf("value", List.copyOf(amounts.keySet()), name -> name));
        return new Rate.ByAttribute(attribute, amounts, otherwise, per, optional);
    }

    /** What a section with {@code rates} or {@code multiply} does to rates. */
    @Nullable
    RateChange change(YamlMap map, Map<Bucket, Rate> base) {
        if (map.has("rates") == map.has("multiply")) {
            map.problem("give either 'rates' (own rates) or 'multiply' (one factor, or one for each bucket)");
            return null;
        }
        Map<Bucket, Rate> own = map.read("rates", this::rates);
        if (own != null && !own.isEmpty()) {
            return new RateChange(own, Map.of());
        }
        Map<Bucket, BigDecimal> factors = map.read("multiply", it -> factors(it, base));
        return factors == null || factors.isEmpty() ? null : new RateChange(Map.of(), factors);
    }

    private static Map<Bucket, BigDecimal> factors(YamlValue value, Map<Bucket, Rate> base) {
        Map<Bucket, BigDecimal> factors = new EnumMap<>(Bucket.class);
        YamlMap map = value.isMap() ? value.map() : null;
        if (map == null) {
            BigDecimal factor = value.decimal();
            if (factor != null) {
                base.keySet().stream().filter(RateChange::tokens).forEach(bucket -> factors.put(bucket, factor));
            }
            return factors;
        }
        map.only(BucketNames.all().toArray(String[]::new));
        map.entries()
                .forEach((name, entry) -> BucketNames.of(name).ifPresent(bucket -> {
                    BigDecimal factor = entry.decimal();
                    if (factor != null) {
                        factors.put(bucket, factor);
                    }
                }));
        String forgotten = base.keySet().stream()
                .filter(bucket -> RateChange.tokens(bucket) && !map.has(BucketNames.key(bucket)))
                .sorted()
                .map(BucketNames::key)
                .collect(Collectors.joining(", "));
        if (!forgotten.isEmpty()) {
            map.problem("no factor for " + forgotten + "; give one for each bucket that has a rate (1: unchanged)");
        }
        return factors;
    }
}
