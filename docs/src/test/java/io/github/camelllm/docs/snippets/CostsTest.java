/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelllm.camel.LlmPriceDriftEvent;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.client.PriceDrift;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
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

    @Test
    void a_bill_that_is_not_what_our_prices_say_is_an_event_of_the_context() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Routes routes = new Routes()) {
            // tag::drift[]
            SimpleEventNotifierSupport notifier = new SimpleEventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof LlmPriceDriftEvent drifted) {
                        PriceDrift drift = drifted.drift();
                        told.add(drift.attempt().provider() + ": " + drift.difference() + " more than by "
                                + drift.priceVersion());
                    }
                }
            };
            // end::drift[]
            routes.context.start();
            notifier.start();
            routes.context.getManagementStrategy().addEventNotifier(notifier);
            routes.simulator
                    .provider("xai")
                    .enqueue(Reply.text("Paris.").usage(1_000, 1_000).cost("0.004"));

            routes.send("llm:xai/grok-4.3", "The capital of France?");

            await().until(() -> !told.isEmpty());
            assertThat(told).containsExactly("xai: 0.0002500000 more than by xai/grok-4.3@2026-09-21");
        }
    }
}
