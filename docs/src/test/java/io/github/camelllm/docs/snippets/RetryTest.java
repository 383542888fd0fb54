/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.LlmRetryableException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The same provider is asked again where that may help. */
class RetryTest {

    private static RouteBuilder javaRoutes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                onException(LlmRetryableException.class).maximumRedeliveries(2).redeliveryDelay("{{retry.delay:1000}}");

                from("direct:ask").to("llm:mistral/mistral-small-latest");
                // end::java[]
            }
        };
    }

    @Test
    void the_java_route_asks_again() throws Exception {
        try (Routes routes = new Routes().property("retry.delay", "1").java(javaRoutes())) {
            itAsksAgain(routes);
        }
    }

    @Test
    void the_yaml_route_asks_again() throws Exception {
        try (Routes routes = new Routes().property("retry.delay", "1").yaml("retry.camel.yaml")) {
            itAsksAgain(routes);
        }
    }

    private static void itAsksAgain(Routes routes) {
        routes.simulator
                .provider("mistral")
                .enqueue(Reply.error(ErrorCase.OVERLOADED), Reply.error(ErrorCase.SERVER_ERROR), Reply.text("Paris."));

        Exchange answer = routes.send("direct:ask", "The capital of France?");

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isEqualTo("Paris.");
        assertThat(routes.simulator.requests()).hasSize(3);
    }
}
