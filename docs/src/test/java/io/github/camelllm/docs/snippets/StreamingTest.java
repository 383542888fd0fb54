/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.Reply;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** An answer is handed on piece by piece. */
class StreamingTest {

    @Test
    void the_java_route_hands_on_each_piece() throws Exception {
        try (Routes routes = new Routes().java(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                from("direct:tell")
                        .to("llm:mistral/mistral-small-latest?stream=true&streamMode=text")
                        .split(body())
                        .streaming()
                        .to("seda:pieces")
                        .end();
                // end::java[]
            }
        })) {
            handsOnEachPiece(routes);
        }
    }

    @Test
    void the_yaml_route_hands_on_each_piece() throws Exception {
        try (Routes routes = new Routes().yaml("streaming.camel.yaml")) {
            handsOnEachPiece(routes);
        }
    }

    private static void handsOnEachPiece(Routes routes) {
        routes.simulator.provider("mistral").enqueue(Reply.chunks("Once ", "upon ", "a time."));

        Exchange told = routes.send("direct:tell", "Tell me a story.");

        assertThat(told.getException()).isNull();
        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> routes.next("seda:pieces"))
                        .collect(Collectors.joining()))
                .isEqualTo("Once upon a time.");
    }
}
