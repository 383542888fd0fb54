/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Circuit breakers, in Java and in YAML. Needs camel-resilience4j. */
@Tag("camel-resilience4j")
class BreakerTest extends Routes {

    private static final String YAML = """
            - route:
                id: breaker
                from:
                  uri: direct:breaker
                  steps:
                    - circuitBreaker:
                        resilience4jConfiguration:
                          minimumNumberOfCalls: 2
                          slidingWindowSize: 2
                          throwExceptionWhenHalfOpenOrOpenState: true
                        steps:
                          - to: llm:mistral/mistral-small-latest
            """;

    private void routes(String language) throws Exception {
        if (language.equals("yaml")) {
            yaml(YAML);
        } else {
            context().addRoutes(java());
        }
    }

    private static RouteBuilder java() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:breaker")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .minimumNumberOfCalls(2)
                        .slidingWindowSize(2)
                        .throwExceptionWhenHalfOpenOrOpenState(true)
                        .end()
                        .to("llm:mistral/mistral-small-latest")
                        .end();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void an_open_breaker_is_an_error_and_the_prompt_never_comes_out_as_the_answer(String language) throws Exception {
        routes(language);
        provider("mistral").always(Reply.error(ErrorCase.SERVER_ERROR));

        send("direct:breaker", "question");
        send("direct:breaker", "question");
        Exchange rejected = send("direct:breaker", "question");

        assertThat(rejected.getException()).isNotNull().isNotInstanceOf(LlmException.class);
        assertThat(simulator.requests()).hasSize(2);
    }

    @Test
    void a_stream_survives_a_breaker() throws Exception {
        context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .throwExceptionWhenHalfOpenOrOpenState(true)
                        .end()
                        .to("llm:mistral/mistral-small-latest?stream=true&streamMode=text")
                        .end()
                        .to("mock:broken");
            }
        });
        provider("mistral").always(Reply.chunks("a", "b"));

        assertThat(send("direct:stream", "x").getMessage().getBody(String.class))
                .isEqualTo("ab");
    }
}
