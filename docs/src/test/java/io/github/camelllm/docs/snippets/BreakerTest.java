/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A provider that fails again and again is left alone for a while. */
class BreakerTest {

    private static RouteBuilder javaRoutes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                from("direct:answer")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class, CallNotPermittedException.class)
                        .to("direct:mistral")
                        .to("llm:openai/gpt-5.4-mini")
                        .end();

                from("direct:mistral")
                        .errorHandler(noErrorHandler())
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .throwExceptionWhenHalfOpenOrOpenState(true)
                        .minimumNumberOfCalls(4)
                        .slidingWindowSize(4)
                        .end()
                        .to("llm:mistral/mistral-small-latest")
                        .end();
                // end::java[]
            }
        };
    }

    @Test
    void the_java_route_goes_round_an_open_breaker() throws Exception {
        try (Routes routes = new Routes().java(javaRoutes())) {
            anOpenBreakerIsGoneRound(routes);
        }
    }

    @Test
    void the_yaml_route_goes_round_an_open_breaker() throws Exception {
        try (Routes routes = new Routes().yaml("breaker.camel.yaml")) {
            anOpenBreakerIsGoneRound(routes);
        }
    }

    private static void anOpenBreakerIsGoneRound(Routes routes) {
        for (int i = 0; i < 4; i++) {
            routes.simulator.provider("mistral").enqueue(Reply.error(ErrorCase.OVERLOADED));
        }
        for (int i = 0; i < 8; i++) {
            routes.simulator.provider("openai").enqueue(Reply.text("Answer " + i));
        }

        for (int i = 0; i < 8; i++) {
            Exchange answer = routes.send("direct:answer", "The prompt");

            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody()).isEqualTo("Answer " + i);
        }
        assertThat(routes.simulator.requests().stream()
                        .filter(request -> request.provider().equals("mistral")))
                .hasSize(4);
    }
}
