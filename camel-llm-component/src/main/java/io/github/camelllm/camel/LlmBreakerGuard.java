/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;

/**
 * Stands right behind a {@code circuitBreaker} around {@code llm:} and fails where no answer came: a breaker that is open
 * and has no fallback, or that ignores an exception, else lets the prompt go on as if it were the answer. Thread-safe.
 *
 * <p>What it throws for an open breaker is OVERLOADED with no attempt, a {@link
 * io.github.camelllm.error.LlmFailoverException}: a failover around goes on to its next target. For a failure that the
 * breaker ignored it is SERVER_ERROR, since Camel has dropped the exception.
 */
public final class LlmBreakerGuard implements Processor {

    @Override
    public void process(Exchange exchange) {
        if (is(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_SUCCESSFUL_EXECUTION)
                || is(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_FROM_FALLBACK)) {
            return;
        }
        if (is(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_IGNORED)) {
            throw problem(ErrorKind.SERVER_ERROR, "ignored a failure, whose exception Camel has dropped")
                    .exception();
        }
        if (is(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_REJECTED)) {
            throw problem(ErrorKind.OVERLOADED, "is open: nothing was asked")
                    .attempts(0)
                    .exception();
        }
        if (is(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_SHORT_CIRCUITED)) {
            throw problem(ErrorKind.OVERLOADED, "let nothing through").exception();
        }
    }

    private static boolean is(Exchange exchange, ExchangePropertyKey key) {
        return Boolean.TRUE.equals(exchange.getProperty(key, Boolean.class));
    }

    private static ErrorDetails.Builder problem(ErrorKind kind, String what) {
        return ErrorDetails.of(kind, "the circuit breaker " + what + "; the body is still the prompt");
    }
}
