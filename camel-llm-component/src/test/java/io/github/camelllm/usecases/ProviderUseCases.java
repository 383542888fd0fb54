/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.test.ProviderSimulator;
import io.github.camelllm.test.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of one provider's guide. The routes stand twice: in Java, and in {@code usecases/<provider>.yaml}. What is
 * asserted holds of any good answer, so that the same tests can ask the provider itself.
 */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"java", "yaml"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProviderUseCases {

    private static final boolean LIVE = Boolean.getBoolean("camel.llm.live");

    @Parameter
    @Nullable
    String language;

    private final String provider;
    private final String keyVariable;
    private final CamelContext context = new DefaultCamelContext();
    private @Nullable ProviderSimulator simulator;
    private @Nullable ProducerTemplate template;

    ProviderUseCases(String provider, String keyVariable) {
        this.provider = provider;
        this.keyVariable = keyVariable;
    }

    /** The routes in Java. */
    abstract RouteBuilder routes();

    @BeforeAll
    void start() throws Exception {
        if (LIVE) {
            Assumptions.assumeTrue(System.getenv(keyVariable) != null, "no " + keyVariable + " in the environment");
        } else {
            simulator = ProviderSimulator.start();
            simulator.configure(context);
        }
        context.getRegistry().bind("answerTable", new AnswerTable());
        if ("yaml".equals(language)) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            context, "classpath:usecases/" + provider + ".yaml"));
        } else {
            context.addRoutes(routes());
        }
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterAll
    void stop() {
        context.stop();
        if (simulator != null) {
            simulator.close();
        }
    }

    @BeforeEach
    void forget() {
        MockEndpoint.resetMocks(context);
    }

    /** What the simulated provider answers next; the provider itself answers as it likes. */
    void simulated(Reply... replies) {
        if (simulator != null) {
            List.of(replies).forEach(simulator.provider(provider)::enqueue);
        }
    }

    /** Looks at the last request, which only the simulator can show. */
    void sent(Consumer<JsonNode> look) {
        if (simulator != null) {
            look.accept(simulator.lastRequest().json());
        }
    }

    /** Asserts what only holds of the answer that was simulated. */
    void simulatedOnly(Runnable assertions) {
        if (simulator != null) {
            assertions.run();
        }
    }

    Exchange ask(String route, Object body) {
        return ask(route, body, Map.of());
    }

    Exchange ask(String route, Object body, Map<String, Object> headers) {
        Exchange exchange = Objects.requireNonNull(template).request("direct:" + route, message -> {
            message.getMessage().setBody(body);
            headers.forEach(message.getMessage()::setHeader);
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    /** A whole answer of words, with what it took. */
    static String answered(Exchange exchange) {
        String text = exchange.getMessage().getBody(String.class);
        assertThat(text).isNotBlank();
        assertThat(exchange.getMessage().getHeader(LlmHeaders.FINISH_REASON)).isEqualTo(FinishReason.STOP.name());
        assertTook(exchange);
        return text;
    }

    static void assertTook(Exchange exchange) {
        assertThat(exchange.getMessage().getHeader(LlmHeaders.INPUT_TOKENS, Long.class))
                .isPositive();
        assertThat(exchange.getMessage().getHeader(LlmHeaders.COST, BigDecimal.class))
                .isPositive();
        assertThat(exchange.getMessage().getHeader(LlmHeaders.LATENCY, Duration.class))
                .isPositive();
    }

    static List<AnswerTable.Row> rows(Exchange exchange) {
        List<?> rows = exchange.getMessage().getBody(List.class);
        return rows.stream().map(AnswerTable.Row.class::cast).toList();
    }

    static BigDecimal total(List<AnswerTable.Row> rows) {
        return rows.stream()
                .map(AnswerTable.Row::cost)
                .map(Objects::requireNonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Sends, and returns the pieces that came to {@code mock:pieces}. */
    String pieces(String route, Object body) {
        MockEndpoint pieces = context.getEndpoint("mock:pieces", MockEndpoint.class);
        ask(route, body);
        assertThat(pieces.getReceivedExchanges()).isNotEmpty();
        StringBuilder text = new StringBuilder();
        pieces.getReceivedExchanges()
                .forEach(piece -> text.append(piece.getMessage().getBody(String.class)));
        return text.toString();
    }
}
