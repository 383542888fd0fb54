/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EmbeddingRouteTest extends Routes {

    private static final List<String> TEXTS =
            IntStream.range(0, 200).mapToObj(i -> "text " + i).toList();

    @Test
    void many_texts_become_as_many_vectors_in_several_requests() {
        Exchange exchange = send("llm:cohere/embed-v4.0?operation=embed", TEXTS);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(200);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(LlmHeaders.ATTEMPTS, 3);
        assertThat(exchange.getMessage().getHeader(LlmHeaders.COST, BigDecimal.class))
                .isEqualByComparingTo(spent());
    }

    @Test
    void a_part_that_fails_fails_the_exchange_and_the_headers_tell_what_the_others_cost() {
        provider("cohere")
                .respond(request ->
                        request.json().path("texts").size() == 8 ? Reply.error(ErrorCase.SERVER_ERROR) : Reply.usual());

        Exchange exchange = send("llm:cohere/embed-v4.0?operation=embed", TEXTS);

        assertThat(exchange.getMessage().getBody()).isEqualTo(TEXTS);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(LlmHeaders.ERROR_KIND, "SERVER_ERROR")
                .containsEntry(LlmHeaders.ATTEMPTS, 3);
        assertThat(exchange.getMessage().getHeader(LlmHeaders.COST, BigDecimal.class))
                .isPositive()
                .isEqualByComparingTo(spent());
        assertThat(failure(exchange).vectors().map(EmbeddingResponse::embeddings))
                .hasValueSatisfying(vectors -> assertThat(vectors).hasSize(192));
    }

    private BigDecimal spent() {
        return attempts.stream()
                .flatMap(attempt -> attempt.cost().amount().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
