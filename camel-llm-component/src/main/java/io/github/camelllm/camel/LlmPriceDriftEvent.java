/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.PriceDrift;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;

/**
 * A provider's bill is not what our prices say. Told to the {@link org.apache.camel.spi.EventNotifier}s of the context, so
 * that a route or a bean hears that prices have grown old.
 */
public final class LlmPriceDriftEvent implements CamelEvent.CamelContextEvent {

    private final CamelContext context;
    private final PriceDrift drift;
    private long timestamp;

    LlmPriceDriftEvent(CamelContext context, PriceDrift drift) {
        this.context = context;
        this.drift = drift;
    }

    /** Provider, model, both amounts and the version of our prices. */
    public PriceDrift drift() {
        return drift;
    }

    @Override
    public CamelContext getContext() {
        return context;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long millis) {
        timestamp = millis;
    }

    @Override
    public String toString() {
        return drift.toString();
    }
}
