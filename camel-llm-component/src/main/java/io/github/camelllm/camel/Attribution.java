/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Whom the cost of an endpoint's calls is counted for.
 *
 * @param tenant null: not set
 * @param team null: not set
 * @param user null: not set
 * @param tags by name
 */
record Attribution(
        @Nullable Text tenant,
        @Nullable Text team,
        @Nullable Text user,
        Map<String, Text> tags) {

    /** A text, or a Simple expression that gives one for each exchange. */
    record Text(String constant, @Nullable Expression expression) {

        /** Null: it has none for this exchange. */
        @Nullable
        String of(Exchange exchange) {
            String value = expression == null ? constant : expression.evaluate(exchange, String.class);
            return value == null || value.isBlank() ? null : value;
        }
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException naming the option that is no Simple expression
     */
    static Attribution of(LlmConfiguration options, CamelContext context) {
        Map<String, Text> tags = new LinkedHashMap<>();
        options.getTags().forEach((name, value) -> {
            Text text = text("tags." + name, String.valueOf(value), context);
            if (text != null) {
                tags.put(name, text);
            }
        });
        return new Attribution(
                text("tenant", options.getTenant(), context),
                text("team", options.getTeam(), context),
                text("user", options.getUser(), context),
                tags);
    }

    private static @Nullable Text text(String option, @Nullable String value, CamelContext context) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!value.contains("${") && !value.contains("$simple{")) {
            return new Text(value, null);
        }
        try {
            Expression expression = context.resolveLanguage("simple").createExpression(value);
            expression.init(context);
            return new Text(value, expression);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("option " + option + ": " + e.getMessage(), e);
        }
    }

    /** The end user of an exchange; null: there is none. */
    @Nullable
    String user(Exchange exchange) {
        return of(user, exchange);
    }

    static @Nullable String of(@Nullable Text text, Exchange exchange) {
        return text == null ? null : text.of(exchange);
    }
}
