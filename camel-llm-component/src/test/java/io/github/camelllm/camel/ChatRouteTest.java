/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class ChatRouteTest extends Routes {

    @Test
    void a_text_goes_out_as_a_user_message_and_the_answer_comes_back_as_text() {
        provider("mistral").enqueue(Reply.text("Paris.").usage(12, 3));

        Exchange exchange = send("llm:mistral/mistral-small-latest", "The capital of France?");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("Paris.");
        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asText())
                .isEqualTo("The capital of France?");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("CamelLlmProvider", "mistral")
                .containsEntry("CamelLlmRequestModel", "mistral-small-latest")
                .containsEntry("CamelLlmOperation", "chat")
                .containsEntry("CamelLlmFinishReason", "STOP")
                .containsEntry("CamelLlmInputTokens", 12L)
                .containsEntry("CamelLlmOutputTokens", 3L)
                .containsEntry("CamelLlmTotalTokens", 15L)
                .containsEntry("CamelLlmAttempts", 1)
                .containsEntry("CamelLlmCostBasis", "PRICED")
                .containsEntry("CamelLlmCostCurrency", "USD")
                .containsKeys("CamelLlmResponseId", "CamelLlmModel", "CamelLlmFinishReasonRaw");
        assertThat(exchange.getMessage().getHeader("CamelLlmCost", BigDecimal.class))
                .isPositive();
        assertThat(exchange.getMessage().getHeader("CamelLlmLatency", Duration.class))
                .isPositive();
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.succeeded()).isTrue();
            assertThat(attempt.context()).containsEntry("exchangeId", exchange.getExchangeId());
        });
        assertThat(exchange.getMessage().getHeaders()).isNotEqualTo(Map.of());
    }
}
