/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PricePeriod;
import io.github.camelllm.profile.Target;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A bill for people, line by line. */
final class BillText {

    private final StringBuilder text = new StringBuilder();

    /**
     * @param priced whose prices were taken
     * @param asked the model that was asked for
     * @param answer null: only counts are known
     */
    BillText(Target priced, String asked, @Nullable ChatResponse answer, Usage usage, PriceBook.Explanation how) {
        label("provider", priced.provider().name() + " (" + priced.provider().id() + ")");
        label("model", asked + (answer == null || answer.model() == null ? "" : ", answered by " + answer.model()));
        label("rule", rule(priced));
        label("usage", counts(usage));
        PricePeriod period = how.period();
        if (period != null) {
            label("prices", period.version() + validity(period));
            label(
                    "source",
                    period.source().document() + ", read " + period.source().checked());
        }
        how.changes().forEach(change -> label("change", change));
        lines(how.cost());
        if (answer != null && answer.cost().basis() == CostBasis.REPORTED) {
            billed(answer.cost(), how.cost());
        }
    }

    private void label(String name, String value) {
        text.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
    }

    private static String rule(Target priced) {
        ModelMatch match = ModelMatch.find(priced.provider(), priced.model().id());
        return switch (match.rule()) {
            case EXACT -> "the profile lists this name";
            case ALIAS -> "another name of " + match.listedId();
            case SNAPSHOT -> "a dated snapshot of " + match.listedId();
            case PREFIX -> "begins as names of " + match.listedId() + " do";
            case UNLISTED -> "no profile lists it";
        };
    }

    private static String counts(Usage usage) {
        return usage.known()
                ? usage.counts().entrySet().stream()
                        .map(count -> PriceOptions.name(count.getKey()) + " " + count.getValue())
                        .collect(Collectors.joining(", "))
                : "unknown";
    }

    private static String validity(PricePeriod period) {
        return (period.from() == null ? "" : ", from " + period.from())
                + (period.until() == null ? "" : ", until the day before " + period.until());
    }

    private void lines(Cost cost) {
        List<Cost.Line> lines = cost.lines();
        for (Cost.Line line : lines) {
            label(
                    "line",
                    PriceOptions.name(line.bucket()) + ": " + line.quantity() + " x " + plain(line.rate()) + " / "
                            + line.per() + " = " + plain(line.amount()));
        }
        Money money = cost.money();
        label("cost", (money == null ? "unknown" : money.toString()) + ", " + cost.basis());
        if (cost.reason() != null) {
            label("note", cost.reason());
        }
    }

    private void billed(Cost bill, Cost ours) {
        Money stated = bill.money();
        Money computed = ours.money();
        if (stated == null) {
            return;
        }
        label("billed", plain(stated.amount()) + " " + stated.currency() + " by the provider, which counts");
        if (computed != null && computed.currency().equals(stated.currency())) {
            label("drift", plain(stated.amount().subtract(computed.amount())) + " " + stated.currency());
        }
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
