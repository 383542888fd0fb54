/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class LlmAnswerIntoTest {

    private final LlmAnswerInto into = new LlmAnswerInto();

    private static Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private Exchange enriched() {
        Exchange enriched = into.aggregate(exchange("question"), exchange("answer"));
        assertThat(enriched.getMessage().getBody()).isEqualTo("question");
        return enriched;
    }

    @Test
    void an_answer_goes_into_a_header() {
        into.setHeader("summary");

        assertThat(enriched().getMessage().getHeader("summary")).isEqualTo("answer");
    }

    @Test
    void an_answer_goes_into_a_property() {
        into.setProperty("summary");

        assertThat(enriched().getProperty("summary")).isEqualTo("answer");
    }

    @Test
    void an_answer_goes_into_a_variable() {
        into.setVariable("summary");

        assertThat(enriched().getVariable("summary")).isEqualTo("answer");
    }

    @Test
    void an_answer_does_not_steer_the_next_call() {
        assertThatThrownBy(() -> into.setHeader(LlmHeaders.SET_MODEL)).hasMessageContaining("take another name");
    }

    @Test
    void a_field_needs_a_map() {
        into.setField("summary");

        assertThatThrownBy(this::enriched).hasMessageContaining("unmarshal the JSON first");
    }

    @Test
    void nothing_set_is_an_error() {
        assertThatThrownBy(this::enriched).hasMessageContaining("header, property, variable or field");
    }
}
