/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.model.Citation;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class CohereUseCasesTest extends ProviderUseCases {

    private static final String DOCUMENTS =
            "[{\"id\":\"humps\",\"text\":\"A camel stores fat in its humps, not water.\"},"
                    + "{\"id\":\"wool\",\"text\":\"Lamas give wool.\"}]";
    private static final String LABEL = "{\"type\":\"object\",\"properties\":{\"label\":{\"type\":\"string\","
            + "\"enum\":[\"billing\",\"bug\",\"praise\"]}},\"required\":[\"label\"]}";

    CohereUseCasesTest() {
        super("cohere", "CO_API_KEY");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:text").to("llm:cohere/command-r7b-12-2024?maxTokens=200");
                from("direct:chat")
                        .to("llm:cohere/command-r7b-12-2024?maxTokens=200&system=RAW(You answer in one sentence.)");
                from("direct:documents")
                        .setHeader(LlmHeaders.SET_DOCUMENTS, constant(DOCUMENTS))
                        .to("llm:cohere/command-a-03-2025?maxTokens=200");
                from("direct:stream")
                        .to("llm:cohere/command-r7b-12-2024?maxTokens=200&stream=true&streamMode=text")
                        .split(body())
                        .streaming()
                        .to("mock:pieces");
                from("direct:embed").to("llm:cohere/embed-v4.0?operation=embed&inputType=search_document");
                from("direct:multilingual")
                        .to("llm:cohere/embed-multilingual-v3.0?operation=embed&inputType=search_document");
                from("direct:classify")
                        .setHeader(LlmHeaders.SET_JSON_SCHEMA, constant(LABEL))
                        .to(
                                "llm:cohere/command-a-03-2025?system=RAW(Classify the message of a customer.)&temperature=0&maxTokens=50");
                from("direct:summarise")
                        .to(
                                "llm:cohere/command-r7b-12-2024?maxTokens=200&system=RAW(Summarise the text in one sentence.)");
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
    }

    @Test
    @UseCase("answer from documents with citations")
    void answer_from_documents_with_citations() {
        simulated(Reply.text("A camel stores fat.").citing("humps", "humps", "stores fat"));

        Exchange exchange = ask("documents", "What is in the humps of a camel?");

        answered(exchange);
        List<?> citations = exchange.getMessage().getHeader(LlmHeaders.CITATIONS, List.class);
        assertThat(citations)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source).isInstanceOf(Citation.class));
        sent(request -> assertThat(request.path("documents")).hasSize(2));
    }

    @Test
    @UseCase("stream")
    void stream() {
        assertThat(pieces("stream", "Count to five.")).isNotBlank();
    }

    @Test
    @UseCase("embeddings with an input type")
    void embeddings_with_an_input_type() {
        List<?> vectors =
                ask("embed", List.of("one text", "another text")).getMessage().getBody(List.class);

        assertThat(vectors).hasSize(2);
        sent(request -> assertThat(request.path("input_type").asText()).isEqualTo("search_document"));
    }

    @Test
    @UseCase("a batch of multilingual embeddings")
    void a_batch_of_multilingual_embeddings() {
        List<?> vectors = ask("multilingual", List.of("Hello", "Bonjour à tous", "¿Qué tal?", "你好", "Grüß Gott"))
                .getMessage()
                .getBody(List.class);

        assertThat(vectors).hasSize(5);
    }

    @Test
    @UseCase("classification")
    void classification() {
        Map<?, ?> label = ask("classify", "I was charged twice.").getMessage().getBody(Map.class);

        assertThat(label.get("label")).isIn("billing", "bug", "praise");
    }

    @Test
    @UseCase("summarisation")
    void summarisation() {
        answered(ask(
                "summarise",
                "Camels cross deserts. They drink rarely. People have kept them for three thousand years."));
    }
}
