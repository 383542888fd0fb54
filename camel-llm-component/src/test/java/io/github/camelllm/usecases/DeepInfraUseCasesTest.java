/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.Tokens;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class DeepInfraUseCasesTest extends ProviderUseCases {

    DeepInfraUseCasesTest() {
        super("deepinfra", "DEEPINFRA_API_KEY");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:deepinfra/openai/gpt-oss-20b?maxTokens=200");
                from("direct:chat")
                        .to("llm:deepinfra/openai/gpt-oss-20b?maxTokens=200&system=RAW(You answer in one sentence.)");
                from("direct:stream")
                        .to("llm:deepinfra/openai/gpt-oss-20b?maxTokens=200&stream=true&streamMode=text")
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:code")
                        .to("llm:deepinfra/Qwen/Qwen3-Coder-480B-A35B-Instruct-Turbo?temperature=0&maxTokens=300");
                from("direct:prices")
                        .multicast(new AnswerTable())
                        .parallelProcessing()
                        .to(
                                "llm:deepinfra/openai/gpt-oss-20b?operation=estimate&maxTokens=1000",
                                "llm:deepinfra/openai/gpt-oss-120b?operation=estimate&maxTokens=1000",
                                "llm:deepinfra/deepseek-ai/DeepSeek-V3.2?operation=estimate&maxTokens=1000");
                from("direct:batch")
                        .split(body(), new AnswerTable())
                        .to("llm:deepinfra/openai/gpt-oss-20b?maxTokens=200");
                from("direct:languages")
                        .split(body(), new AnswerTable())
                        .to("llm:deepinfra/openai/gpt-oss-20b?maxTokens=200");
            }
        };
    }

    @Test
    @UseCase("text and how much of it was cached")
    void text_and_how_much_of_it_was_cached() {
        simulated(Reply.text("Because of scattering.").usage(Tokens.of(120, 8).withCached(100)));

        Exchange exchange = ask("text", "Why is the sky blue?");

        answered(exchange);
        simulatedOnly(() -> assertThat(exchange.getMessage().getHeader(LlmHeaders.CACHED_INPUT_TOKENS, Long.class))
                .isEqualTo(100));
    }

    @Test
    @UseCase("chat")
    void chat() {
        answered(ask("chat", "What is a camel?"));
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
    @UseCase("comparison of the cost of 1K tokens")
    void comparison_of_the_cost_of_1K_tokens() {
        List<AnswerTable.Row> rows = rows(ask("prices", "Tell a story."));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.cost()).isPositive());
        assertThat(rows).extracting(AnswerTable.Row::cost).doesNotHaveDuplicates();
    }

    @Test
    @UseCase("batch with what was cached")
    void batch_with_what_was_cached() {
        simulated(
                Reply.text("Humps.").usage(Tokens.of(100, 3)),
                Reply.text("Wool.").usage(Tokens.of(100, 3).withCached(80)));

        List<AnswerTable.Row> rows = rows(ask("batch", List.of("One fact on camels", "One on lamas")));

        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row.cost()).isPositive());
        simulatedOnly(() -> {
            assertThat(rows.get(1).cachedTokens()).isEqualTo(80);
            assertThat(rows.get(1).cost()).isLessThanOrEqualTo(rows.get(0).cost());
        });
    }

    @Test
    @UseCase("prompts in five languages")
    void prompts_in_five_languages() {
        List<AnswerTable.Row> rows =
                rows(ask("languages", List.of("Hello", "Bonjour à tous", "¿Qué tal?", "你好", "Grüß Gott")));

        assertThat(rows)
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.answer().toString()).isNotBlank());
        sent(request -> assertThat(request.at("/messages/0/content").asText()).isEqualTo("Grüß Gott"));
    }
}
