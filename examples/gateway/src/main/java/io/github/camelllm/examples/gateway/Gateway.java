/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Serves the routes until the process is ended. */
public final class Gateway {

    private Gateway() {}

    public static void main(String... args) throws Exception {
        application().run(args);
    }

    /** The application: the server, which needs a thread for each call that is being answered, and the routes. */
    static Main application() {
        Main main = new Main();
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport started) {
                try {
                    serve(Settings.of(started.getCamelContext()), started.getCamelContext());
                } catch (Exception e) {
                    throw new IllegalStateException("the gateway cannot be configured: " + e.getMessage(), e);
                }
            }
        });
        return main;
    }

    private static void serve(Settings settings, CamelContext context) throws Exception {
        context.getRegistry()
                .bind("vertx", Vertx.class, Vertx.vertx(new VertxOptions().setWorkerPoolSize(settings.workers())));
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost(settings.host());
        server.setBindPort(settings.port());
        server.setPath("/");
        context.addService(new VertxPlatformHttpServer(server));
        context.addRoutes(new FailoverRoutes(settings));
        context.addRoutes(new GatewayRoutes(settings));
    }
}
