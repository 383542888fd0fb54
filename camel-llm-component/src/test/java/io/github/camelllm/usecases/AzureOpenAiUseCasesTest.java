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
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The models are deployments; with a real resource, deployments of these names. */
class AzureOpenAiUseCasesTest extends ProviderUseCases {

    private static final String TOOLS = "[{\"name\":\"stock\",\"description\":\"The price of a share\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{\"symbol\":{\"type\":\"string\"}},\"required\":[\"symbol\"]}}]";

    AzureOpenAiUseCasesTest() {
        super("azure-openai", "AZURE_OPENAI_API_KEY");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:azure-openai/gpt-4.1-mini?maxTokens=200");
                from("direct:chat").to("llm:azure-openai/gpt-4.1-mini?maxTokens=200&inputFormat=json");
                from("direct:stream")
                        .to("llm:azure-openai/gpt-4.1-mini?maxTokens=200&stream=true&streamMode=text")
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:tool")
                        .setHeader(LlmHeaders.SET_TOOLS, constant(TOOLS))
                        .to("llm:azure-openai/gpt-4.1-mini?toolChoice=required&responseType=response&maxTokens=200");
                from("direct:picture").to("llm:azure-openai/gpt-4.1-mini?maxTokens=200&inputFormat=json");
                from("direct:embed").to("llm:azure-openai/text-embedding-3-small?operation=embed");
                from("direct:batch")
                        .split(body(), new AnswerTable())
                        .parallelProcessing()
                        .to("llm:azure-openai/gpt-4.1-mini?maxTokens=200");
            }
        };
    }

    @Test
    @UseCase("text")
    void text() {
        answered(ask("text", "Why is the sky blue?"));
        sent(request -> assertThat(request.path("model").asText()).isEqualTo("gpt-4.1-mini"));
    }

    @Test
    @UseCase("chat of two turns")
    void chat_of_two_turns() {
        answered(ask("chat", """
                {"messages": [{"role": "user", "parts": ["My name is Ada."]},
                  {"role": "assistant", "parts": ["Hello Ada."]},
                  {"role": "user", "parts": ["What is my name?"]}]}"""));
        sent(request -> assertThat(request.path("messages")).hasSize(3));
    }

    @Test
    @UseCase("stream")
    void stream() {
        assertThat(pieces("stream", "Count to five.")).isNotBlank();
    }

    @Test
    @UseCase("function call for the price of a share")
    void function_call_for_the_price_of_a_share() {
        List<?> calls = ask("tool", "What does a share of ACME cost?")
                .getMessage()
                .getHeader(LlmHeaders.TOOL_CALLS, List.class);

        assertThat(calls).singleElement().isInstanceOfSatisfying(Part.ToolCall.class, call -> {
            assertThat(call.name()).isEqualTo("stock");
            assertThat(call.arguments()).contains("symbol");
        });
    }

    @Test
    @UseCase("picture by its URL")
    void picture_by_its_url() {
        answered(ask("picture", """
                {"messages": [{"role": "user", "parts": [
                  {"type": "text", "text": "What is on the picture?"},
                  {"type": "image", "media": {"url": "https://upload.wikimedia.org/wikipedia/commons/4/43/07._Camel_Profile%2C_near_Silverton%2C_NSW%2C_07.07.2007.jpg"}}]}]}"""));
        sent(request -> assertThat(
                        request.at("/messages/0/content/1/image_url/url").asText())
                .startsWith("https://upload.wikimedia.org"));
    }

    @Test
    @UseCase("embeddings")
    void embeddings() {
        Exchange exchange = ask("embed", List.of("one text", "another text"));

        List<?> vectors = exchange.getMessage().getBody(List.class);
        assertThat(vectors).hasSize(2);
        assertTook(exchange);
    }

    @Test
    @UseCase("parallel batch with its cost")
    void parallel_batch_with_its_cost() {
        List<AnswerTable.Row> rows = rows(ask("batch", List.of("One fact on camels", "One on lamas", "One on goats")));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.cost()).isPositive());
        assertThat(total(rows)).isGreaterThan(rows.get(0).cost());
    }
}
