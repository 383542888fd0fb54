/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same routes in Java and in YAML. */
class EipTest extends Routes {

    private static final String YAML = """
            - route:
                id: failover
                from:
                  uri: direct:failover
                  steps:
                    - to: direct:legs
            - route:
                id: legs
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: direct:legs
                  steps:
                    - loadBalance:
                        failoverLoadBalancer:
                          exception:
                            - io.github.camelllm.error.LlmFailoverException
                        steps:
                          - to: llm:mistral/mistral-small-latest
                          - to:
                              uri: llm:openai/gpt-4o
                              parameters:
                                temperature: 0
                                providerOptions:
                                  store: true
                                  web:
                                    depth: 3
            - route:
                id: enrich
                from:
                  uri: direct:enrich
                  steps:
                    - enrich:
                        constant: llm:mistral/mistral-small-latest
                        aggregationStrategy: "#together"
            - route:
                id: multicast
                from:
                  uri: direct:multicast
                  steps:
                    - multicast:
                        parallelProcessing: true
                        aggregationStrategy: "#grouped"
                        steps:
                          - to: llm:mistral/mistral-small-latest
                          - to: llm:openai/gpt-4o
            - route:
                id: split
                from:
                  uri: direct:split
                  steps:
                    - split:
                        tokenize: ","
                        streaming: true
                        aggregationStrategy: "#grouped"
                        steps:
                          - to: llm:mistral/mistral-small-latest
            """;

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("grouped", new GroupedBodyAggregationStrategy());
        registry.bind("together", (AggregationStrategy) EipTest::together);
    }

    private static Exchange together(Exchange question, Exchange answer) {
        question.getMessage()
                .setBody(question.getMessage().getBody() + " -> "
                        + answer.getMessage().getBody());
        return question;
    }

    private void routes(String language) throws Exception {
        if (language.equals("yaml")) {
            yaml(YAML);
        } else {
            context().addRoutes(java());
        }
    }

    private static RouteBuilder java() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:failover").to("direct:legs");
                from("direct:legs")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-4o?temperature=0&providerOptions.store=true&providerOptions.web.depth=3");
                from("direct:enrich").enrich("llm:mistral/mistral-small-latest", EipTest::together);
                from("direct:multicast")
                        .multicast(new GroupedBodyAggregationStrategy())
                        .parallelProcessing()
                        .to("llm:mistral/mistral-small-latest", "llm:openai/gpt-4o");
                from("direct:split")
                        .split(body().tokenize(","), new GroupedBodyAggregationStrategy())
                        .streaming()
                        .to("llm:mistral/mistral-small-latest");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void failover_asks_the_next_target_with_the_same_message(String language) throws Exception {
        routes(language);
        provider("mistral").enqueue(Reply.error(ErrorCase.OVERLOADED));
        provider("openai").lenient().enqueue(Reply.text("from openai"));

        Exchange exchange = send("direct:failover", "question");

        assertThat(exchange.getMessage().getBody()).isEqualTo("from openai");
        assertThat(exchange.getMessage().getHeader(LlmHeaders.PROVIDER)).isEqualTo("openai");
        assertThat(simulator.requests()).hasSize(2);
        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asText())
                .isEqualTo("question");
        assertThat(simulator.lastRequest().json().path("temperature").asInt(-1)).isZero();
        assertThat(simulator.lastRequest().json().path("store").isBoolean()).isTrue();
        assertThat(simulator.lastRequest().json().path("web").path("depth").asInt())
                .isEqualTo(3);
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).failure()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(attempts)
                .allSatisfy(attempt -> assertThat(attempt.context())
                        .containsEntry("exchangeId", exchange.getExchangeId())
                        .containsKey("routeId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void a_request_that_no_target_will_take_does_not_fail_over(String language) throws Exception {
        routes(language);
        provider("mistral").enqueue(Reply.error(ErrorCase.MALFORMED_REQUEST));

        Exchange exchange = send("direct:failover", "question");

        assertThat(exchange.getException(LlmException.class).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(simulator.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void enrich_puts_the_answer_beside_the_question(String language) throws Exception {
        routes(language);
        provider("mistral").enqueue(Reply.text("answer"));

        assertThat(send("direct:enrich", "question").getMessage().getBody()).isEqualTo("question -> answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void multicast_asks_several_at_once(String language) throws Exception {
        routes(language);
        provider("mistral").enqueue(Reply.text("one"));
        provider("openai").enqueue(Reply.text("two"));

        List<?> answers = send("direct:multicast", "question").getMessage().getBody(List.class);

        assertThat(answers).hasSize(2).map(String::valueOf).containsExactlyInAnyOrder("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void split_asks_once_for_each_part(String language) throws Exception {
        routes(language);
        provider("mistral")
                .respond(request -> Reply.text("re: "
                        + request.json().path("messages").get(0).path("content").asText()));

        List<?> answers = send("direct:split", "a,b,c").getMessage().getBody(List.class);

        assertThat(answers).map(String::valueOf).containsExactly("re: a", "re: b", "re: c");
    }
}
