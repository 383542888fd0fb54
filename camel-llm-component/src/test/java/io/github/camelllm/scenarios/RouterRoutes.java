/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.scenarios;

import io.github.camelllm.camel.LlmComponent;
import io.github.camelllm.camel.ProviderSettings;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.test.fault.Ask;
import io.github.camelllm.test.fault.Fault;
import io.github.camelllm.test.fault.Scenario;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** Failover by {@code llm:router} with its defaults: nothing but times is set, and only when they are scaled. */
final class RouterRoutes extends RouteBuilder {

    private final String baseUrl;
    private final double scale;

    /** @param scale of all times: 1 is what a user has without setting anything */
    RouterRoutes(String baseUrl, double scale) {
        this.baseUrl = baseUrl;
        this.scale = scale;
    }

    /** The route for a call. */
    static String endpoint(Ask ask) {
        return "direct:" + (ask.fallbacks().isEmpty() ? "alone-" : "routed-") + ask.model();
    }

    @Override
    public void configure() {
        ProviderSettings settings = new ProviderSettings();
        settings.setBaseUrl(baseUrl);
        settings.setApiKey("test-key");
        LlmComponent component = getContext().getComponent("llm", LlmComponent.class);
        component.setProviders(Map.of("openai-compatible", settings));
        for (Scenario scenario : Scenario.values()) {
            from("direct:routed-" + scenario.model())
                    .errorHandler(noErrorHandler())
                    .to(uri(target(scenario.model()) + "," + target(scenario.fallback())))
                    .convertBodyTo(ChatResponse.class);
        }
        alone(Fault.NONE.model());
        alone(Fault.NONE_WITHOUT_PREFILL.model());
    }

    private void alone(String model) {
        from("direct:alone-" + model)
                .errorHandler(noErrorHandler())
                .to(uri(target(model)))
                .convertBodyTo(ChatResponse.class);
    }

    private static String target(String model) {
        return "openai-compatible/" + model;
    }

    private String uri(String targets) {
        return "llm:router?stream=true&targets=" + targets + (scale == 1 ? "" : scaled());
    }

    private String scaled() {
        return "&responseTimeout=" + millis(10_000) + "&firstTokenTimeout=" + millis(10_000) + "&streamIdleTimeout="
                + millis(10_000) + "&callTimeout=" + millis(60_000) + "&retryPause=" + millis(500) + "&maxRetryPause="
                + millis(8_000) + "&openTime=" + millis(10_000);
    }

    private String millis(double full) {
        return Math.round(full * scale) + "ms";
    }
}
