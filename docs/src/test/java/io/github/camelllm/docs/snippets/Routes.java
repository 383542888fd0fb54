/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs.snippets;

import io.github.camelllm.test.ProviderSimulator;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The routes of a page in a real context, in front of the simulator. */
final class Routes implements AutoCloseable {

    final CamelContext context = new DefaultCamelContext();
    final ProviderSimulator simulator = ProviderSimulator.start();

    Routes() {
        simulator.configure(context);
    }

    Routes bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
        return this;
    }

    Routes property(String name, String value) {
        context.getPropertiesComponent().addInitialProperty(name, value);
        return this;
    }

    Routes java(RoutesBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
        return this;
    }

    Routes yaml(String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:routes/" + file));
        context.start();
        return this;
    }

    /** Sends a message and gives the exchange as it came out, with or without an exception. */
    Exchange send(String uri, Object body) {
        return context.createProducerTemplate()
                .send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    /** The body of the next message in a queue. Fails after ten seconds. */
    String next(String uri) {
        try {
            return context.createConsumerTemplate().receiveBody(uri, TimeUnit.SECONDS.toMillis(10), String.class);
        } catch (Exception e) {
            throw new AssertionError("nothing came to " + uri, e);
        }
    }

    @Override
    public void close() {
        context.stop();
        simulator.close();
    }
}
