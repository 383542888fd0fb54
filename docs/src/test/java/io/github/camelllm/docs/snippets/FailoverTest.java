/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.error.LlmFinalException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** When one provider fails, the next one answers. */
class FailoverTest {

    private static RouteBuilder javaRoutes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::java[]
                from("direct:support").to("direct:answer").log("answered by ${header.CamelLlmProvider}");

                from("direct:answer")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-5.4-mini")
                        .end();
                // end::java[]
            }
        };
    }

    @Test
    void the_java_route_goes_to_the_next_provider() throws Exception {
        try (Routes routes = new Routes().java(javaRoutes())) {
            theNextAnswers(routes);
        }
    }

    @Test
    void the_yaml_route_goes_to_the_next_provider() throws Exception {
        try (Routes routes = new Routes().yaml("failover.camel.yaml")) {
            theNextAnswers(routes);
        }
    }

    @Test
    void a_request_that_is_wrong_for_all_is_not_sent_to_the_next() throws Exception {
        try (Routes routes = new Routes().yaml("failover.camel.yaml")) {
            routes.simulator.provider("mistral").enqueue(Reply.error(ErrorCase.MALFORMED_REQUEST));

            Exchange failed = routes.send("direct:support", "The capital of France?");

            assertThat(failed.getException()).isInstanceOf(LlmFinalException.class);
            assertThat(routes.simulator.requests()).hasSize(1);
            assertThat(failed.getException(LlmException.class).getMessage()).contains("mistral");
        }
    }

    private static void theNextAnswers(Routes routes) {
        routes.simulator.provider("mistral").enqueue(Reply.error(ErrorCase.RATE_LIMITED));
        routes.simulator.provider("openai").enqueue(Reply.text("Paris."));

        Exchange answer = routes.send("direct:support", "The capital of France?");

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isEqualTo("Paris.");
        assertThat(answer.getMessage().getHeader("CamelLlmProvider")).isEqualTo("openai");
        assertThat(routes.simulator.requests()).hasSize(2);
        assertThat(routes.simulator.lastRequest().json().toString()).contains("The capital of France?");
    }
}
