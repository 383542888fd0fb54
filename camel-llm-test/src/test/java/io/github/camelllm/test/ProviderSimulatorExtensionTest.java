/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@CamelLlmTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProviderSimulatorExtensionTest {

    static ProviderSimulator ofClass;

    ProviderSimulator simulator;

    @Test
    @Order(1)
    void field_static_field_and_parameter_are_the_same(ProviderSimulator parameter) {
        assertThat(simulator).isNotNull().isSameAs(parameter).isSameAs(ofClass);

        simulator.provider("openai").enqueue(Reply.text("left over"));
        Calls.post(simulator.provider("mistral"), "/chat/completions", Calls.chat("m", false));
        assertThat(simulator.requests()).hasSize(1);
    }

    @Test
    @Order(2)
    void each_test_starts_without_a_past() {
        assertThat(simulator.requests()).isEmpty();
        assertThat(simulator.provider("openai").queued()).isZero();
    }
}
