/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** The targets of one call that have not been asked, and why those before them failed. Lives in the exchange. */
final class TargetChain {

    static final String NEXT = "gatewayNext";
    private static final String REFUSED = "gatewayRefused";
    private static final String CHAIN = "gatewayChain";

    private final Deque<String> left;
    private final boolean buffered;
    private @Nullable Object request;
    private @Nullable Exception problem;
    private boolean answered;

    private TargetChain(Collection<String> targets) {
        left = new ArrayDeque<>(targets);
        buffered = left.size() > 1;
    }

    static void begin(Exchange exchange, Collection<String> targets) {
        exchange.setProperty(CHAIN, new TargetChain(targets));
    }

    /** Whether another target is to be asked. */
    static boolean goesOn(Exchange exchange) {
        TargetChain chain = of(exchange);
        return !chain.answered && !chain.left.isEmpty();
    }

    /** Whether an answer must be there as a whole before any of it is handed on: only then another target can begin anew. */
    static boolean buffered(Exchange exchange) {
        return of(exchange).buffered;
    }

    /** Turns to the next target, with the request as it was. */
    static void next(Exchange exchange) {
        TargetChain chain = of(exchange);
        if (chain.request == null) {
            chain.request = exchange.getMessage().getBody();
        }
        exchange.getMessage().setBody(chain.request);
        exchange.setProperty(NEXT, chain.left.remove());
        chain.answered = true;
    }

    /** The target failed. When no other can help, none is asked. */
    static void failed(Exchange exchange) {
        TargetChain chain = of(exchange);
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean othersMayHelp = ObjectHelper.getException(LlmFailoverException.class, caught) != null
                || caught instanceof CallNotPermittedException;
        chain.answered = false;
        if (!othersMayHelp) {
            chain.left.clear();
        }
        if (chain.problem == null || !othersMayHelp) {
            chain.problem = caught;
        }
    }

    /** When nobody answered, the client hears why the first one did not, or why nobody can. */
    static void end(Exchange exchange) {
        TargetChain chain = of(exchange);
        if (!chain.answered && chain.problem != null) {
            OpenAiErrors.answer(exchange, chain.problem);
            exchange.setRouteStop(true);
        }
    }

    /** Whether the target is well, and only this request is not for it. */
    static boolean faultOfTheRequest(Exchange exchange) {
        LlmException caught = exchange.getException(LlmException.class);
        return caught != null && !caught.kind().coolsTarget();
    }

    /** Carries the failure past the circuit breaker. */
    static void refused(Exchange exchange) {
        exchange.setProperty(REFUSED, exchange.getProperty(Exchange.EXCEPTION_CAUGHT));
    }

    /** Lets the failure go on behind the circuit breaker. */
    static void rethrow(Exchange exchange) {
        if (exchange.removeProperty(REFUSED) instanceof LlmException refused) {
            throw refused;
        }
    }

    private static TargetChain of(Exchange exchange) {
        return exchange.getProperty(CHAIN, TargetChain.class);
    }
}
