/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Cost;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A request is priced before it is sent, and not sent when it may cost too much. */
class EstimateTest {

    private static RouteBuilder javaRoute() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                from("direct:ask")
                        .toV("llm:openai/gpt-5.4-mini?operation=estimate&maxTokens=500", null, "price")
                        .filter(exchange -> exchange.getVariable("price", Cost.class)
                                .amount()
                                .filter(most -> most.compareTo(new BigDecimal("0.01")) <= 0)
                                .isPresent())
                        .to("llm:openai/gpt-5.4-mini?maxTokens=500")
                        .end();
                // end::java[]
            }
        };
    }

    @Test
    void the_java_route_sends_only_what_is_cheap_enough() throws Exception {
        try (Routes routes = new Routes().java(javaRoute())) {
            onlyTheCheapOneIsSent(routes);
        }
    }

    @Test
    void the_yaml_route_sends_only_what_is_cheap_enough() throws Exception {
        try (Routes routes = new Routes().yaml("estimate.camel.yaml")) {
            onlyTheCheapOneIsSent(routes);
        }
    }

    @Test
    void what_nobody_can_price_is_not_sent() throws Exception {
        try (Routes routes = new Routes().yaml("estimate.camel.yaml")) {
            Exchange unpriced = routes.context.createProducerTemplate().send("direct:ask", exchange -> {
                exchange.getMessage().setBody("The capital of France?");
                exchange.getMessage().setHeader("CamelLlmSetModel", "a-model-of-tomorrow");
            });

            assertThat(unpriced.getException()).isNull();
            assertThat(unpriced.getMessage().getBody()).isEqualTo("The capital of France?");
            assertThat(routes.simulator.requests()).isEmpty();
        }
    }

    @Test
    void a_cost_in_a_header_is_compared_as_a_double() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask")
                        .to("llm:openai/gpt-5.4-mini")
                        .choice()
                        // tag::header[]
                        .when(simple("${headerAs(CamelLlmCost,Double)} > 0.5"))
                        // end::header[]
                        .to("seda:dear")
                        .otherwise()
                        .to("seda:cheap");
            }
        })) {
            routes.simulator
                    .provider("openai")
                    .enqueue(
                            Reply.text("cost 0.75").usage(1_000_000, 0),
                            Reply.text("cost 0.0075").usage(10_000, 0));

            routes.send("direct:ask", "Much");
            routes.send("direct:ask", "Little");

            assertThat(routes.next("seda:dear")).isEqualTo("cost 0.75");
            assertThat(routes.next("seda:cheap")).isEqualTo("cost 0.0075");
        }
    }

    private static void onlyTheCheapOneIsSent(Routes routes) {
        routes.simulator.provider("openai").enqueue(Reply.text("Paris."));
        String expensive = "word ".repeat(50_000);

        Exchange dear = routes.send("direct:ask", expensive);
        Exchange cheap = routes.send("direct:ask", "The capital of France?");

        assertThat(dear.getException()).isNull();
        assertThat(dear.getMessage().getBody()).isEqualTo(expensive);
        assertThat(cheap.getException()).isNull();
        assertThat(cheap.getMessage().getBody()).isEqualTo("Paris.");
        assertThat(routes.simulator.requests()).hasSize(1);
    }
}
