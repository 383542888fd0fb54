/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.camel;

import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Script;
import io.github.camelllm.test.script.RequestDirectives;
import io.github.camelllm.test.script.ScriptFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The one simulator of a Camel context. Started when it is first asked for, closed with the context. The property
 * {@code camel.llm.simulator.script} names its script ({@code classpath:…} or {@code file:…}).
 */
public final class EmbeddedSimulator extends ServiceSupport {

    /** The property that names the script. */
    public static final String SCRIPT = "camel.llm.simulator.script";

    private final ProviderSimulator simulator;

    private EmbeddedSimulator(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    /** The simulator of this context; starts it when it does not run yet. */
    public static ProviderSimulator of(CamelContext context) {
        synchronized (context) {
            EmbeddedSimulator running = context.hasService(EmbeddedSimulator.class);
            return (running == null ? start(context) : running).simulator;
        }
    }

    private static EmbeddedSimulator start(CamelContext context) {
        Optional<Script> script = script(context);
        ProviderSimulator simulator =
                ProviderSimulator.builder().directives(RequestDirectives::take).start();
        script.ifPresent(rules ->
                simulator.providerIds().forEach(id -> simulator.provider(id).respond(rules)));
        EmbeddedSimulator embedded = new EmbeddedSimulator(simulator);
        try {
            context.addService(embedded, true, true);
        } catch (Exception e) {
            simulator.close();
            throw new RuntimeCamelException("the simulator cannot join the Camel context", e);
        }
        return embedded;
    }

    private static Optional<Script> script(CamelContext context) {
        Optional<String> name = context.getPropertiesComponent().resolveProperty(SCRIPT);
        return name.map(uri -> {
            try (InputStream yaml = ResourceHelper.resolveMandatoryResourceAsInputStream(context, uri)) {
                return ScriptFile.read(uri, yaml);
            } catch (IOException e) {
                throw new RuntimeCamelException(
                        "the script " + uri + ", named by the property " + SCRIPT + ", cannot be read: "
                                + e.getMessage(),
                        e);
            }
        });
    }

    @Override
    protected void doShutdown() {
        simulator.close();
    }
}
