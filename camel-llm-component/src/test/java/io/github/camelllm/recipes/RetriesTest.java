/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmRetry;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmRetryableException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The same target is asked again, as the provider wants it. */
class RetriesTest extends Recipe {

    RetriesTest() {
        super("retries.yaml");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::retry[]
                LlmRetry retry = new LlmRetry();
                retry.setAttempts(3);
                retry.setDelay(Duration.ofMillis(20));
                retry.setLongestWait(Duration.ofSeconds(10));
                retry.setDeadline(Duration.ofSeconds(30));

                from("direct:patient")
                        .onException(LlmRetryableException.class)
                        .retryWhile(retry)
                        .asyncDelayedRedelivery()
                        .end()
                        .to("llm:mistral/mistral-small-latest");
                // end::retry[]
            }
        };
    }

    @Test
    void it_asks_again_until_there_is_an_answer() {
        mistral.enqueue(Reply.error(ErrorCase.OVERLOADED), Reply.error(ErrorCase.SERVER_ERROR), Reply.text("at last"));

        Exchange exchange = ask("patient", "question");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("at last");
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY)).isNull();
        assertThat(simulator.requests()).hasSize(3);
    }

    @Test
    void it_gives_up_after_its_attempts() {
        mistral.always(Reply.error(ErrorCase.OVERLOADED));

        assertThat(kind(ask("patient", "question"))).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(simulator.requests()).hasSize(3);
    }

    @Test
    void it_waits_as_long_as_the_provider_says() {
        mistral.enqueue(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(1)), Reply.text("at last"));

        long begun = System.nanoTime();
        assertThat(answer("patient", "question")).isEqualTo("at last");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void it_does_not_ask_again_before_a_provider_that_wants_to_be_left_alone_for_long() {
        mistral.always(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofMinutes(5)));

        Exchange exchange = ask("patient", "question");

        assertThat(kind(exchange)).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(exchange.getException(LlmException.class).retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(simulator.requests()).hasSize(1);
    }

    @Test
    void it_does_not_ask_again_where_that_cannot_help() {
        mistral.always(Reply.error(ErrorCase.BAD_KEY));

        assertThat(kind(ask("patient", "question"))).isEqualTo(ErrorKind.AUTHENTICATION_FAILED);
        assertThat(simulator.requests()).hasSize(1);
    }

    private static ErrorKind kind(Exchange exchange) {
        return exchange.getException(LlmException.class).kind();
    }
}
