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

/** What call listeners are told of the exchange. */
final class CallContext {

    private CallContext() {}

    /** By name: exchangeId, routeId, fromRouteId, conversationId, tenant, tags, idempotencyKey, as far as known. */
    static Map<String, String> of(Exchange exchange, InHeaders headers) {
        Map<String, String> context = new LinkedHashMap<>();
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
        return context;
    }

    private static String tags(Object value) {
        Iterable<?> tags = value instanceof Iterable<?> items ? items : List.of(value);
        return StreamSupport.stream(tags.spliterator(), false)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static void put(Map<String, String> into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
