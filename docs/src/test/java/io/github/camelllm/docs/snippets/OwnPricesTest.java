/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.model.Bucket;
import io.github.camelllm.profile.OwnPrices;
import io.github.camelllm.profile.PricePeriod;
import io.github.camelllm.profile.Source;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class OwnPricesTest {

    @Test
    void prices_of_a_contract_go_before_those_of_the_profile() throws Exception {
        try (Routes routes = new Routes()) {
            CamelContext camelContext = routes.context;
            // tag::bean[]
            PricePeriod contract = PricePeriod.of(
                    "contract 4711",
                    Map.of(Bucket.INPUT, new BigDecimal("0.60"), Bucket.OUTPUT, new BigDecimal("3.60")),
                    new Source("our contract with OpenAI", LocalDate.parse("2026-11-01")));
            OwnPrices own = (target, when) ->
                    target.toString().equals("openai/gpt-5.4-mini") ? Optional.of(contract) : Optional.empty();
            camelContext.getRegistry().bind("prices", own);
            // end::bean[]
            camelContext.start();
            routes.simulator
                    .provider("openai")
                    .enqueue(
                            Reply.text("2").usage(1_000, 1_000), Reply.text("2").usage(1_000, 1_000));

            assertThat(cost(routes.send("llm:openai/gpt-5.4-mini", "Name a prime.")))
                    .isEqualByComparingTo("0.0042");
            assertThat(cost(routes.send("llm:openai/gpt-5.4", "Name a prime."))).isEqualByComparingTo("0.0175");
        }
    }

    private static BigDecimal cost(Exchange exchange) {
        return exchange.getMessage().getHeader("CamelLlmCost", BigDecimal.class);
    }
}
