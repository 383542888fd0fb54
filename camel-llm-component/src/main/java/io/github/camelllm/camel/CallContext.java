/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/** What call listeners are told of the exchange. */
final class CallContext {

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final Map.Entry<String, String>[] NONE = new Map.Entry[0];

    private CallContext() {}

    /** By name: exchangeId, routeId, fromRouteId, conversationId, tenant, tags, idempotencyKey, as far as known. */
    static Map<String, String> of(Exchange exchange, InHeaders headers) {
        List<Map.Entry<String, String>> context = new ArrayList<>(4);
        put(context, "exchangeId", exchange.getExchangeId());
        put(context, "routeId", ExchangeHelper.getAtRouteId(exchange));
        put(context, "fromRouteId", exchange.getFromRouteId());
        put(context, "conversationId", headers.or(LlmHeaders.SET_CONVERSATION_ID, String.class, null));
        put(context, "tenant", headers.or(LlmHeaders.SET_TENANT, String.class, null));
        put(
                context,
                "tags",
                headers.find(LlmHeaders.SET_TAGS, Object.class)
                        .map(CallContext::tags)
                        .orElse(null));
        put(context, "idempotencyKey", headers.or(LlmHeaders.SET_IDEMPOTENCY_KEY, String.class, null));
        return Map.ofEntries(context.toArray(NONE));
    }

    private static String tags(Object value) {
        Iterable<?> tags = value instanceof Iterable<?> items ? items : List.of(value);
        return StreamSupport.stream(tags.spliterator(), false)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static void put(List<Map.Entry<String, String>> into, String name, @Nullable String value) {
        if (value != null) {
            into.add(Map.entry(name, value));
        }
    }
}
