/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.SimulatedProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;

/** Routes over real sockets to a simulated provider. */
abstract class Routes extends CamelTestSupport {

    protected final ProviderSimulator simulator = ProviderSimulator.start();
    protected final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    protected SimulatedProvider provider(String id) {
        return simulator.provider(id);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        point(context, "llm");
        LlmContextService.of(context).addListener(attempts::add);
        return context;
    }

    /** Sets the component's providers as an application would by properties. */
    protected void point(CamelContext context, String name) {
        LlmComponent component = context.getComponent(name, LlmComponent.class);
        simulator
                .options()
                .forEach((option, value) -> PropertyBindingSupport.build()
                        .withCamelContext(context)
                        .withTarget(component)
                        .withMandatory(true)
                        .withProperty(option, value)
                        .bind());
    }

    protected Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    protected Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    protected Exchange send(String uri, Processor processor) {
        return template().request(uri, processor);
    }

    protected static LlmException failure(Exchange exchange) {
        return exchange.getException(LlmException.class);
    }

    /** The messages of an exception and of its causes. */
    protected static String messages(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .collect(Collectors.joining("\n"));
    }

    protected void yaml(String text) throws Exception {
        RoutesLoader loader = PluginHelper.getRoutesLoader(context());
        loader.loadRoutes(ResourceHelper.fromString("routes.camel.yaml", text));
    }
}
