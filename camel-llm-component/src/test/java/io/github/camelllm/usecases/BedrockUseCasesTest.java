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

class BedrockUseCasesTest extends ProviderUseCases {

    private static final String TOOLS = "[{\"name\":\"stock\",\"description\":\"The price of a share\",\"parameters\":"
            + "{\"type\":\"object\",\"properties\":{\"symbol\":{\"type\":\"string\"}},\"required\":[\"symbol\"]}}]";

    BedrockUseCasesTest() {
        super("bedrock", "AWS_BEARER_TOKEN_BEDROCK");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:bedrock/amazon.nova-lite-v1:0?maxTokens=200");
                from("direct:stream")
                        .to("llm:bedrock/amazon.nova-lite-v1:0?maxTokens=200&stream=true&streamMode=text")
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:families")
                        .multicast(new AnswerTable())
                        .parallelProcessing()
                        .to(
                                "llm:bedrock/amazon.nova-lite-v1:0?maxTokens=200",
                                "llm:bedrock/global.anthropic.claude-haiku-4-5-20251001-v1:0?maxTokens=200",
                                "llm:bedrock/openai.gpt-oss-20b-1:0?maxTokens=200");
                from("direct:embed").to("llm:bedrock/amazon.titan-embed-text-v1?operation=embed");
                from("direct:tool")
                        .setHeader(LlmHeaders.SET_TOOLS, constant(TOOLS))
                        .to(
                                "llm:bedrock/global.anthropic.claude-haiku-4-5-20251001-v1:0?toolChoice=required&responseType=response&maxTokens=200");
            }
        };
    }

    @Test
    @UseCase("text with cost and tokens")
    void text_with_cost_and_tokens() {
        answered(ask("text", "Why is the sky blue?"));
    }

    @Test
    @UseCase("stream")
    void stream() {
        assertThat(pieces("stream", "Count to five.")).isNotBlank();
    }

    @Test
    @UseCase("the same prompt on three families of models")
    void the_same_prompt_on_three_families_of_models() {
        List<AnswerTable.Row> rows = rows(ask("families", "Name a prime number."));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.cost()).isPositive());
    }

    @Test
    @UseCase("tool call with Claude")
    void tool_call_with_claude() {
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
    @UseCase("embeddings by Titan")
    void embeddings_by_titan() {
        Exchange exchange = ask("embed", "one text");

        List<?> vectors = exchange.getMessage().getBody(List.class);
        assertThat(vectors).hasSize(1);
        assertTook(exchange);
    }
}
