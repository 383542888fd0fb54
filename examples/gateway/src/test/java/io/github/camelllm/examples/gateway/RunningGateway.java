/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import java.util.Properties;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;

/** A gateway on a free port. */
final class RunningGateway implements AutoCloseable {

    static final String KEY = "acme-key";
    static final String GUEST_KEY = "guest-key";

    private final Main main = Gateway.application();

    private RunningGateway() throws Exception {
        main.start();
    }

    private RunningGateway(Properties properties) throws Exception {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(properties);
        main.start();
    }

    /** As it is run by hand, with the example's own properties. */
    static RunningGateway asItIs() throws Exception {
        return new RunningGateway();
    }

    /** With these properties on top of two tenants: one may ask for everything, one for the model small. */
    static RunningGateway start(Properties properties) throws Exception {
        Properties all = new Properties();
        all.setProperty("gateway.port", "0");
        all.setProperty("gateway.tenants.acme.key", KEY);
        all.setProperty("gateway.tenants.guest.key", GUEST_KEY);
        all.setProperty("gateway.tenants.guest.models", "small");
        all.putAll(properties);
        return new RunningGateway(all);
    }

    String baseUrl() {
        VertxPlatformHttpServer server = main.getCamelContext().hasService(VertxPlatformHttpServer.class);
        return "http://127.0.0.1:" + server.getServer().actualPort() + "/v1";
    }

    @Override
    public void close() {
        main.stop();
    }
}
