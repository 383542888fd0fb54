/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.routing.Decision;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.InputStream;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of the page on routing. */
class RouterExampleTest {

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
        simulator.close();
    }

    private Exchange ask(RouteBuilder routes) throws Exception {
        simulator.properties().forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
        main.configure().addRoutesBuilder(routes);
        main.start();
        return main.getCamelTemplate()
                .request("direct:ask", exchange -> exchange.getMessage().setBody("x"));
    }

    @Test
    void two_targets_behind_one_uri() throws Exception {
        simulator.provider("mistral").enqueue(Reply.error(ErrorCase.BAD_KEY));
        simulator.provider("openai").enqueue(Reply.text("from the second"));

        Exchange done = ask(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::router[]
                from("direct:ask")
                        .to("llm:router?targets=mistral/mistral-large-latest,openai/gpt-5.5")
                        .log("${header.CamelLlmProvider} answered after ${header.CamelLlmAttempts} attempts");
                // end::router[]
            }
        });

        assertThat(done.getMessage().getBody()).isEqualTo("from the second");
        assertThat(done.getMessage().getHeaders())
                .containsEntry(LlmHeaders.PROVIDER, "openai")
                .containsEntry(LlmHeaders.ATTEMPTS, 2);
    }

    @Test
    void a_router_of_properties_with_named_targets() throws Exception {
        Properties properties = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/router.properties")) {
            properties.load(file);
        }
        properties.forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
        simulator.provider("mistral").enqueue(Reply.text("fine"));

        Exchange done = ask(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to("llm:router/main");
            }
        });

        assertThat(done.getMessage().getBody()).isEqualTo("fine");
        Decision decision = done.getMessage().getHeader(LlmHeaders.DECISION, Decision.class);
        assertThat(decision.strategy()).isEqualTo("cheapest");
        assertThat(decision.order()).containsExactly("large", "reserve");
        assertThat(decision.candidates().get(0).score()).isPositive();
        assertThat(done.getMessage().getHeaders()).containsKey(LlmHeaders.TOTAL_COST);
    }
}
