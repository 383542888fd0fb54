/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.CallListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Collects the attempts of an exchange from here on, as a list of {@link Attempt} in the exchange property {@value
 * #PROPERTY}: failover, breakers and redelivery work on copies and forget what failed, this list does not. Put it at the
 * beginning of a route, and in a branch of a multicast or split, which has an exchange of its own. Thread-safe.
 */
public final class LlmAttemptHistory implements Processor {

    /** The exchange property with the attempts so far, in the order in which they ended. */
    public static final String PROPERTY = "CamelLlmAttemptHistory";

    /** The attempts so far; empty where nothing collects them. */
    public static List<Attempt> of(Exchange exchange) {
        List<Attempt> known = list(exchange);
        return known == null ? List.of() : List.copyOf(known);
    }

    @Override
    public void process(Exchange exchange) {
        List<Attempt> known = list(exchange);
        List<Attempt> attempts = known == null ? new CopyOnWriteArrayList<>() : known;
        exchange.setProperty(PROPERTY, attempts);
        Records records = LlmContextService.of(exchange.getContext()).records();
        String id = exchange.getExchangeId();
        if (records.open.putIfAbsent(id, attempts) == null) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    records.open.remove(id);
                }
            });
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<Attempt> list(Exchange exchange) {
        return exchange.getProperty(PROPERTY, List.class);
    }

    /** The lists of a context's exchanges that are not done, by the exchange's id. */
    static final class Records implements CallListener {

        private final Map<String, List<Attempt>> open = new ConcurrentHashMap<>();

        @Override
        public void attempted(Attempt attempt) {
            String exchange = attempt.context().get("exchangeId");
            List<Attempt> attempts = exchange == null ? null : open.get(exchange);
            if (attempts != null) {
                attempts.add(attempt);
            }
        }
    }
}
