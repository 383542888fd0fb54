/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.springboot;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.CallListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A user's application: a route, and a bean that hears of each attempt. */
// tag::application[]
@SpringBootApplication
public class TicketApplication {

    final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

    @Bean
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").to("llm:mistral");
            }
        };
    }

    @Bean
    CallListener costs() {
        return attempts::add;
    }
}
// end::application[]
