/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.Reply;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** An answer that obeys a JSON schema becomes a map or an object. */
class StructuredOutputTest {

    @Test
    void the_yaml_route_chooses_by_the_answer() throws Exception {
        try (Routes routes = new Routes().yaml("structured.camel.yaml")) {
            routes.simulator.provider("openai").enqueue(Reply.text("{\"topic\":\"delivery\",\"urgent\":true}"));

            Exchange answer = routes.send("direct:classify", "Where is my parcel? I leave tomorrow!");

            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody()).isEqualTo(Map.of("topic", "delivery", "urgent", true));
            assertThat(routes.next("seda:urgent")).contains("delivery");
            assertThat(routes.simulator
                            .lastRequest()
                            .json()
                            .at("/response_format/json_schema/schema/required/0")
                            .asText())
                    .isEqualTo("topic");
        }
    }

    @Test
    void the_java_route_gets_an_object_of_its_own_class() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                from("direct:classify")
                        .to("llm:openai/gpt-5.4-mini?system=Classify the customer's message."
                                + "&jsonSchema=classpath:ticket.schema.json&outputType=" + Ticket.class.getName())
                        .choice()
                        .when(simple("${body.urgent}"))
                        .to("seda:urgent")
                        .otherwise()
                        .to("seda:later");
                // end::java[]
            }
        })) {
            routes.simulator.provider("openai").enqueue(Reply.text("{\"topic\":\"billing\",\"urgent\":false}"));

            Exchange answer = routes.send("direct:classify", "I was charged twice.");

            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody()).isEqualTo(new Ticket("billing", false));
            assertThat(routes.next("seda:later")).contains("billing");
        }
    }
}
