/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class TogetherAiUseCasesTest extends ProviderUseCases {

    TogetherAiUseCasesTest() {
        super("together-ai", "TOGETHER_API_KEY");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:together-ai/openai/gpt-oss-20b?maxTokens=200");
                from("direct:chat")
                        .to(
                                "llm:together-ai/meta-llama/Llama-3.3-70B-Instruct-Turbo?maxTokens=200&system=RAW(You answer in one sentence.)");
                from("direct:stream")
                        .to(
                                "llm:together-ai/meta-llama/Llama-3.3-70B-Instruct-Turbo?maxTokens=200&stream=true&streamMode=text")
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:code").to("llm:together-ai/moonshotai/Kimi-K2.7-Code?temperature=0&maxTokens=300");
                from("direct:compare")
                        .multicast(new AnswerTable())
                        .parallelProcessing()
                        .to(
                                "llm:together-ai/openai/gpt-oss-20b?maxTokens=200",
                                "llm:together-ai/openai/gpt-oss-120b?maxTokens=200",
                                "llm:together-ai/meta-llama/Llama-3.3-70B-Instruct-Turbo?maxTokens=200",
                                "llm:together-ai/Qwen/Qwen2.5-7B-Instruct-Turbo?maxTokens=200");
                from("direct:batch")
                        .split(body(), new AnswerTable())
                        .to("llm:together-ai/openai/gpt-oss-20b?maxTokens=200");
            }
        };
    }

    @Test
    @UseCase("text")
    void text() {
        answered(ask("text", "Why is the sky blue?"));
    }

    @Test
    @UseCase("chat with Llama")
    void chat_with_llama() {
        answered(ask("chat", "What is a camel?"));
        sent(request -> assertThat(request.path("model").asText()).startsWith("meta-llama/"));
    }

    @Test
    @UseCase("stream")
    void stream() {
        assertThat(pieces("stream", "Count to five.")).isNotBlank();
    }

    @Test
    @UseCase("code")
    void code() {
        answered(ask("code", "Write a Java method that reverses a string."));
    }

    @Test
    @UseCase("comparison of four models by cost and time")
    void comparison_of_four_models_by_cost_and_time() {
        List<AnswerTable.Row> rows = rows(ask("compare", "Name a prime number."));

        assertThat(rows).hasSize(4).allSatisfy(row -> {
            assertThat(row.cost()).isPositive();
            assertThat(row.latency()).isPositive();
        });
        assertThat(rows).extracting(AnswerTable.Row::model).doesNotHaveDuplicates();
    }

    @Test
    @UseCase("batch with its total cost")
    void batch_with_its_total_cost() {
        List<AnswerTable.Row> rows = rows(ask("batch", List.of("One fact on camels", "One on lamas", "One on goats")));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.cost()).isPositive());
        assertThat(total(rows)).isGreaterThan(rows.get(0).cost());
    }
}
