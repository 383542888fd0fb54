/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.CamelLlmTest;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

// tag::class[]
@CamelLlmTest
class KitTest extends CamelTestSupport {

    ProviderSimulator simulator;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        return simulator.configure(super.createCamelContext());
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to("llm:mistral/mistral-small-latest");
            }
        };
    }

    @Test
    void the_route_asks_mistral() {
        simulator.provider("mistral").enqueue(Reply.text("Paris.").usage(12, 2));

        String answer = template.requestBody("direct:ask", "The capital of France?", String.class);

        assertThat(answer).isEqualTo("Paris.");
        assertThat(simulator.lastRequest().prompt()).isEqualTo("The capital of France?");
    }
}
// end::class[]
