/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with one route, entered as a consumer enters it: a new exchange, no thread that waits. */
final class CamelSide implements AutoCloseable {

    static final String ENTRANCE = "direct:ask";

    private final CamelContext context;
    private final Endpoint entrance;
    private final AsyncProducer producer;

    CamelSide(CamelContext context, RoutesBuilder routes) throws Exception {
        this.context = context;
        context.addRoutes(routes);
        context.start();
        entrance = context.getEndpoint(ENTRANCE);
        producer = entrance.createAsyncProducer();
        producer.start();
    }

    CamelSide(RoutesBuilder routes) throws Exception {
        this(new DefaultCamelContext(), routes);
    }

    Exchange question() {
        Exchange exchange = entrance.createExchange();
        exchange.getMessage().setBody(Work.QUESTION);
        return exchange;
    }

    void send(Exchange exchange, AsyncCallback done) {
        producer.process(exchange, done);
    }

    @Override
    public void close() {
        context.stop();
    }
}
