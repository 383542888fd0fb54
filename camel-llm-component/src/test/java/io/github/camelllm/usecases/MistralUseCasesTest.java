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
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class MistralUseCasesTest extends ProviderUseCases {

    private static final String CONTACT = "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
            + "\"age\":{\"type\":\"integer\"}},\"required\":[\"name\",\"age\"],\"additionalProperties\":false}";
    private static final String WEATHER =
            "[{\"name\":\"weather\",\"description\":\"The weather in a city\",\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"unit\":{\"type\":\"string\","
                    + "\"enum\":[\"celsius\",\"fahrenheit\"]}},\"required\":[\"city\",\"unit\"]}}]";

    MistralUseCasesTest() {
        super("mistral", "MISTRAL_API_KEY");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:mistral/mistral-small-latest?maxTokens=200");
                from("direct:chat")
                        .to("llm:mistral/mistral-small-latest?system=RAW(You answer in one sentence.)&maxTokens=200");
                from("direct:stream")
                        .to("llm:mistral/mistral-small-latest?stream=true&streamMode=text&maxTokens=200")
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:tool")
                        .setHeader(LlmHeaders.SET_TOOLS, constant(WEATHER))
                        .to("llm:mistral/mistral-small-latest?toolChoice=required&responseType=response&maxTokens=200");
                from("direct:json")
                        .setHeader(LlmHeaders.SET_JSON_SCHEMA, constant(CONTACT))
                        .to("llm:mistral/mistral-small-latest?maxTokens=200");
                from("direct:code").to("llm:mistral/codestral-latest?temperature=0&maxTokens=300");
                from("direct:languages")
                        .split(body(), new AnswerTable())
                        .to("llm:mistral/mistral-small-latest?maxTokens=200");
                from("direct:embed").to("llm:mistral/mistral-embed?operation=embed");
            }
        };
    }

    @Test
    @UseCase("text")
    void text() {
        answered(ask("text", "Why is the sky blue?"));
    }

    @Test
    @UseCase("chat with a system prompt")
    void chat_with_a_system_prompt() {
        answered(ask("chat", "What is a camel?"));
        sent(request -> assertThat(request.at("/messages/0/role").asText()).isEqualTo("system"));
    }

    @Test
    @UseCase("stream")
    void stream() {
        assertThat(pieces("stream", "Count to five.")).isNotBlank();
    }

    @Test
    @UseCase("tool call with an enum")
    void tool_call_with_an_enum() {
        Exchange exchange = ask("tool", "How warm is it in Lyon, in degrees Celsius?");

        List<?> calls = exchange.getMessage().getHeader(LlmHeaders.TOOL_CALLS, List.class);
        assertThat(calls).singleElement().isInstanceOfSatisfying(Part.ToolCall.class, call -> {
            assertThat(call.name()).isEqualTo("weather");
            assertThat(call.arguments()).contains("celsius");
        });
        sent(request -> assertThat(request.at("/tools/0/function/parameters/properties/unit/enum"))
                .hasSize(2));
    }

    @Test
    @UseCase("JSON mode extraction")
    void json_mode_extraction() {
        Map<?, ?> contact = ask("json", "Anna Schmidt is 41.").getMessage().getBody(Map.class);

        assertThat(contact.get("name")).isInstanceOf(String.class);
        assertThat(contact.get("age")).isInstanceOf(Number.class);
    }

    @Test
    @UseCase("code by Codestral")
    void code_by_codestral() {
        answered(ask("code", "Write a Java method that reverses a string."));
        sent(request -> assertThat(request.path("model").asText()).startsWith("codestral"));
    }

    @Test
    @UseCase("prompts in four languages")
    void prompts_in_four_languages() {
        List<AnswerTable.Row> rows =
                rows(ask("languages", List.of("Hello", "Bonjour à tous", "¿Qué tal?", "Grüß Gott, schöne Straße")));

        assertThat(rows)
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.answer().toString()).isNotBlank());
        sent(request -> assertThat(request.at("/messages/0/content").asText()).isEqualTo("Grüß Gott, schöne Straße"));
    }

    @Test
    @UseCase("embeddings")
    void embeddings() {
        Exchange exchange = ask("embed", List.of("one text", "another text"));

        List<?> vectors = exchange.getMessage().getBody(List.class);
        assertThat(vectors).hasSize(2);
        assertTook(exchange);
    }
}
