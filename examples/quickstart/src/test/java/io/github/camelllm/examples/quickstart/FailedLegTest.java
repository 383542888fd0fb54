/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailedLegTest {

    private static final String BODY = "Customer: Zoë (gold)\nSubject: \"Hi\" 😀\n\n${body} {{none}} 100 %";
    private static final Map<String, Object> HEADERS =
            Map.of("CamelLlmSetConversationId", "T-1", "orderNumber", 88213, "Content-Type", "text/plain");

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void the_second_leg_is_a_mock(@TempDir Path folder) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("tickets.input", folder.toString());
        properties.setProperty("tickets.output", folder.toString());
        properties.setProperty("customers.url", "http://127.0.0.1:1/customers");
        properties.setProperty("llm.timeout", "1000");
        context.getPropertiesComponent().setInitialProperties(properties);
        simulator.configure(context);
        context.addRoutes(new TicketRoutes());
        AdviceWith.adviceWith(
                context,
                "draft",
                route -> route.weaveByToUri("llm:openai*").replace().to("mock:second"));
        context.start();
    }

    @AfterEach
    void close() throws IOException {
        context.close();
        simulator.close();
    }

    @ParameterizedTest
    @MethodSource
    void the_second_leg_gets_what_the_first_got(Reply fault) throws Exception {
        simulator.provider("mistral").enqueue(fault);
        MockEndpoint second = context.getEndpoint("mock:second", MockEndpoint.class);
        second.expectedMessageCount(1);

        context.createProducerTemplate().sendBodyAndHeaders("direct:draft", BODY, HEADERS);

        second.assertIsSatisfied();
        Message got = second.getExchanges().get(0).getMessage();
        assertThat(got.getBody()).isEqualTo(BODY);
        assertThat(got.getHeaders()).isEqualTo(HEADERS);
        assertThat(simulator.provider("mistral").requests()).hasSize(1);
    }

    static Stream<Named<Reply>> the_second_leg_gets_what_the_first_got() {
        return Stream.of(
                Named.of("rate limited", Reply.error(ErrorCase.RATE_LIMITED)),
                Named.of("a server's error", Reply.error(ErrorCase.SERVER_ERROR)),
                Named.of("a proxy's page", Reply.html(503)),
                Named.of("cut", Reply.text("an answer that breaks off").cutAfterBytes(40)),
                Named.of("reset", Reply.text("never sent").resetAtOnce()),
                Named.of("malformed", Reply.text("not JSON").malformed()),
                Named.of("silence", Reply.text("never sent").stallAtOnce()));
    }
}
