/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmHeaders;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class VertexAiUseCasesTest extends ProviderUseCases {

    /** A box of eight pixels by eight. */
    private static final byte[] DIAGRAM = Base64.getDecoder()
            .decode(
                    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGElEQVR4nGNgYGD4jxcx4JVlGCQOGB4AAIzUH+FQm1XqAAAAAElFTkSuQmCC");

    private static final List<Map<String, Object>> SAFETY = List.of(
            Map.of("category", "HARM_CATEGORY_DANGEROUS_CONTENT", "threshold", "BLOCK_LOW_AND_ABOVE"),
            Map.of("category", "HARM_CATEGORY_HARASSMENT", "threshold", "BLOCK_ONLY_HIGH"));

    VertexAiUseCasesTest() {
        super("vertex-ai", "GOOGLE_OAUTH_ACCESS_TOKEN");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:vertex-ai/gemini-2.5-flash?maxTokens=500");
                from("direct:chat")
                        .to("llm:vertex-ai/gemini-2.5-flash?maxTokens=500&system=RAW(You answer in one sentence.)");
                from("direct:stream")
                        .to("llm:vertex-ai/gemini-2.5-flash?maxTokens=500&stream=true&streamMode=text")
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:diagram")
                        .setHeader(LlmHeaders.SET_MEDIA_TYPE, constant("image/png"))
                        .to("llm:vertex-ai/gemini-2.5-flash?maxTokens=500&prompt=RAW(What does the diagram show?)");
                from("direct:code").to("llm:vertex-ai/gemini-2.5-pro?temperature=0&maxTokens=2000");
                from("direct:embed").to("llm:vertex-ai/gemini-embedding-001?operation=embed");
                from("direct:safety")
                        .setHeader(LlmHeaders.SET_PROVIDER_OPTIONS, constant(Map.of("safetySettings", SAFETY)))
                        .to("llm:vertex-ai/gemini-2.5-flash?maxTokens=500");
                from("direct:batch")
                        .split(body(), new AnswerTable())
                        .parallelProcessing()
                        .to("llm:vertex-ai/gemini-2.5-flash-lite?maxTokens=500");
            }
        };
    }

    @Test
    @UseCase("text")
    void text() {
        answered(ask("text", "Why is the sky blue?"));
    }

    @Test
    @UseCase("chat")
    void chat() {
        answered(ask("chat", "What is a camel?"));
        sent(request -> assertThat(request.at("/systemInstruction/parts/0/text").asText())
                .isEqualTo("You answer in one sentence."));
    }

    @Test
    @UseCase("stream")
    void stream() {
        assertThat(pieces("stream", "Count to five.")).isNotBlank();
    }

    @Test
    @UseCase("a diagram that is looked at")
    void a_diagram_that_is_looked_at() {
        answered(ask("diagram", DIAGRAM));
        sent(request -> {
            assertThat(request.at("/contents/0/parts").toString())
                    .contains("image/png", Base64.getEncoder().encodeToString(DIAGRAM), "What does the diagram show?");
        });
    }

    @Test
    @UseCase("code")
    void code() {
        answered(ask("code", "Write a Java method that reverses a string."));
        sent(request -> assertThat(request.at("/generationConfig/temperature").asDouble(-1))
                .isZero());
    }

    @Test
    @UseCase("embeddings")
    void embeddings() {
        Exchange exchange = ask("embed", "one text");

        List<?> vectors = exchange.getMessage().getBody(List.class);
        assertThat(vectors).hasSize(1);
        assertTook(exchange);
    }

    @Test
    @UseCase("safety settings of one's own")
    void safety_settings_of_ones_own() {
        answered(ask("safety", "How does a fuse work?"));
        sent(request ->
                assertThat(request.at("/safetySettings/0/threshold").asText()).isEqualTo("BLOCK_LOW_AND_ABOVE"));
        sent(request -> assertThat(request.path("safetySettings")).hasSize(2));
    }

    @Test
    @UseCase("parallel batch")
    void parallel_batch() {
        List<AnswerTable.Row> rows = rows(ask("batch", List.of("One fact on camels", "One on lamas", "One on goats")));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.cost()).isPositive());
    }
}
