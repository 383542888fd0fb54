/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the parts of a splitter, multicast, enricher or aggregator cost: cost and tokens of the parts stand in the
 * headers of the whole. Wraps the strategy that joins the bodies. As long as a part's cost is unknown, so is that of the
 * whole: then {@code CamelLlmCost} is absent and {@code CamelLlmCostBasis} is UNKNOWN. Parts that asked no model count as
 * nothing. Attempts that failed on the way are in the ledger only, because Camel drops their headers.
 */
public final class LlmCost implements AggregationStrategy {

    private static final String UNKNOWN = "UNKNOWN";

    /** From the surest on. */
    private static final List<String> BASES = List.of("REPORTED", "PRICED", "ESTIMATED", UNKNOWN);

    private static final List<String> COUNTS = List.of(
            LlmHeaders.INPUT_TOKENS,
            LlmHeaders.CACHED_INPUT_TOKENS,
            LlmHeaders.CACHE_WRITE_TOKENS,
            LlmHeaders.OUTPUT_TOKENS,
            LlmHeaders.REASONING_TOKENS,
            LlmHeaders.TOTAL_TOKENS);

    private final AggregationStrategy bodies;

    private LlmCost(AggregationStrategy bodies) {
        this.bodies = bodies;
    }

    /**
     * Joins the bodies as the strategy says, and adds up the cost.
     *
     * @param bodies such as {@code AggregationStrategies.groupedBody()}
     */
    public static LlmCost of(AggregationStrategy bodies) {
        return new LlmCost(bodies);
    }

    @Override
    public @Nullable Exchange aggregate(@Nullable Exchange oldExchange, @Nullable Exchange newExchange) {
        return newExchange == null ? oldExchange : aggregate(oldExchange, newExchange, newExchange);
    }

    @Override
    public @Nullable Exchange aggregate(
            @Nullable Exchange oldExchange, @Nullable Exchange newExchange, Exchange inputExchange) {
        if (newExchange == null) {
            return oldExchange;
        }
        Sum sum = Sum.of(newExchange.getMessage());
        Sum all = oldExchange == null ? sum : Sum.of(oldExchange.getMessage()).plus(sum);
        Exchange joined = bodies.aggregate(oldExchange, newExchange, inputExchange);
        if (joined != null) {
            all.write(joined.getMessage());
        }
        return joined;
    }

    @Override
    public void onCompletion(Exchange exchange) {
        Sum sum = Sum.of(exchange.getMessage());
        bodies.onCompletion(exchange);
        sum.write(exchange.getMessage());
    }

    @Override
    public void onCompletion(Exchange exchange, Exchange inputExchange) {
        Sum sum = Sum.of(exchange.getMessage());
        bodies.onCompletion(exchange, inputExchange);
        sum.write(exchange.getMessage());
    }

    /** What a message says that it cost; the basis is null when it asked no model. */
    private record Sum(
            @Nullable BigDecimal cost,
            @Nullable String currency,
            @Nullable String basis,
            List<Long> counts) {

        static Sum of(Message message) {
            return new Sum(
                    message.getHeader(LlmHeaders.COST, BigDecimal.class),
                    message.getHeader(LlmHeaders.COST_CURRENCY, String.class),
                    message.getHeader(LlmHeaders.COST_BASIS, String.class),
                    COUNTS.stream()
                            .map(name -> {
                                Long count = message.getHeader(name, Long.class);
                                return count == null ? -1L : count;
                            })
                            .toList());
        }

        Sum plus(Sum other) {
            if (basis == null || other.basis == null) {
                return basis == null ? other : this;
            }
            BigDecimal sum = currency != null && currency.equals(other.currency) && cost != null && other.cost != null
                    ? cost.add(other.cost)
                    : null;
            boolean one = sum != null;
            String worse = BASES.get(Math.max(BASES.indexOf(basis), BASES.indexOf(other.basis)));
            return new Sum(
                    sum,
                    one ? currency : null,
                    one ? worse : UNKNOWN,
                    IntStream.range(0, COUNTS.size())
                            .mapToObj(i -> counts.get(i) < 0 && other.counts.get(i) < 0
                                    ? -1L
                                    : Math.max(0, counts.get(i)) + Math.max(0, other.counts.get(i)))
                            .toList());
        }

        void write(Message message) {
            if (basis == null) {
                return;
            }
            message.setHeader(LlmHeaders.COST_BASIS, basis);
            set(message, LlmHeaders.COST, cost);
            set(message, LlmHeaders.COST_CURRENCY, currency);
            for (int i = 0; i < COUNTS.size(); i++) {
                set(message, COUNTS.get(i), counts.get(i) < 0 ? null : counts.get(i));
            }
        }

        private static void set(Message message, String name, @Nullable Object value) {
            if (value == null) {
                message.removeHeader(name);
            } else {
                message.setHeader(name, value);
            }
        }
    }
}
