/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much may be sent in any stretch of time.
 *
 * @param name to be read in errors
 * @param amount from 1
 * @param unit of the amount
 * @param window from a second to a day, and longer
 * @param by what is counted apart, such as each tenant; empty: all together
 * @param only for calls that have these values; empty: for all
 */
public record RateLimit(
        String name, long amount, Unit unit, Duration window, List<Dimension> by, Map<Dimension, String> only) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public RateLimit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        if (amount < 1) {
            throw new IllegalArgumentException("the rate limit '" + name + "' allows " + amount + "; at least 1");
        }
        if (window.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "the window of the rate limit '" + name + "' is " + window + "; at least " + SHORTEST);
        }
        by = List.copyOf(by);
        only = Map.copyOf(only);
    }

    /** So many requests in any window, all together. */
    public static RateLimit requests(long amount, Duration window) {
        return new RateLimit(amount + " requests in " + window, amount, Unit.REQUESTS, window, List.of(), Map.of());
    }

    /** So many tokens of prompts and answers in any window, all together. */
    public static RateLimit tokens(long amount, Duration window) {
        return new RateLimit(amount + " tokens in " + window, amount, Unit.TOKENS, window, List.of(), Map.of());
    }

    /**
     * The same, counted apart for each value of these dimensions.
     *
     * @param names as of {@link Dimension}, such as {@code tenant} and {@code model}
     */
    public RateLimit by(String... names) {
        return new RateLimit(
                name,
                amount,
                unit,
                window,
                List.of(names).stream().map(Dimension::new).toList(),
                only);
    }

    /** The same, for calls only whose dimension has the value. */
    public RateLimit only(String dimension, String value) {
        Map<Dimension, String> all = new TreeMap<>(only);
        all.put(new Dimension(dimension), value);
        return new RateLimit(name, amount, unit, window, by, all);
    }

    /** The same under another name. */
    public RateLimit named(String other) {
        return new RateLimit(other, amount, unit, window, by, only);
    }

    /** With which others a call is counted; empty when it is not for the call. Calls without a value count together. */
    Optional<Key> key(Planned planned) {
        for (Map.Entry<Dimension, String> each : only.entrySet()) {
            if (!each.getValue().equals(each.getKey().of(planned))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Key(
                this,
                by.stream()
                        .map(dimension -> Objects.requireNonNullElse(dimension.of(planned), ""))
                        .toList()));
    }

    /** How much of it a call takes at most, as far as anybody can tell before. */
    long most(Planned planned) {
        return unit.most(planned);
    }

    /** One of the counts of a limit. */
    record Key(RateLimit limit, List<String> values) {

        @Override
        public String toString() {
            return "'" + limit.name() + "'" + (values.isEmpty() ? "" : " of " + String.join(", ", values));
        }
    }

    /** What is counted. */
    public enum Unit {
        /** Attempts that are sent. */
        REQUESTS {
            @Override
            long most(Planned planned) {
                return 1;
            }
        },
        /** Tokens: at first the most that the request can use, and what it used once it is known. */
        TOKENS {
            @Override
            long most(Planned planned) {
                @Nullable Long prompt = planned.promptTokens().most().orElse(null);
                return planned.mostTokens()
                        .orElseGet(() -> (prompt == null ? 0 : prompt)
                                + planned.mostAnswerTokens().orElse(0));
            }
        };

        abstract long most(Planned planned);
    }
}
