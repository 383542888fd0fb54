/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.Attempt;
import java.util.EventObject;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;

/** An attempt at a provider is over: with its usage and cost, and the route, tenant and tags it was made for. */
public final class LlmUsageEvent extends EventObject implements CamelEvent.CamelContextEvent {

    private static final long serialVersionUID = 1L;

    private final transient CamelContext context;
    private final transient Attempt attempt;
    private long timestamp;

    LlmUsageEvent(CamelContext context, Attempt attempt) {
        super(context);
        this.context = context;
        this.attempt = attempt;
    }

    /** What happened. */
    public Attempt attempt() {
        return attempt;
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
    public Object getSource() {
        return context;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public String toString() {
        return "llm usage: " + attempt.provider() + "/" + attempt.requestModel() + ", "
                + attempt.cost().basis();
    }
}
