/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.profile.FactAge;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.PricePeriod;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Rate;
import io.github.camelllm.profile.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the small, the large and the specialty model of each provider cost, from the profiles. */
final class CostTable {

    private static final String UNKNOWN = "unknown";
    private static final String NOTHING = "–";
    private static final Set<Bucket> COLUMNS = EnumSet.of(Bucket.INPUT, Bucket.CACHE_READ, Bucket.OUTPUT);

    private final List<ProviderProfile> profiles;
    private final Instant when;

    CostTable(List<ProviderProfile> profiles) {
        this.profiles = profiles;
        this.when = day().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    /** The day of the newest fact: what the tables say does not change until somebody reads again. */
    LocalDate day() {
        return FactAge.of(profiles, LocalDate.EPOCH).stream()
                .map(age -> age.source().checked())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A row for each model that has a role, and one for each provider without any. */
    String in(String page) {
        List<List<String>> rows = new ArrayList<>();
        for (ProviderProfile profile : profiles) {
            List<ModelProfile> models = Stream.of(ModelProfile.Role.values())
                    .flatMap(role -> model(profile, role).stream())
                    .toList();
            models.forEach(model -> rows.add(row(profile, model)));
            if (models.isEmpty()) {
                rows.add(List.of(
                        "`" + profile.id() + "`",
                        UNKNOWN,
                        NOTHING,
                        UNKNOWN,
                        UNKNOWN,
                        UNKNOWN,
                        UNKNOWN,
                        NOTHING,
                        NOTHING));
            }
        }
        return held()
                + new Table(
                                "3,2,5,2,2,2,2,5,6",
                                List.of(
                                        "Provider",
                                        "Role",
                                        "Model",
                                        "Input",
                                        "Cached input",
                                        "Output",
                                        "Currency",
                                        "Besides",
                                        "Source, and when it was read"),
                                rows)
                        .in(page);
    }

    /** A row for each provider, with input and output only. */
    String shortly(String page) {
        List<List<String>> rows = new ArrayList<>();
        for (ProviderProfile profile : profiles) {
            List<String> row = new ArrayList<>(List.of("`" + profile.id() + "`"));
            for (ModelProfile.Role role : ModelProfile.Role.values()) {
                row.add(model(profile, role)
                        .map(this::shortly)
                        .orElse(oldest(profile).isEmpty() ? UNKNOWN : NOTHING));
            }
            row.add(oldest(profile).map(LocalDate::toString).orElse(NOTHING));
            rows.add(row);
        }
        return held()
                + new Table("3,5,5,5,2", List.of("Provider", "Small", "Large", "Specialty", "Read on"), rows).in(page);
    }

    private String held() {
        return "Prices that hold on " + day() + ", for 1,000,000 tokens.\n\n";
    }

    private static Optional<ModelProfile> model(ProviderProfile profile, ModelProfile.Role role) {
        return profile.models().stream().filter(model -> model.role() == role).findFirst();
    }

    private List<String> row(ProviderProfile profile, ModelProfile model) {
        Optional<PricePeriod> price = price(model);
        return List.of(
                "`" + profile.id() + "`",
                model.role().name().toLowerCase(Locale.ROOT),
                "`" + model.id() + "`",
                amount(price, Bucket.INPUT),
                vectors(model) ? NOTHING : amount(price, Bucket.CACHE_READ),
                vectors(model) ? NOTHING : amount(price, Bucket.OUTPUT),
                price.map(PricePeriod::currency).orElse(UNKNOWN),
                price.map(CostTable::besides).orElse(NOTHING),
                price.map(PricePeriod::source).map(CostTable::source).orElse(NOTHING));
    }

    private String shortly(ModelProfile model) {
        Optional<PricePeriod> price = price(model);
        String input = amount(price, Bucket.INPUT);
        return "`" + model.id() + "` "
                + (vectors(model) ? input : input + " / " + amount(price, Bucket.OUTPUT))
                + price.map(PricePeriod::currency)
                        .map(currency -> " " + currency)
                        .orElse("");
    }

    /** Vectors have no output that is paid by the token. */
    private static boolean vectors(ModelProfile model) {
        return model.kind() == ModelProfile.Kind.EMBEDDING;
    }

    private Optional<PricePeriod> price(ModelProfile model) {
        return model.prices().stream().filter(period -> period.holds(when)).findFirst();
    }

    private Optional<LocalDate> oldest(ProviderProfile profile) {
        return profile.models().stream()
                .filter(model -> model.role() != null)
                .flatMap(model -> price(model).stream())
                .map(price -> price.source().checked())
                .min(Comparator.naturalOrder());
    }

    private static String amount(Optional<PricePeriod> price, Bucket bucket) {
        return price.map(period -> period.rates().get(bucket))
                .map(rate -> amount(rate, 1_000_000))
                .orElse(UNKNOWN);
    }

    private static String amount(Rate rate, long units) {
        if (rate instanceof Rate.Fixed fixed) {
            return plain(fixed.amount(), fixed.per(), units);
        }
        if (rate instanceof Rate.ByAttribute varied) {
            BigDecimal least = Collections.min(varied.amounts().values());
            BigDecimal most = Collections.max(varied.amounts().values());
            String from = plain(least, varied.per(), units);
            return least.compareTo(most) == 0 ? from : from + " to " + plain(most, varied.per(), units);
        }
        throw new IllegalArgumentException("a rate of another form: " + rate);
    }

    private static String plain(BigDecimal amount, long per, long units) {
        BigDecimal shown =
                amount.multiply(BigDecimal.valueOf(units)).divide(BigDecimal.valueOf(per), 12, RoundingMode.HALF_EVEN);
        BigDecimal stripped = shown.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** What else a call with the model may cost, or when it costs something else. */
    private static String besides(PricePeriod price) {
        List<String> all = new ArrayList<>();
        price.rates().forEach((bucket, rate) -> {
            if (!COLUMNS.contains(bucket)) {
                String name = bucket.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                all.add(
                        bucket.input() || bucket.output() || bucket == Bucket.CITATION
                                ? name + " " + amount(rate, 1_000_000)
                                : amount(rate, 1_000) + " for 1,000 " + name);
            }
        });
        price.tiers().forEach(tier -> all.add("other prices for long prompts"));
        price.windows().forEach(window -> all.add("other prices by the hour"));
        return all.isEmpty() ? NOTHING : all.stream().distinct().collect(Collectors.joining("; "));
    }

    private static String source(Source source) {
        return Table.escaped(source.document()) + ", " + source.checked();
    }
}
