/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.usecases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.camel.LlmHeaders;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Citation;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class PerplexityUseCasesTest extends ProviderUseCases {

    private static final Reply SOURCED = Reply.text("A new telescope saw first light.")
            .citing("https://news.example/telescope", "First light", "On Monday the telescope");

    /** The sources that the answer names. */
    private static List<Citation> sources(Exchange exchange) {
        List<?> all = exchange.getMessage().getHeader(LlmHeaders.CITATIONS, List.class);
        assertThat(all).isNotEmpty();
        return all.stream().map(Citation.class::cast).toList();
    }

    PerplexityUseCasesTest() {
        super("perplexity", "PERPLEXITY_API_KEY");
    }

    @Override
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:news").to("llm:perplexity/sonar?maxTokens=300");
                from("direct:price")
                        .to("llm:perplexity/sonar?maxTokens=200&system=RAW(Answer with the price and its time.)");
                from("direct:research").to("llm:perplexity/sonar-pro?maxTokens=500");
                from("direct:facts")
                        .split(body(), new AnswerTable())
                        .to("llm:perplexity/sonar?maxTokens=200&system=RAW(Say true or false and why.)");
                from("direct:market").to("llm:perplexity/sonar-pro?maxTokens=300");
                from("direct:recent")
                        .to("llm:perplexity/sonar?maxTokens=300&providerOptions.search_recency_filter=week");
                from("direct:ever").to("llm:perplexity/sonar?maxTokens=300");
                from("direct:academic")
                        .setHeader(
                                LlmHeaders.SET_PROVIDER_OPTIONS,
                                constant(Map.of("search_domain_filter", List.of("arxiv.org", "nature.com"))))
                        .to("llm:perplexity/sonar-pro?maxTokens=300");
                from("direct:stream")
                        .to("llm:perplexity/sonar?stream=true&maxTokens=300")
                        .convertBodyTo(ChatResponse.class);
            }
        };
    }

    @Test
    @UseCase("news with their sources")
    void news_with_their_sources() {
        simulated(SOURCED);

        Exchange exchange = ask("news", "What happened in astronomy this week?");

        answered(exchange);
        assertThat(sources(exchange))
                .allSatisfy(source -> assertThat(source.url()).startsWith("http"));
    }

    @Test
    @UseCase("live price")
    void live_price() {
        answered(ask("price", "What does an ounce of gold cost?"));
    }

    @Test
    @UseCase("research with citations")
    void research_with_citations() {
        simulated(SOURCED);

        Exchange exchange = ask("research", "How do camels store water?");

        answered(exchange);
        assertThat(sources(exchange))
                .allSatisfy(source -> assertThat(source.url()).startsWith("http"));
    }

    @Test
    @UseCase("fact checking of a list")
    void fact_checking_of_a_list() {
        List<AnswerTable.Row> rows =
                rows(ask("facts", List.of("Camels store water in their humps.", "Lyon is in France.")));

        assertThat(rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.answer().toString()).isNotBlank());
    }

    @Test
    @UseCase("market data")
    void market_data() {
        answered(ask("market", "Which sectors gained today?"));
    }

    @Test
    @UseCase("stream whose citations stand once")
    void stream_whose_citations_stand_once() {
        simulated(SOURCED);

        ChatResponse whole =
                ask("stream", "What happened in astronomy?").getMessage().getBody(ChatResponse.class);

        assertThat(whole.text()).isNotBlank();
        assertThat(whole.citations()).isNotEmpty().extracting(Citation::url).doesNotHaveDuplicates();
    }

    @Test
    @UseCase("comparison of recent and older sources")
    void comparison_of_recent_and_older_sources() {
        answered(ask("ever", "What is new in solar power?"));
        answered(ask("recent", "What is new in solar power?"));
        sent(request ->
                assertThat(request.path("search_recency_filter").asText()).isEqualTo("week"));
    }

    @Test
    @UseCase("academic sources by a filter of domains")
    void academic_sources_by_a_filter_of_domains() {
        answered(ask("academic", "How do camels store water?"));
        sent(request -> assertThat(request.path("search_domain_filter")).hasSize(2));
    }
}
