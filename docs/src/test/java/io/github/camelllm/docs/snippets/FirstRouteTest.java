/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The route that everybody sees first, in Java and in YAML. */
class FirstRouteTest {

    @Test
    void the_java_route_answers_with_its_cost() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                from("direct:ask")
                        .to("llm:mistral/mistral-small-latest?temperature=0&maxTokens=200")
                        .log("${header.CamelLlmModel} took ${header.CamelLlmCost} ${header.CamelLlmCostCurrency}");
                // end::java[]
            }
        })) {
            answers(routes);
        }
    }

    @Test
    void the_yaml_route_answers_with_its_cost() throws Exception {
        try (Routes routes = new Routes().yaml("first.camel.yaml")) {
            answers(routes);
        }
    }

    private static void answers(Routes routes) {
        routes.simulator.provider("mistral").enqueue(Reply.text("Paris.").usage(12, 2));

        Exchange answer = routes.send("direct:ask", "The capital of France?");

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isEqualTo("Paris.");
        assertThat(answer.getMessage().getHeader("CamelLlmProvider")).isEqualTo("mistral");
        assertThat(answer.getMessage().getHeader("CamelLlmInputTokens")).isEqualTo(12L);
        assertThat(answer.getMessage().getHeader("CamelLlmCost", BigDecimal.class))
                .isPositive();
        assertThat(routes.simulator.lastRequest().json().path("temperature").asDouble(-1))
                .isZero();
        assertThat(routes.simulator.lastRequest().json().path("max_tokens").asInt())
                .isEqualTo(200);
    }
}
