/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What a body may be. */
class BodiesTest {

    @Test
    void a_picture_stands_beside_its_prompt() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::picture[]
                from("direct:picture").to("llm:openai/gpt-5.4-mini?prompt=What do you see?&mediaType=image/png");
                // end::picture[]
            }
        })) {
            routes.simulator.provider("openai").enqueue(Reply.text("A cat."));

            Exchange answer = routes.send("direct:picture", new byte[] {(byte) 0x89, 'P', 'N', 'G'});

            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody()).isEqualTo("A cat.");
            assertThat(routes.simulator
                            .lastRequest()
                            .json()
                            .at("/messages/0/content")
                            .toString())
                    .contains("What do you see?", "data:image/png;base64,");
        }
    }

    @Test
    void a_map_is_a_whole_request() throws Exception {
        try (Routes routes = new Routes()) {
            routes.context.start();
            routes.simulator.provider("mistral").enqueue(Reply.text("Au revoir."));

            // tag::map[]
            Map<String, Object> request = Map.of(
                    "messages",
                    List.of(
                            Map.of("role", "system", "parts", "Answer in French."),
                            Map.of("role", "user", "parts", "Goodbye!")));
            // end::map[]
            Exchange answer = routes.send("llm:mistral/mistral-small-latest", request);

            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody()).isEqualTo("Au revoir.");
            assertThat(routes.simulator
                            .lastRequest()
                            .json()
                            .at("/messages/0/role")
                            .asText())
                    .isEqualTo("system");
        }
    }

    @Test
    void texts_become_vectors() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::embed[]
                from("direct:embed").to("llm:openai/text-embedding-3-small?operation=embed");
                // end::embed[]
            }
        })) {
            routes.simulator.provider("openai").enqueue(Reply.vectors(new float[] {0.6f, 0.8f}, new float[] {1, 0}));

            Exchange answer = routes.send("direct:embed", List.of("A parcel got lost.", "The bill is wrong."));

            assertThat(answer.getException()).isNull();
            assertThat(answer.getMessage().getBody())
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(2);
        }
    }

    @Test
    void a_header_changes_a_setting_for_one_message() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::header[]
                from("direct:ask")
                        .setHeader("CamelLlmSetModel", constant("mistral-medium-latest"))
                        .setHeader("CamelLlmSetTemperature", constant(0))
                        .to("llm:mistral");
                // end::header[]
            }
        })) {
            routes.simulator.provider("mistral").enqueue(Reply.text("Paris."));

            Exchange answer = routes.send("direct:ask", "The capital of France?");

            assertThat(answer.getException()).isNull();
            assertThat(routes.simulator.lastRequest().model()).isEqualTo("mistral-medium-latest");
        }
    }
}
