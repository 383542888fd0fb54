/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.LlmRateLimitedException;
import io.github.camelllm.governance.RateLimit;
import io.github.camelllm.governance.RateLimitGate;
import io.github.camelllm.governance.Waiting;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void each_tenant_has_a_limit_of_its_own_and_who_may_not_wait_so_long_is_refused_at_once() throws Exception {
        try (Routes routes = new Routes()) {
            CamelContext camelContext = routes.context;
            // tag::limits[]
            RateLimitGate limits = RateLimitGate.of(
                    Waiting.upTo(Duration.ofSeconds(20)),
                    RateLimit.requests(500, Duration.ofMinutes(1)).by("provider", "model"),
                    RateLimit.tokens(200_000, Duration.ofMinutes(1)).by("provider", "model"),
                    RateLimit.requests(2, Duration.ofMinutes(1)).by("tenant"));
            camelContext.getRegistry().bind("limits", limits);
            // end::limits[]
            try (limits) {
                camelContext.start();

                assertThat(send(routes, "acme").getException()).isNull();
                assertThat(send(routes, "acme").getException()).isNull();
                Exchange third = send(routes, "acme");
                Exchange other = send(routes, "globex");

                assertThat(third.getException(LlmRateLimitedException.class)
                                .retryAfter()
                                .orElseThrow())
                        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(61));
                assertThat(other.getException()).isNull();
                assertThat(routes.simulator.provider("openai").requests()).hasSize(3);
            }
        }
    }

    private static Exchange send(Routes routes, String tenant) {
        return routes.context.createProducerTemplate().request("llm:openai/gpt-5.4-mini?maxTokens=50", exchange -> {
            exchange.getMessage().setBody("Name a prime.");
            exchange.getMessage().setHeader("CamelLlmSetTenant", tenant);
        });
    }
}
