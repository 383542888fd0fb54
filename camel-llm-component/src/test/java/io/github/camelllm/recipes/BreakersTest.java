/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmBreakerGuard;
import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.error.LlmFailoverException;
import io.github.camelllm.error.LlmFinalException;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Circuit breakers, closed and open. Needs camel-resilience4j. */
@Tag("camel-resilience4j")
class BreakersTest extends Recipe {

    BreakersTest() {
        super("breakers.yaml");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::throwing[]
                from("direct:throwing")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .minimumNumberOfCalls(2)
                        .slidingWindowSize(2)
                        .throwExceptionWhenHalfOpenOrOpenState(true)
                        .end()
                        .to("llm:mistral/mistral-small-latest")
                        .end();
                // end::throwing[]

                // tag::fallback[]
                from("direct:fallback")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .minimumNumberOfCalls(2)
                        .slidingWindowSize(2)
                        .end()
                        .to("llm:mistral/mistral-small-latest")
                        .onFallback()
                        .to("llm:openai/gpt-4o")
                        .end();
                // end::fallback[]

                // tag::guarded[]
                from("direct:guarded")
                        .errorHandler(noErrorHandler())
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .minimumNumberOfCalls(2)
                        .slidingWindowSize(2)
                        .end()
                        .to("llm:mistral/mistral-small-latest")
                        .end()
                        .process(new LlmBreakerGuard());

                from("direct:guarded-then-openai")
                        .errorHandler(noErrorHandler())
                        .loadBalance()
                        .failover(LlmFailoverException.class)
                        .to("direct:guarded")
                        .to("llm:openai/gpt-4o");
                // end::guarded[]

                from("direct:ignoring")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .ignoreException(LlmFinalException.class)
                        .end()
                        .to("llm:mistral/mistral-small-latest")
                        .end()
                        .process(new LlmBreakerGuard());
            }
        };
    }

    @Test
    void an_open_breaker_throws() {
        opened("throwing");

        Exchange rejected = ask("throwing", "question");

        assertThat(rejected.getException()).isNotNull().isNotInstanceOf(LlmException.class);
        assertThat(simulator.requests()).hasSize(2);
    }

    @Test
    void the_fallback_answers_for_a_closed_breaker_that_fails_and_for_an_open_one() {
        mistral.always(Reply.error(ErrorCase.SERVER_ERROR));
        openai.always(Reply.text("from openai"));

        assertThat(List.of(answer("fallback", "q"), answer("fallback", "q"), answer("fallback", "q")))
                .containsOnly("from openai");
        assertThat(asked()).containsExactly("mistral", "openai", "mistral", "openai", "openai");
    }

    @Test
    void a_closed_breaker_hands_the_answer_through_the_guard() {
        mistral.enqueue(Reply.text("from mistral"));

        assertThat(answer("guarded", "question")).isEqualTo("from mistral");
    }

    @Test
    void behind_the_guard_an_open_breaker_is_an_error_of_ours() {
        opened("guarded");

        Exchange rejected = ask("guarded", "question");

        LlmException problem = rejected.getException(LlmException.class);
        assertThat(problem).isInstanceOf(LlmFailoverException.class).hasMessageContaining("open");
        assertThat(problem.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(problem.details().attempts()).isZero();
        assertThat(simulator.requests()).hasSize(2);
    }

    @Test
    void behind_the_guard_an_open_breaker_makes_failover_go_on() {
        opened("guarded");
        openai.always(Reply.text("from openai"));

        Exchange answered = ask("guarded-then-openai", "question");

        assertThat(answered.getException()).isNull();
        assertThat(answered.getMessage().getBody()).isEqualTo("from openai");
        assertThat(answered.getMessage().getHeader(LlmHeaders.PROVIDER)).isEqualTo("openai");
        assertThat(asked()).containsExactly("mistral", "mistral", "openai");
    }

    @Test
    void behind_the_guard_an_exception_that_the_breaker_ignores_is_still_one() {
        mistral.always(Reply.error(ErrorCase.MALFORMED_REQUEST));

        LlmException problem = ask("ignoring", "question").getException(LlmException.class);

        assertThat(problem).isInstanceOf(LlmFailoverException.class).hasMessageContaining("ignored");
    }

    private void opened(String route) {
        mistral.always(Reply.error(ErrorCase.SERVER_ERROR));
        for (int i = 0; i < 2; i++) {
            assertThat(ask(route, "question").getException(LlmException.class).kind())
                    .isEqualTo(ErrorKind.SERVER_ERROR);
        }
    }
}
