/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/** What call listeners, ledger and budgets are told of the exchange. */
final class CallContext {

    private CallContext() {}

    /**
     * By name: exchangeId, routeId, fromRouteId, nodeId, conversationId, tenant, team, user, tags, {@code tags.<name>},
     * idempotencyKey, as far as known. A header goes before the option.
     */
    static Map<String, String> of(Exchange exchange, InHeaders headers, Attribution options) {
        Map<String, String> context = new LinkedHashMap<>();
        put(context, "exchangeId", exchange.getExchangeId());
        put(context, "routeId", ExchangeHelper.getAtRouteId(exchange));
        put(context, "fromRouteId", exchange.getFromRouteId());
        put(context, "nodeId", exchange.getExchangeExtension().getHistoryNodeId());
        put(context, "conversationId", headers.or(LlmHeaders.SET_CONVERSATION_ID, String.class, null));
        put(context, "tenant", first(headers, LlmHeaders.SET_TENANT, options.tenant(), exchange));
        put(context, "team", first(headers, LlmHeaders.SET_TEAM, options.team(), exchange));
        put(context, "user", first(headers, LlmHeaders.SET_USER, options.user(), exchange));
        options.tags().forEach((name, text) -> put(context, "tags." + name, text.of(exchange)));
        headers.find(LlmHeaders.SET_TAGS, Object.class).ifPresent(tags -> tags(context, tags));
        put(context, "idempotencyKey", headers.or(LlmHeaders.SET_IDEMPOTENCY_KEY, String.class, null));
        return Map.copyOf(context);
    }

    private static @Nullable String first(
            InHeaders headers, String header, Attribution.@Nullable Text option, Exchange exchange) {
        String value = headers.or(header, String.class, null);
        return value != null ? value : Attribution.of(option, exchange);
    }

    /** A map has names; a list, or a text with commas, has none. */
    private static void tags(Map<String, String> context, Object value) {
        if (value instanceof Map<?, ?> named) {
            named.forEach((name, tag) -> put(context, "tags." + name, tag == null ? null : String.valueOf(tag)));
            return;
        }
        Iterable<?> tags = value instanceof Iterable<?> items ? items : List.of(value);
        put(
                context,
                "tags",
                StreamSupport.stream(tags.spliterator(), false)
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")));
    }

    private static void put(Map<String, String> into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
