/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first steps: no key, no network, no option. */
class SimulatorTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void the_java_route_gets_an_answer_without_a_key() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                from("timer:hello?repeatCount=1")
                        .setBody(constant("Is anybody there?"))
                        .to("llm:simulator")
                        .log("${body}")
                        .to("seda:answers");
                // end::java[]
            }
        });
        context.start();

        assertThat(answer()).isEqualTo("Simulated answer to: Is anybody there?");
    }

    @Test
    void the_yaml_route_gets_an_answer_without_a_key() throws Exception {
        load("simulator.camel.yaml");
        context.start();

        assertThat(answer()).isEqualTo("Simulated answer to: Is anybody there?");
    }

    @Test
    void a_script_says_what_is_answered_and_what_goes_wrong() throws Exception {
        context.getPropertiesComponent()
                .addInitialProperty("camel.llm.simulator.script", "classpath:simulator-script.yaml");
        context.start();

        assertThat(context.createProducerTemplate().requestBody("llm:simulator", "I want a refund", String.class))
                .isEqualTo("You asked: I want a refund");
        assertThat(context.createProducerTemplate()
                        .send("llm:simulator", exchange -> exchange.getMessage().setBody("Again"))
                        .getException())
                .hasMessageContaining("429");
    }

    private void load(String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:routes/" + file));
    }

    private String answer() {
        return context.createConsumerTemplate().receiveBody("seda:answers", 10_000, String.class);
    }
}
