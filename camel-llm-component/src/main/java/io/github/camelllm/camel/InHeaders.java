/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The {@code CamelLlmSet…} headers of a message. */
final class InHeaders {

    private static final String PREFIX = "CamelLlmSet";

    private final Exchange exchange;
    private final boolean any;

    InHeaders(Exchange exchange) {
        this.exchange = exchange;
        this.any = exchange.getMessage().hasHeaders()
                && any(exchange.getMessage().getHeaders().keySet());
    }

    /** Most messages have none, and there are more than thirty to look for. */
    private static boolean any(Iterable<String> names) {
        for (String name : names) {
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The header's value.
     *
     * @throws LlmException INVALID_REQUEST when it is of another type
     */
    <T> Optional<T> find(String name, Class<T> type) {
        Object value = any ? exchange.getMessage().getHeader(name) : null;
        if (value == null) {
            return Optional.empty();
        }
        if (type.isInstance(value)) {
            return Optional.of(type.cast(value));
        }
        T converted = exchange.getContext().getTypeConverter().tryConvertTo(type, exchange, value);
        if (converted == null) {
            throw wrong("header " + name + " is a " + value.getClass().getName() + " that cannot be read as "
                    + type.getSimpleName());
        }
        return Optional.of(converted);
    }

    /** The header's value, or what holds without it. */
    <T> @Nullable T or(String name, Class<T> type, @Nullable T otherwise) {
        return find(name, type).orElse(otherwise);
    }

    Exchange exchange() {
        return exchange;
    }

    CamelContext context() {
        return exchange.getContext();
    }

    /** A request that nobody can answer. */
    static LlmException wrong(String what) {
        return ErrorDetails.of(ErrorKind.INVALID_REQUEST, what).attempts(0).exception();
    }
}
