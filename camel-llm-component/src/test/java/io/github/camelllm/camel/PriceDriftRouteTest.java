/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelllm.client.DriftWatch;
import io.github.camelllm.client.PriceDrift;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;

/** grok-4.3 costs 1.25 and 2.50 dollars for 1,000,000 tokens, so that 1,000 each way are 0.00375. */
class PriceDriftRouteTest extends Routes {

    private final List<LlmPriceDriftEvent> drifts = new CopyOnWriteArrayList<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getManagementStrategy().addEventNotifier(notifier(event -> {
            throw new IllegalStateException("a notifier that is out of order");
        }));
        context.getManagementStrategy().addEventNotifier(notifier(drifts::add));
        return context;
    }

    private static EventNotifierSupport notifier(Consumer<LlmPriceDriftEvent> hears) {
        EventNotifierSupport notifier = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof LlmPriceDriftEvent drift) {
                    hears.accept(drift);
                }
            }
        };
        notifier.start();
        return notifier;
    }

    private Cost cost(String uri) {
        return send(uri, "x").getMessage().getBody(ChatResponse.class).cost();
    }

    @Test
    void a_bill_beyond_the_threshold_is_told_with_provider_model_and_version_of_the_price() {
        provider("xai").enqueue(Reply.text("y").usage(1_000, 1_000).cost("0.004"));

        Cost cost = cost("llm:xai/grok-4.3?responseType=response");

        assertThat(cost.basis()).isEqualTo(CostBasis.REPORTED);
        assertThat(cost.amount().orElseThrow()).isEqualByComparingTo("0.004");
        assertThat(cost.computed().amount().orElseThrow()).isEqualByComparingTo("0.00375");
        await().until(() -> !drifts.isEmpty());
        PriceDrift drift = drifts.get(0).drift();
        assertThat(drift.attempt().provider()).isEqualTo("xai");
        assertThat(drift.attempt().requestModel()).isEqualTo("grok-4.3");
        assertThat(drift.priceVersion()).isEqualTo("xai/grok-4.3@2026-09-21");
        assertThat(drift.difference()).isEqualByComparingTo("0.00025");
        assertThat(drifts.get(0))
                .hasToString(
                        "xai billed 0.0040000000 USD for grok-4.3, our prices xai/grok-4.3@2026-09-21 say 0.00375 USD");
        assertThat(drifts.get(0).getContext()).isSameAs(context());
        assertThat(drifts.get(0).getTimestamp()).isPositive();
        assertThat(drifts.get(0).getType()).isEqualTo(CamelEvent.Type.Custom);
    }

    @Test
    void bills_that_agree_and_bills_without_a_price_are_told_to_nobody() {
        provider("xai").enqueue(Reply.text("y").usage(1_000, 1_000).cost("0.00375"));
        provider("perplexity").enqueue(Reply.text("y").usage(9, 12).cost("0.00502"));
        provider("openrouter").enqueue(Reply.text("y").usage(1_000, 1_000).cost("0.09"));
        provider("deepinfra").enqueue(Reply.text("y").usage(20_000, 12_000).cost("0.0040"));

        Cost agreed = cost("llm:xai/grok-4.3?responseType=response");
        Cost rounded = cost("llm:perplexity/sonar?responseType=response");
        Cost alone = cost("llm:openrouter/openai/gpt-4o?responseType=response");
        Cost drifted = cost("llm:deepinfra/openai/gpt-oss-120b?responseType=response");

        assertThat(agreed.computed().amount().orElseThrow()).isEqualByComparingTo("0.00375");
        assertThat(rounded.computed().amount().orElseThrow()).isEqualByComparingTo("0.005021");
        assertThat(alone.computed()).isNull();
        assertThat(drifted.computed().amount().orElseThrow()).isEqualByComparingTo("0.00306");
        await().until(() -> !drifts.isEmpty());
        assertThat(drifts)
                .singleElement()
                .satisfies(
                        event -> assertThat(event.drift().attempt().provider()).isEqualTo("deepinfra"));
    }

    @Test
    void a_threshold_of_ones_own_stands_in_the_registry_and_several_do_not_start() throws Exception {
        CamelContext strict = new DefaultCamelContext();
        try {
            strict.getRegistry().bind("a", new DriftWatch.Threshold(BigDecimal.ZERO, BigDecimal.ZERO));
            point(strict, "llm");
            strict.getManagementStrategy().addEventNotifier(notifier(drifts::add));
            strict.start();
            provider("xai").enqueue(Reply.text("y").usage(1_000, 1_000).cost("0.0037500001"));
            strict.createProducerTemplate().requestBody("llm:xai/grok-4.3", "x");
            await().until(() -> drifts.size() == 1);
        } finally {
            strict.stop();
        }
        CamelContext unsure = new DefaultCamelContext();
        try {
            unsure.getRegistry().bind("a", new DriftWatch.Threshold(BigDecimal.ZERO, BigDecimal.ZERO));
            unsure.getRegistry().bind("b", new DriftWatch.Threshold(BigDecimal.ONE, BigDecimal.ONE));
            point(unsure, "llm");
            unsure.start();
            assertThatThrownBy(() -> unsure.createProducerTemplate().requestBody("llm:xai/grok-4.3", "x"))
                    .hasStackTraceContaining("the registry has 2 beans of type");
        } finally {
            unsure.stop();
        }
    }
}
