/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.recipes;

import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.RecordedRequest;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.SimulatedProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A recipe's routes, which stand twice: in Java, and in {@code recipes/<name>.yaml}. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"java", "yaml"})
abstract class Recipe {

    @Parameter
    @Nullable
    String language;

    final ProviderSimulator simulator = ProviderSimulator.start();
    final SimulatedProvider mistral = simulator.provider("mistral");
    final SimulatedProvider openai = simulator.provider("openai").lenient();
    final CamelContext context = new DefaultCamelContext();
    private final String name;
    private @Nullable ProducerTemplate template;

    Recipe(String name) {
        this.name = name;
    }

    /** The routes in Java. */
    abstract RouteBuilder routes();

    @BeforeEach
    void start() throws Exception {
        simulator.configure(context);
        if ("yaml".equals(language)) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:recipes/" + name));
        } else {
            context.addRoutes(routes());
        }
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
        simulator.close();
    }

    ProducerTemplate template() {
        return Objects.requireNonNull(template);
    }

    Exchange ask(String route, Object body) {
        return ask(route, body, Map.of());
    }

    Exchange ask(String route, Object body, Map<String, Object> headers) {
        return template().request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    String answer(String route, Object body) {
        Exchange exchange = ask(route, body);
        if (exchange.getException() != null) {
            throw new AssertionError("no answer", exchange.getException());
        }
        return exchange.getMessage().getBody(String.class);
    }

    /** Each provider answers always with its own name. */
    void eachAnswersItsName() {
        mistral.always(Reply.text("mistral"));
        openai.always(Reply.text("openai"));
    }

    /** What the user said last. */
    static String prompt(RecordedRequest request) {
        var messages = request.json().path("messages");
        return messages.get(messages.size() - 1).path("content").asText();
    }

    /** To whom the requests went. */
    List<String> asked() {
        return simulator.requests().stream().map(RecordedRequest::provider).toList();
    }
}
