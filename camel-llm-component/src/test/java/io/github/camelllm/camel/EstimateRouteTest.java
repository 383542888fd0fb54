/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class EstimateRouteTest extends Routes {

    @Test
    void a_request_is_priced_and_not_sent() {
        Exchange exchange = send("llm:openai/gpt-4o?operation=estimate&maxTokens=1000", "What is it?");

        assertThat(exchange.getException()).isNull();
        Cost cost = exchange.getMessage().getBody(Cost.class);
        assertThat(cost.basis()).isEqualTo(CostBasis.ESTIMATED);
        assertThat(exchange.getMessage().getHeader(LlmHeaders.COST, BigDecimal.class))
                .isEqualByComparingTo(cost.amount().orElseThrow())
                .isGreaterThanOrEqualTo(new BigDecimal("0.01"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(LlmHeaders.OPERATION, "estimate")
                .containsEntry(LlmHeaders.ATTEMPTS, 0)
                .containsEntry(LlmHeaders.REQUEST_MODEL, "gpt-4o");
        assertThat(simulator.acceptedConnections()).isZero();
        assertThat(attempts).isEmpty();
    }

    @Test
    void vectors_are_priced_by_the_kind_of_the_model() {
        Exchange exchange = send("llm:openai/text-embedding-3-small?operation=estimate", "What is it?");

        assertThat(exchange.getMessage().getBody(Cost.class).basis()).isEqualTo(CostBasis.ESTIMATED);
    }

    @Test
    void a_price_that_nobody_knows_is_unknown_and_not_zero() {
        Exchange exchange = send("llm:openai/some-model-of-tomorrow?operation=estimate&maxTokens=10", "What is it?");

        assertThat(exchange.getMessage().getBody(Cost.class).basis()).isEqualTo(CostBasis.UNKNOWN);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(LlmHeaders.COST);
    }

    @Test
    void a_prompt_that_cannot_fit_is_refused_before_it_is_sent() {
        Exchange exchange = send("llm:openai/gpt-4o", "words".repeat(5_000_000));

        assertThat(failure(exchange).kind()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
        assertThat(simulator.requests()).isEmpty();
    }
}
