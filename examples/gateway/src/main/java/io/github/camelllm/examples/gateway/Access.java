/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import io.github.camelllm.camel.LlmHeaders;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

/** Who asks, and where a question may go. */
final class Access {

    private static final String TENANT = "gatewayTenant";
    static final String OPERATION = "gatewayOperation";

    private final Settings settings;

    Access(Settings settings) {
        this.settings = settings;
    }

    /** Finds the tenant by its key and takes the client's headers away. */
    void admit(Exchange exchange) {
        String header = exchange.getMessage().getHeader("Authorization", "", String.class);
        Settings.Tenant tenant = settings.tenant(header.startsWith("Bearer ") ? header.substring(7) : "")
                .orElseThrow(() -> new RefusedException(
                        401, "invalid_api_key", null, "no tenant has this API key; send Authorization: Bearer <key>"));
        exchange.getMessage().removeHeaders("*");
        exchange.setProperty(TENANT, tenant);
        exchange.getMessage().setHeader(LlmHeaders.SET_TENANT, tenant.name());
    }

    /** Chooses whom to ask: the model's targets in order, then those of the fallbacks. */
    void route(Exchange exchange, String operation, String model, List<String> fallbacks) {
        Set<String> targets = new LinkedHashSet<>(targets(exchange, model));
        fallbacks.forEach(fallback -> targets.addAll(targets(exchange, fallback)));
        exchange.setProperty(OPERATION, operation);
        TargetChain.begin(exchange, targets);
    }

    /** The names of the models that the tenant may ask for. */
    List<String> models(Exchange exchange) {
        return settings.models().keySet().stream()
                .filter(tenant(exchange)::mayAsk)
                .sorted()
                .toList();
    }

    private List<String> targets(Exchange exchange, String model) {
        List<String> targets = settings.models().get(model);
        if (targets == null || !tenant(exchange).mayAsk(model)) {
            throw new RefusedException(
                    404,
                    "model_not_found",
                    "model",
                    "there is no model '" + model + "'; there are " + String.join(", ", models(exchange)));
        }
        return targets;
    }

    private static Settings.Tenant tenant(Exchange exchange) {
        return exchange.getProperty(TENANT, Settings.Tenant.class);
    }
}
