/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.client.CallListener;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Every attempt is seen, also those that failed over. */
class CostsTest {

    @Test
    void a_listener_in_the_registry_adds_up_the_cost_of_each_provider() throws Exception {
        Routes routes = new Routes();
        // tag::listener[]
        Map<String, BigDecimal> spent = new ConcurrentHashMap<>();
        CallListener costs = attempt ->
                attempt.cost().amount().ifPresent(amount -> spent.merge(attempt.provider(), amount, BigDecimal::add));
        // end::listener[]
        try (routes) {
            routes.bind("costs", costs).yaml("failover.camel.yaml");
            routes.simulator.provider("mistral").enqueue(Reply.error(ErrorCase.OVERLOADED));
            routes.simulator.provider("openai").enqueue(Reply.text("Paris.").usage(1_000_000, 0));

            routes.send("direct:support", "The capital of France?");

            assertThat(spent.get("mistral")).isZero();
            assertThat(spent.get("openai")).isPositive();
        }
    }
}
