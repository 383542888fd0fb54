/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Load balancers over several targets. */
class BalanceTest extends Recipe {

    BalanceTest() {
        super("balance.yaml");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::failover[]
                onException(LlmException.class).handled(true).setBody(constant("Ask us again later."));

                from("direct:ask").to("direct:mistral-then-openai");

                from("direct:mistral-then-openai")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-4o");
                // end::failover[]

                // tag::weighted[]
                from("direct:weighted")
                        .loadBalance()
                        .weighted(true, "3,1")
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-4o");
                // end::weighted[]

                // tag::roundRobin[]
                from("direct:round-robin")
                        .loadBalance()
                        .roundRobin()
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-4o");
                // end::roundRobin[]

                // tag::random[]
                from("direct:random")
                        .loadBalance()
                        .random()
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-4o");
                // end::random[]

                // tag::sticky[]
                from("direct:sticky")
                        .loadBalance()
                        .sticky(header(LlmHeaders.SET_CONVERSATION_ID))
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-4o");
                // end::sticky[]
            }
        };
    }

    @Test
    void failover_goes_on_at_once_although_the_caller_handles_errors() {
        mistral.enqueue(Reply.error(ErrorCase.OVERLOADED));
        openai.enqueue(Reply.text("from openai"));

        assertThat(answer("ask", "question")).isEqualTo("from openai");
        assertThat(asked()).containsExactly("mistral", "openai");
        assertThat(simulator.requests())
                .allSatisfy(request -> assertThat(prompt(request)).isEqualTo("question"));
    }

    @Test
    void the_caller_handles_the_error_when_all_have_failed() {
        mistral.enqueue(Reply.error(ErrorCase.OVERLOADED));
        openai.enqueue(Reply.error(ErrorCase.SERVER_ERROR));

        assertThat(answer("ask", "question")).isEqualTo("Ask us again later.");
        assertThat(asked()).containsExactly("mistral", "openai");
    }

    @Test
    void a_request_that_is_wrong_for_all_goes_to_one_only() {
        mistral.enqueue(Reply.error(ErrorCase.MALFORMED_REQUEST));

        Exchange exchange = ask("mistral-then-openai", "question");

        assertThat(exchange.getException(LlmException.class).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(asked()).containsExactly("mistral");
    }

    @Test
    void weights_are_shares() {
        eachAnswersItsName();

        List<String> answers = answers("weighted", 8);

        assertThat(Collections.frequency(answers, "mistral")).isEqualTo(6);
        assertThat(Collections.frequency(answers, "openai")).isEqualTo(2);
    }

    @Test
    void round_robin_takes_turns() {
        eachAnswersItsName();

        assertThat(answers("round-robin", 4)).containsExactly("mistral", "openai", "mistral", "openai");
    }

    @Test
    void random_reaches_all() {
        eachAnswersItsName();

        assertThat(answers("random", 40)).contains("mistral", "openai");
    }

    @Test
    void a_conversation_stays_with_its_target() {
        eachAnswersItsName();

        Set<String> ways = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            String conversation = "conversation-" + i % 4;
            Exchange exchange = ask("sticky", "question", Map.of(LlmHeaders.SET_CONVERSATION_ID, conversation));
            ways.add(conversation + " " + exchange.getMessage().getBody(String.class));
        }

        assertThat(ways).hasSize(4);
        assertThat(asked()).contains("mistral", "openai");
    }

    private List<String> answers(String route, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> answer(route, "question"))
                .toList();
    }
}
