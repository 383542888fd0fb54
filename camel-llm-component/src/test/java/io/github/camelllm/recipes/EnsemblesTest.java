/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelllm.camel.LlmAnswerInto;
import io.github.camelllm.camel.LlmAttemptHistory;
import io.github.camelllm.camel.LlmFirstAnswer;
import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.camel.LlmMajorityVote;
import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Several targets for one message, tenants, dead letters and answers beside the message. */
class EnsemblesTest extends Recipe {

    EnsemblesTest() {
        super("ensembles.yaml");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::first[]
                from("direct:first")
                        .multicast(new LlmFirstAnswer())
                        .parallelProcessing()
                        .streaming()
                        .to("llm:mistral/mistral-small-latest", "llm:openai/gpt-4o");
                // end::first[]

                // tag::vote[]
                from("direct:vote")
                        .multicast(new LlmMajorityVote())
                        .parallelProcessing()
                        .to(
                                "llm:mistral/mistral-small-latest",
                                "llm:mistral/mistral-large-latest",
                                "llm:openai/gpt-4o");
                // end::vote[]

                // tag::enrich[]
                LlmAnswerInto summary = new LlmAnswerInto();
                summary.setField("summary");

                from("direct:enrich").enrich("direct:summarize", summary);

                from("direct:summarize").setBody(simple("${body[text]}")).to("llm:mistral/mistral-small-latest");
                // end::enrich[]

                // tag::throttle[]
                from("direct:tenant")
                        .throttle(2)
                        .correlationExpression(simple("tenant ${header.CamelLlmSetTenant}"))
                        .timePeriodMillis(60_000)
                        .rejectExecution(true)
                        .to("llm:mistral/mistral-small-latest");
                // end::throttle[]

                // tag::deadLetter[]
                from("direct:order")
                        .onException(LlmException.class)
                        .handled(true)
                        .to("mock:dead-letters")
                        .end()
                        .process(new LlmAttemptHistory())
                        .to("direct:order-targets");

                from("direct:order-targets")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to("llm:mistral/mistral-small-latest")
                        .to("llm:openai/gpt-4o");
                // end::deadLetter[]

                // tag::shadow[]
                from("direct:shadowed").wireTap("direct:shadow").copy(true).to("llm:mistral/mistral-small-latest");

                from("direct:shadow").to("llm:openai/gpt-4o").to("mock:shadow-answers");
                // end::shadow[]

                // tag::canary[]
                from("direct:canary")
                        .loadBalance()
                        .weighted(true, "9,1")
                        .to("llm:mistral/mistral-small-latest")
                        .to("direct:candidate");

                from("direct:candidate")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to("llm:openai/gpt-4o")
                        .to("llm:mistral/mistral-small-latest");
                // end::canary[]
            }
        };
    }

    @Test
    void the_first_answer_wins_over_an_error() {
        mistral.enqueue(Reply.error(ErrorCase.SERVER_ERROR));
        openai.enqueue(Reply.text("from openai"));

        assertThat(answer("first", "question")).isEqualTo("from openai");
        assertThat(asked()).containsExactlyInAnyOrder("mistral", "openai");
    }

    @Test
    void when_all_fail_the_first_answer_is_an_error() {
        mistral.enqueue(Reply.error(ErrorCase.SERVER_ERROR));
        openai.enqueue(Reply.error(ErrorCase.SERVER_ERROR));

        assertThat(ask("first", "question").getException(LlmException.class).kind())
                .isEqualTo(ErrorKind.SERVER_ERROR);
    }

    @Test
    void the_majority_wins() {
        mistral.always(Reply.text("Billing"));
        openai.always(Reply.text("shipping"));

        Exchange voted = ask("vote", "question");

        assertThat(voted.getMessage().getBody()).isEqualTo("Billing");
        assertThat(voted.getMessage().getHeader(LlmMajorityVote.VOTES)).isEqualTo(2);
        assertThat(voted.getMessage().getHeader(LlmMajorityVote.VOTERS)).isEqualTo(3);
        assertThat(voted.getMessage().getHeader(LlmHeaders.PROVIDER)).isEqualTo("mistral");
        assertThat(voted.getAllProperties()).doesNotContainKey("CamelLlmBallots");
    }

    @Test
    void one_that_fails_has_no_vote() {
        mistral.always(Reply.error(ErrorCase.SERVER_ERROR));
        openai.always(Reply.text("shipping."));

        Exchange voted = ask("vote", "question");

        assertThat(voted.getException()).isNull();
        assertThat(voted.getMessage().getBody()).isEqualTo("shipping.");
        assertThat(voted.getMessage().getHeader(LlmMajorityVote.VOTERS)).isEqualTo(1);
    }

    @Test
    void an_answer_goes_into_a_field_and_the_rest_of_the_message_stays() {
        mistral.enqueue(Reply.text("short"));

        Exchange enriched = ask("enrich", Map.of("id", 7, "text", "long words"));

        assertThat(enriched.getMessage().getBody())
                .isEqualTo(Map.of("id", 7, "text", "long words", "summary", "short"));
        assertThat(prompt(simulator.lastRequest())).isEqualTo("long words");
    }

    @Test
    void each_tenant_has_its_own_limit() {
        mistral.always(Reply.text("answer"));

        for (int i = 0; i < 2; i++) {
            assertThat(tenant("acme").getException()).isNull();
        }
        assertThat(tenant("acme").getException()).isInstanceOf(ThrottlerRejectedExecutionException.class);
        assertThat(tenant("globex").getException()).isNull();
        assertThat(ask("tenant", "a message without a tenant").getException()).isNull();
        assertThat(simulator.requests()).hasSize(4);
    }

    private Exchange tenant(String name) {
        return ask("tenant", "question", Map.of(LlmHeaders.SET_TENANT, name));
    }

    @Test
    void a_dead_letter_knows_all_attempts() throws InterruptedException {
        MockEndpoint dead = context.getEndpoint("mock:dead-letters", MockEndpoint.class);
        dead.expectedBodiesReceived("question");
        mistral.enqueue(Reply.error(ErrorCase.OVERLOADED));
        openai.enqueue(Reply.error(ErrorCase.SERVER_ERROR));

        assertThat(ask("order", "question").getException()).isNull();

        dead.assertIsSatisfied();
        assertThat(LlmAttemptHistory.of(dead.getExchanges().get(0)))
                .extracting(Attempt::provider, Attempt::failure)
                .containsExactly(tuple("mistral", ErrorKind.OVERLOADED), tuple("openai", ErrorKind.SERVER_ERROR));
    }

    @Test
    void a_shadow_is_asked_the_same_and_its_failure_harms_nobody() throws InterruptedException {
        mistral.always(Reply.text("from mistral"));
        openai.enqueue(Reply.error(ErrorCase.SERVER_ERROR), Reply.text("from openai"));
        MockEndpoint shadow = context.getEndpoint("mock:shadow-answers", MockEndpoint.class);
        shadow.expectedBodiesReceived("from openai");

        assertThat(answer("shadowed", "question")).isEqualTo("from mistral");
        simulator.awaitRequests(2);
        assertThat(answer("shadowed", "question")).isEqualTo("from mistral");

        shadow.assertIsSatisfied();
        assertThat(openai.requests())
                .allSatisfy(request -> assertThat(prompt(request)).isEqualTo("question"));
    }

    @Test
    void one_in_ten_goes_to_the_candidate_and_comes_back_when_it_fails() {
        mistral.always(Reply.text("from mistral"));
        openai.enqueue(Reply.text("from openai"), Reply.error(ErrorCase.SERVER_ERROR));

        int candidates = 0;
        for (int i = 0; i < 20; i++) {
            candidates += answer("canary", "question").equals("from openai") ? 1 : 0;
        }

        assertThat(candidates).isEqualTo(1);
        assertThat(openai.requests()).hasSize(2);
        assertThat(mistral.requests()).hasSize(19);
    }
}
