/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmRetryableException;
import io.github.camelllm.model.ChatResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * From target to target until one answers: three attempts at each with pauses that grow, a provider's {@code Retry-After} up
 * to ten seconds, no second attempt after a timeout, and a circuit breaker for each target.
 */
final class FailoverRoutes extends RouteBuilder {

    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_HINT = Duration.ofSeconds(10);

    private final Settings settings;

    FailoverRoutes(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() {
        // tag::routes[]
        from("direct:answer")
                .routeId("answer")
                .errorHandler(noErrorHandler())
                .loopDoWhile(TargetChain::goesOn)
                .doTry()
                .process(TargetChain::next)
                .toD("direct:${exchangeProperty." + TargetChain.NEXT + "}")
                .doCatch(Exception.class)
                .process(TargetChain::failed)
                .endDoTry()
                .end()
                .end()
                .process(TargetChain::end);
        // end::routes[]
        settings.targets().forEach(this::target);
    }

    private void target(String target) {
        // tag::target[]
        from("direct:" + target)
                .errorHandler(defaultErrorHandler().logExhausted(false))
                .onException(LlmRetryableException.class)
                .onExceptionOccurred(this::pause)
                .retryWhile(this::worthAnotherTry)
                .logExhausted(false)
                .end()
                .to("direct:guarded/" + target);

        from("direct:guarded/" + target)
                .errorHandler(noErrorHandler())
                .circuitBreaker()
                .resilience4jConfiguration()
                .throwExceptionWhenHalfOpenOrOpenState(true)
                .minimumNumberOfCalls(5)
                .slidingWindowSize(5)
                .failureRateThreshold(100)
                .waitDurationInOpenState(settings.restSeconds())
                .permittedNumberOfCallsInHalfOpenState(1)
                .end()
                .doTry()
                .toD("llm:" + target + "?operation=${exchangeProperty." + Access.OPERATION + "}")
                .filter(exchange -> TargetChain.buffered(exchange) && ChatCalls.streamed(exchange))
                .convertBodyTo(ChatResponse.class)
                .end()
                .endDoTry()
                .doCatch(LlmException.class)
                .onWhen(TargetChain::faultOfTheRequest)
                .process(TargetChain::refused)
                .end()
                .end()
                .process(TargetChain::rethrow);
        // end::target[]
    }

    /** A provider's hint is obeyed; without one the pause doubles, with some chance in it. */
    private void pause(Exchange exchange) {
        double usual = settings.pauseMillis() * Math.pow(2, tries(exchange));
        exchange.getMessage()
                .setHeader(
                        Exchange.REDELIVERY_DELAY,
                        hint(exchange)
                                .map(Duration::toMillis)
                                .orElse(Math.round(
                                        usual * ThreadLocalRandom.current().nextDouble(0.8, 1.2))));
    }

    /** Not after a timeout, nor a long hint, nor when meanwhile the breaker has opened. */
    private boolean worthAnotherTry(Exchange exchange) {
        LlmException problem = exchange.getException(LlmException.class);
        return problem != null
                && tries(exchange) < ATTEMPTS
                && !problem.kind().timeout()
                && hint(exchange).orElse(Duration.ZERO).compareTo(LONGEST_HINT) <= 0;
    }

    private static Optional<Duration> hint(Exchange exchange) {
        return Optional.ofNullable(exchange.getException(LlmException.class)).flatMap(LlmException::retryAfter);
    }

    private static int tries(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
    }
}
