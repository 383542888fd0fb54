/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.governance.Budget;
import io.github.camelllm.governance.Dimension;
import io.github.camelllm.governance.Limit;
import io.github.camelllm.governance.Window;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A budget as properties have it: {@code camel.component.llm.budgets.<name>.*}. */
public class BudgetSettings {

    private @Nullable String amount;
    private String currency = "USD";
    private @Nullable Long tokens;
    private String window = "month";
    private boolean rolling;
    private String timeZone = "UTC";
    private @Nullable String per;
    private @Nullable String where;
    private String mode = "hard";
    private @Nullable String thresholds;
    private @Nullable String unpriced;
    private @Nullable String assumed;
    private String missing = "share";

    /**
     * The budget.
     *
     * @throws IllegalArgumentException naming the property that is wrong and what is allowed
     */
    Budget budget(String name) {
        String option = "budgets." + name + ".";
        Budget.Mode what = one(option + "mode", mode, Budget.Mode.values());
        Budget.Rules usual = what == Budget.Mode.HARD ? Budget.Rules.HARD : Budget.Rules.SOFT;
        return said(
                "budgets." + name,
                () -> new Budget(
                        name,
                        limit(option),
                        new Window(one(option + "window", window, Window.Unit.values()), rolling, zone(option)),
                        Options.list(per).stream().map(Dimension::new).toList(),
                        conditions(option),
                        new Budget.Rules(
                                what,
                                thresholds == null ? usual.thresholds() : percents(option),
                                unpriced == null
                                        ? assumed == null ? usual.unpriced() : Budget.Unpriced.ASSUME
                                        : one(option + "unpriced", unpriced, Budget.Unpriced.values()),
                                assumed == null ? null : decimal(option + "assumed", assumed),
                                one(option + "missing", missing, Budget.Missing.values()))));
    }

    private Limit limit(String option) {
        if ((amount == null) == (tokens == null)) {
            throw new IllegalArgumentException(
                    "set either " + option + "amount, such as 5.00, or " + option + "tokens, such as 1000000");
        }
        if (amount == null) {
            return Limit.tokens(tokens == null ? 0 : tokens);
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException(
                    option + "currency is '" + currency + "'; it is a code of ISO 4217, such as USD");
        }
        return new Limit(decimal(option + "amount", amount), currency);
    }

    private static BigDecimal decimal(String option, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is '" + text + "'; it is a number such as 5.00", e);
        }
    }

    private ZoneId zone(String option) {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    option + "timeZone is '" + timeZone + "'; it is a name such as Europe/Berlin: " + e.getMessage(),
                    e);
        }
    }

    private List<Integer> percents(String option) {
        try {
            return Options.list(thresholds).stream().map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    option + "thresholds is '" + thresholds + "'; they are percents, such as 80,100", e);
        }
    }

    private Map<Dimension, String> conditions(String option) {
        Map<Dimension, String> conditions = new TreeMap<>();
        for (String condition : Options.list(where)) {
            int equals = condition.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        option + "where has '" + condition + "'; it is such as tenant=acme,model=gpt-5");
            }
            conditions.put(
                    new Dimension(condition.substring(0, equals).strip()),
                    condition.substring(equals + 1).strip());
        }
        return conditions;
    }

    private static <E extends Enum<E>> E one(String option, String value, E[] all) {
        Map<String, E> names = new LinkedHashMap<>();
        for (E each : all) {
            names.put(each.name().toLowerCase(Locale.ROOT), each);
        }
        return Options.oneOf(option, value.toLowerCase(Locale.ROOT), names);
    }

    private static Budget said(String option, Supplier<Budget> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    /** How much money. */
    public @Nullable String getAmount() {
        return amount;
    }

    public void setAmount(@Nullable String amount) {
        this.amount = amount;
    }

    /** ISO 4217 code of the money. */
    public String getCurrency() {
        return currency;
    }

    public void setCurrency(String currency) {
        this.currency = currency;
    }

    /** How many tokens, instead of money. */
    public @Nullable Long getTokens() {
        return tokens;
    }

    public void setTokens(@Nullable Long tokens) {
        this.tokens = tokens;
    }

    /** For how long: minute, hour, day, week or month. */
    public String getWindow() {
        return window;
    }

    public void setWindow(String window) {
        this.window = window;
    }

    /** The last minute, hour, day … at any moment, instead of that of the calendar. */
    public boolean isRolling() {
        return rolling;
    }

    public void setRolling(boolean rolling) {
        this.rolling = rolling;
    }

    /** Whose calendar it is, such as Europe/Berlin. */
    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    /** Each combination of these has the amount for itself: tenant, team, user, route, provider, model, tags.name. */
    public @Nullable String getPer() {
        return per;
    }

    public void setPer(@Nullable String per) {
        this.per = per;
    }

    /** Only such calls count: tenant=acme,model=gpt-5. */
    public @Nullable String getWhere() {
        return where;
    }

    public void setWhere(@Nullable String where) {
        this.where = where;
    }

    /** At the limit: hard refuses, soft tells. */
    public String getMode() {
        return mode;
    }

    public void setMode(String mode) {
        this.mode = mode;
    }

    /** Percents of the limit at which there is a warning, such as 80,100. */
    public @Nullable String getThresholds() {
        return thresholds;
    }

    public void setThresholds(@Nullable String thresholds) {
        this.thresholds = thresholds;
    }

    /** A call whose cost nobody can tell before: refuse, allow or assume. */
    public @Nullable String getUnpriced() {
        return unpriced;
    }

    public void setUnpriced(@Nullable String unpriced) {
        this.unpriced = unpriced;
    }

    /** The amount to assume for such a call. */
    public @Nullable String getAssumed() {
        return assumed;
    }

    public void setAssumed(@Nullable String assumed) {
        this.assumed = assumed;
    }

    /** A call without that by which the budget counts, such as a tenant: share, refuse or skip. */
    public String getMissing() {
        return missing;
    }

    public void setMissing(String missing) {
        this.missing = missing;
    }
}
