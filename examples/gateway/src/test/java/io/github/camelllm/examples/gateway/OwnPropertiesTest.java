/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.fault.Ask;
import io.github.camelllm.test.fault.HttpCaller;
import io.github.camelllm.test.fault.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The example as it is run by hand. The build sets the environment. */
@EnabledIfEnvironmentVariable(named = "ACME_KEY", matches = ".+")
class OwnPropertiesTest {

    @Test
    void the_simulated_model_answers_whole_and_streamed() throws Exception {
        try (RunningGateway gateway = RunningGateway.asItIs()) {
            HttpCaller caller = new HttpCaller(gateway.baseUrl(), System.getenv("ACME_KEY"));

            assertThat(List.of(true, false)).allSatisfy(streamed -> {
                Outcome outcome =
                        caller.call(new Ask("simulated", List.of(), "Hello", streamed, Duration.ofSeconds(20)));

                assertThat(outcome.answered()).as(String.valueOf(outcome)).isTrue();
                assertThat(outcome.model()).isEqualTo("simulated-1");
                assertThat(outcome.counted()).isTrue();
            });
        }
    }
}
