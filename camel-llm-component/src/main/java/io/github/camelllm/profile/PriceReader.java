/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.model.Bucket;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the prices of models. */
final class PriceReader {

    private static final String CURRENCY = "USD";
    private static final String[] PERIOD_KEYS = {
        "from", "until", "currency", "rates", "tiers", "windows", "serviceTiers", "regionFactors", "source"
    };
    private static final String[] COMMON_KEYS = {"currency", "serviceTiers", "regionFactors"};

    private final SourceReader sources;
    private final RateReader rates = new RateReader();
    private final WindowReader windows = new WindowReader(rates);
    private final String provider;
    private final @Nullable YamlMap common;

    /**
     * @param provider whose prices they are
     * @param common what holds for all models that do not say otherwise; null: nothing
     */
    PriceReader(SourceReader sources, String provider, @Nullable YamlMap common) {
        this.sources = sources;
        this.provider = provider;
        this.common = common == null ? null : common.only(COMMON_KEYS);
    }

    /** The periods, oldest first. */
    List<PricePeriod> periods(YamlValue list, String model) {
        List<PricePeriod> periods = new ArrayList<>();
        for (YamlValue value : list.list()) {
            YamlMap map = value.map();
            PricePeriod period = map == null ? null : period(map, model);
            if (period != null) {
                periods.add(period);
            }
        }
        periods.sort(Comparator.comparing(it -> it.from() == null ? LocalDate.MIN : it.from()));
        for (int i = 1; i < periods.size(); i++) {
            LocalDate end = periods.get(i - 1).until();
            LocalDate begin = periods.get(i).from();
            if (end == null || begin == null || end.isAfter(begin)) {
                list.problem("periods overlap: one ends " + (end == null ? "never" : "on " + end) + ", the next begins "
                        + (begin == null ? "at once" : "on " + begin)
                        + ". Set 'from' and 'until' (the first day after)");
            }
        }
        return periods;
    }

    private @Nullable PricePeriod period(YamlMap map, String model) {
        map.only(PERIOD_KEYS);
        Source source = sources.of(map);
        LocalDate from = map.read("from", YamlValue::date);
        LocalDate until = map.read("until", YamlValue::date);
        if (from != null && until != null && !from.isBefore(until)) {
            map.problem("'until' (" + until + ") is the first day after the period and must be later than 'from' ("
                    + from + ")");
        }
        YamlValue card =
                map.required("rates", "the price of 1,000,000 tokens by bucket, such as {input: 0.15, output: 0.60}");
        Map<Bucket, Rate> base = card == null ? null : rates.rates(card);
        if (base == null) {
            return null;
        }
        return new PricePeriod(
                provider + "/" + model + "@" + (from == null ? source.checked() : from),
                from,
                until,
                currency(map),
                base,
                tiers(map.get("tiers"), base),
                windows.windows(map.get("windows"), base),
                serviceTiers(inherited(map, "serviceTiers"), base),
                factors(inherited(map, "regionFactors")),
                source);
    }

    private @Nullable YamlValue inherited(YamlMap map, String key) {
        return map.has(key) || common == null ? map.get(key) : common.get(key);
    }

    private String currency(YamlMap map) {
        YamlValue value = inherited(map, "currency");
        String code = value == null ? CURRENCY : value.currency();
        return code == null ? CURRENCY : code;
    }

    private List<SizeTier> tiers(@Nullable YamlValue list, Map<Bucket, Rate> base) {
        List<SizeTier> tiers = new ArrayList<>();
        for (YamlValue value : list == null ? List.<YamlValue>of() : list.list()) {
            YamlMap map = value.map();
            if (map == null) {
                continue;
            }
            map.only("above", "atOrAbove", "rates", "multiply");
            if (map.has("above") == map.has("atOrAbove")) {
                map.problem(
                        "a tier has either 'above' or 'atOrAbove', the prompt tokens as the provider compares them");
                continue;
            }
            Integer size = map.read(map.has("above") ? "above" : "atOrAbove", it -> it.count(1));
            RateChange change = rates.change(map, base);
            if (size != null && change != null) {
                tiers.add(new SizeTier(size, map.has("atOrAbove"), change));
            }
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (list != null && tiers.get(i - 1).inputTokens() >= tiers.get(i).inputTokens()) {
                list.problem("tiers must ascend, but " + tiers.get(i).inputTokens() + " follows "
                        + tiers.get(i - 1).inputTokens());
            }
        }
        return tiers;
    }

    private Map<String, RateChange> serviceTiers(@Nullable YamlValue value, Map<Bucket, Rate> base) {
        Map<String, RateChange> tiers = new HashMap<>();
        YamlMap map = value == null ? null : value.map();
        if (map != null) {
            map.entries().forEach((name, entry) -> {
                YamlMap tier = entry.map();
                RateChange change = tier == null ? null : rates.change(tier.only("rates", "multiply"), base);
                if (change != null) {
                    tiers.put(name.toLowerCase(Locale.ROOT), change);
                }
            });
        }
        return tiers;
    }

    private static Map<String, BigDecimal> factors(@Nullable YamlValue value) {
        Map<String, BigDecimal> factors = new HashMap<>();
        YamlMap map = value == null ? null : value.map();
        if (map != null) {
            map.entries().forEach((region, entry) -> {
                BigDecimal factor = entry.decimal();
                if (factor != null) {
                    factors.put(region, factor);
                }
            });
        }
        return factors;
    }
}
