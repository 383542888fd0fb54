/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.model.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class FireworksUseCasesTest extends ProviderUseCases {

    private static final String TOOLS = "[{\"name\":\"stock\",\"description\":\"The price of a share\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{\"symbol\":{\"type\":\"string\"}},\"required\":[\"symbol\"]}}]";
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},"
            + "\"year\":{\"type\":\"integer\"}},\"required\":[\"title\",\"year\"],\"additionalProperties\":false}";

    FireworksUseCasesTest() {
        super("fireworks", "FIREWORKS_API_KEY");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:fireworks/accounts/fireworks/models/gpt-oss-20b?maxTokens=200");
                from("direct:chat")
                        .to(
                                "llm:fireworks/accounts/fireworks/models/gpt-oss-20b?maxTokens=200&system=RAW(You answer in one sentence.)");
                from("direct:stream")
                        .to(
                                "llm:fireworks/accounts/fireworks/models/gpt-oss-20b?stream=true&streamMode=text&maxTokens=200")
                        .setProperty("firstToken", header(LlmHeaders.TIME_TO_FIRST_TOKEN))
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:tool")
                        .setHeader(LlmHeaders.SET_TOOLS, constant(TOOLS))
                        .to(
                                "llm:fireworks/accounts/fireworks/models/gpt-oss-20b?toolChoice=required&responseType=response&maxTokens=200");
                from("direct:code")
                        .to("llm:fireworks/accounts/fireworks/models/kimi-k2p7-code?temperature=0&maxTokens=300");
                from("direct:json")
                        .setHeader(LlmHeaders.SET_JSON_SCHEMA, constant(SCHEMA))
                        .to("llm:fireworks/accounts/fireworks/models/gpt-oss-20b?maxTokens=300");
                from("direct:batch")
                        .split(body(), new AnswerTable())
                        .to("llm:fireworks/accounts/fireworks/models/gpt-oss-20b?maxTokens=200");
            }
        };
    }

    @Test
    @UseCase("text with its latency")
    void text_with_its_latency() {
        Exchange exchange = ask("text", "Why is the sky blue?");

        answered(exchange);
        assertThat(exchange.getMessage().getHeader(LlmHeaders.LATENCY, Duration.class))
                .isLessThan(Duration.ofMinutes(2));
    }

    @Test
    @UseCase("chat")
    void chat() {
        answered(ask("chat", "What is a camel?"));
    }

    @Test
    @UseCase("stream with the time to its first token")
    void stream_with_the_time_to_its_first_token() {
        Exchange exchange = ask("stream", "Count to five.");

        assertThat(exchange.getProperty("firstToken", Duration.class)).isPositive();
    }

    @Test
    @UseCase("tool call")
    void tool_call() {
        List<?> calls = ask("tool", "What does a share of ACME cost?")
                .getMessage()
                .getHeader(LlmHeaders.TOOL_CALLS, List.class);

        assertThat(calls)
                .singleElement()
                .isInstanceOfSatisfying(
                        Part.ToolCall.class,
                        call -> assertThat(call.arguments()).contains("symbol"));
    }

    @Test
    @UseCase("code")
    void code() {
        answered(ask("code", "Write a Java method that reverses a string."));
    }

    @Test
    @UseCase("structured JSON")
    void structured_json() {
        Map<?, ?> film =
                ask("json", "Name a film of the nineties.").getMessage().getBody(Map.class);

        assertThat(film.get("title")).isInstanceOf(String.class);
        assertThat(film.get("year")).isInstanceOf(Number.class);
    }

    @Test
    @UseCase("batch with its tokens per second")
    void batch_with_its_tokens_per_second() {
        List<AnswerTable.Row> rows = rows(ask("batch", List.of("One fact on camels", "One on lamas")));

        double seconds =
                rows.stream().mapToDouble(row -> row.latency().toNanos() / 1e9).sum();
        long tokens = rows.stream().mapToLong(AnswerTable.Row::outputTokens).sum();
        assertThat(tokens / seconds).isPositive().isFinite();
    }
}
