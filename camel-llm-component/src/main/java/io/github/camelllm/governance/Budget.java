/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Planned;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * So much for so long.
 *
 * @param name told to whoever is refused
 * @param limit money or tokens
 * @param window for how long
 * @param per each combination of these has the amount for itself; empty: all share it
 * @param where only calls with these values count; empty: all
 * @param rules what happens at the limit, and where something is not known
 */
public record Budget(
        String name, Limit limit, Window window, List<Dimension> per, Map<Dimension, String> where, Rules rules) {

    private static final String SHARED = "-";

    public Budget {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a budget has no name");
        }
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(rules, "rules");
        per = List.copyOf(per);
        where = Collections.unmodifiableMap(new TreeMap<>(where));
    }

    /** A hard one for all calls together. */
    public static Budget hard(String name, Limit limit, Window window) {
        return new Budget(name, limit, window, List.of(), Map.of(), Rules.HARD);
    }

    /** What happens when the limit is reached. */
    public enum Mode {
        /** A call that may go beyond it is refused. */
        HARD,
        /** It is told, and nothing else. */
        SOFT
    }

    /** What happens to a call whose cost nobody can tell before. */
    public enum Unpriced {
        /** It is refused. */
        REFUSE,
        /** It goes on as long as anything is left, and is counted when its cost is known. */
        ALLOW,
        /** It is counted with an assumed amount until its cost is known. */
        ASSUME
    }

    /** What happens to a call that lacks something that the budget is counted by, such as a tenant. */
    public enum Missing {
        /** All such calls share an amount of their own. */
        SHARE,
        /** It is refused. */
        REFUSE,
        /** The budget does not count it. */
        SKIP
    }

    /**
     * What happens at the limit, and where something is not known.
     *
     * @param mode at the limit
     * @param thresholds percents of the limit at which there is a warning, such as 80
     * @param unpriced where nobody can tell the cost
     * @param assumed the amount to assume; null unless unpriced is ASSUME
     * @param missing where the call has not what the budget is counted by
     */
    public record Rules(
            Mode mode,
            List<Integer> thresholds,
            Unpriced unpriced,
            @Nullable BigDecimal assumed,
            Missing missing) {

        /** Refuses what may go beyond the limit, and what nobody can tell the cost of; warns at 80 %. */
        public static final Rules HARD = new Rules(Mode.HARD, List.of(80), Unpriced.REFUSE, null, Missing.SHARE);

        /** Only warns: at 80 and 100 %. */
        public static final Rules SOFT = new Rules(Mode.SOFT, List.of(80, 100), Unpriced.ALLOW, null, Missing.SHARE);

        public Rules {
            thresholds = thresholds.stream().sorted().toList();
            if (thresholds.stream().anyMatch(percent -> percent < 1 || percent > 1000)) {
                throw new IllegalArgumentException(
                        "a threshold of a budget is not between 1 and 1000 percent: " + thresholds);
            }
            if ((assumed != null) != (unpriced == Unpriced.ASSUME) || assumed != null && assumed.signum() < 0) {
                throw new IllegalArgumentException(
                        "a budget needs an assumed amount, from 0, exactly with unpriced=assume; it is " + assumed);
            }
        }
    }

    /**
     * Whose part of the budget a call is counted against; empty when the budget does not count it.
     *
     * @throws Unnamed when it lacks what the budget is counted by, and is to be refused
     */
    Optional<Account> account(Planned planned) {
        for (Map.Entry<Dimension, String> wanted : where.entrySet()) {
            if (!wanted.getValue().equals(wanted.getKey().of(planned))) {
                return Optional.empty();
            }
        }
        if (per.isEmpty()) {
            return Optional.of(new Account(this, ""));
        }
        List<String> values = new ArrayList<>(per.size());
        for (Dimension dimension : per) {
            String value = dimension.of(planned);
            if (value == null && rules.missing() == Missing.SKIP) {
                return Optional.empty();
            }
            if (value == null && rules.missing() == Missing.REFUSE) {
                throw new Unnamed(dimension);
            }
            values.add(value == null ? SHARED : value);
        }
        return Optional.of(holder(values));
    }

    /** The part of whoever has these values, in the order of {@link #per}. */
    public Account holder(List<String> values) {
        if (values.size() != per.size()) {
            throw new IllegalArgumentException("budget '" + name + "' is counted by " + per + ", not by " + values);
        }
        StringBuilder holder = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            holder.append(i == 0 ? "" : ",").append(per.get(i)).append('=').append(escaped(values.get(i)));
        }
        return new Account(this, holder.toString());
    }

    /** No value can pass for two. */
    private static String escaped(String value) {
        return value.indexOf(',') < 0 && value.indexOf('\\') < 0
                ? value
                : value.replace("\\", "\\\\").replace(",", "\\,");
    }

    /** A call lacks what it would be counted by. */
    static final class Unnamed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unnamed(Dimension dimension) {
            super("it has no " + dimension);
        }
    }
}
