/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.scenarios;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.error.LlmRetryableException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.fault.Ask;
import io.github.camelllm.test.fault.Fault;
import io.github.camelllm.test.fault.Scenario;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Failover by Camel's EIPs, three routes deep: a circuit breaker around each attempt, around it a route that tries again (a
 * breaker has no error handler of its own), around that a load balancer that goes on to the fallback. The answer is read
 * whole inside the breaker, so that one that breaks in the middle fails there.
 */
final class EipRoutes extends RouteBuilder {

    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_HINT = Duration.ofSeconds(10);

    private final String baseUrl;
    private final double scale;

    /** @param scale of all times: 1 is what a user would set */
    EipRoutes(String baseUrl, double scale) {
        this.baseUrl = baseUrl;
        this.scale = scale;
    }

    /** The route for a call. */
    static String endpoint(Ask ask) {
        return ask.fallbacks().isEmpty() ? "direct:leg-" + ask.model() : "direct:" + ask.model();
    }

    @Override
    public void configure() {
        for (Scenario scenario : Scenario.values()) {
            // tag::failover[]
            from("direct:" + scenario.model())
                    .errorHandler(noErrorHandler())
                    .loadBalance()
                    .failover(LlmFailoverException.class, CallNotPermittedException.class)
                    .to("direct:leg-" + scenario.model())
                    .to("direct:leg-" + scenario.fallback())
                    .end();
            // end::failover[]
            leg(scenario.model());
        }
        leg(Fault.NONE.model());
        leg(Fault.NONE_WITHOUT_PREFILL.model());
    }

    private void leg(String model) {
        // tag::leg[]
        from("direct:leg-" + model)
                .errorHandler(defaultErrorHandler().logExhausted(false))
                .onException(LlmRetryableException.class)
                .onExceptionOccurred(this::pause)
                .retryWhile(this::worthAnotherTry)
                .logExhausted(false)
                .end()
                .to("direct:guarded-" + model);

        from("direct:guarded-" + model)
                .errorHandler(noErrorHandler())
                .circuitBreaker()
                .resilience4jConfiguration()
                .throwExceptionWhenHalfOpenOrOpenState(true)
                .minimumNumberOfCalls(5)
                .slidingWindowSize(5)
                .failureRateThreshold(100)
                .waitDurationInOpenState((int) Math.ceil(10 * scale))
                .permittedNumberOfCallsInHalfOpenState(1)
                .end()
                .to(uri(model))
                .convertBodyTo(ChatResponse.class)
                .end();
        // end::leg[]
    }

    private String uri(String model) {
        return "llm:openai-compatible/" + model + "?baseUrl=" + baseUrl
                + "&apiKey=test-key&stream=true&responseTimeout="
                + millis(10_000) + "&firstTokenTimeout=" + millis(10_000) + "&streamIdleTimeout=" + millis(10_000)
                + "&totalTimeout=" + millis(60_000);
    }

    private String millis(double full) {
        return Math.round(full * scale) + "ms";
    }

    // tag::again[]
    /** A provider's hint is obeyed; without one the pause doubles, with some chance in it. */
    private void pause(Exchange exchange) {
        double usual = 500
                * scale
                * Math.pow(2, tries(exchange))
                * ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        exchange.getMessage()
                .setHeader(
                        Exchange.REDELIVERY_DELAY,
                        hint(exchange).map(Duration::toMillis).orElse(Math.round(usual)));
    }

    /** Not after a timeout, nor a long hint, nor when meanwhile the breaker has opened. */
    private boolean worthAnotherTry(Exchange exchange) {
        LlmException problem = exchange.getException(LlmException.class);
        return problem != null
                && tries(exchange) < ATTEMPTS
                && !problem.kind().timeout()
                && hint(exchange).orElse(Duration.ZERO).compareTo(LONGEST_HINT) <= 0;
    }
    // end::again[]

    private static Optional<Duration> hint(Exchange exchange) {
        return Optional.ofNullable(exchange.getException(LlmException.class)).flatMap(LlmException::retryAfter);
    }

    private static int tries(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
    }
}
