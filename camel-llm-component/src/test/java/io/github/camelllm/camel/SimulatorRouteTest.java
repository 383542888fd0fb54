/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.LlmException;
import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

/** With the kit's jar on the class path {@code llm:simulator} answers without key and network. */
class SimulatorRouteTest extends CamelTestSupport {

    private Exchange send(String uri, String body) {
        return template().request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    @Test
    void it_answers_without_any_setting() {
        Exchange exchange = send("llm:simulator", "What is it?");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("Simulated answer to: What is it?");
        assertThat(exchange.getMessage().getHeader("CamelLlmModel")).isEqualTo("simulated-1");
        assertThat(exchange.getMessage().getHeader("CamelLlmCost", BigDecimal.class))
                .isPositive();
    }

    @Test
    void options_script_the_answer() {
        Exchange exchange = send(
                "llm:simulator?providerOptions.simulator.reply=You said {prompt}"
                        + "&providerOptions.simulator.inputTokens=1000000&providerOptions.simulator.outputTokens=1000000",
                "hello");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("You said hello");
        assertThat(exchange.getMessage().getHeader("CamelLlmCost", BigDecimal.class))
                .isEqualByComparingTo("3");
    }

    @Test
    void an_option_scripts_a_fault_for_one_call() {
        String uri = "llm:simulator?providerOptions.simulator.fault=overloaded&providerOptions.simulator.faultOn=2";

        assertThat(send(uri, "one").getException()).isNull();
        assertThat(send(uri, "two").getException(LlmException.class).kind().name())
                .isEqualTo("OVERLOADED");
        assertThat(send(uri, "three").getException()).isNull();
    }

    @Test
    void a_misspelt_option_is_answered_with_what_is_allowed() {
        Exchange exchange = send("llm:simulator?providerOptions.simulator.replly=x", "hello");

        assertThat(exchange.getException(LlmException.class))
                .hasMessageContaining("replly")
                .hasMessageContaining("reply,");
    }
}
