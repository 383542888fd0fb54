/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * The placeholder <code>{{llm-simulator:mistral}}</code>: the base URL of a provider's wire form on the context's own simulator.
 */
public final class SimulatorPropertiesFunction implements PropertiesFunction, CamelContextAware {

    private @Nullable CamelContext camelContext;

    @Override
    public String getName() {
        return "llm-simulator";
    }

    @Override
    public String apply(String provider) {
        if (camelContext == null) {
            throw new IllegalStateException("{{llm-simulator:" + provider + "}} has a meaning in a Camel context only");
        }
        return EmbeddedSimulator.of(camelContext).provider(provider).baseUrl();
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.camelContext = context;
    }
}
