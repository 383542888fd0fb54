/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first provider fails every call: its breakers open after five. */
class OpenBreakerTest {

    private static final String OPTION = "throwExceptionWhenHalfOpenOrOpenState: \"true\"";
    private static final String GUARD = "${exchangeProperty.CamelCircuitBreakerResponseRejected}";
    private static final int TICKETS = 12;
    private static final int CALLS_UNTIL_OPEN = 5;

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void the_first_provider_is_down() throws IOException {
        bench = Bench.in(folder).firstTickets(TICKETS).faults("- match: {provider: mistral}\n  fault: server-error\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void no_prompt_comes_out_as_an_answer(String dsl) throws Exception {
        Result result = bench.run(dsl);

        assertThatTheSecondProviderAnsweredAll(result);
    }

    @Test
    void the_filter_alone_is_enough_for_breakers_without_the_option() throws Exception {
        Result result = bench.run(yaml(routes -> routes.replace(OPTION, "writableStackTraceEnabled: \"true\"")));

        assertThatTheSecondProviderAnsweredAll(result);
    }

    @Test
    void the_option_alone_is_enough_for_resilience4j() throws Exception {
        Result result = bench.run(yaml(routes -> routes.replace(GUARD, "${exchangeProperty.none}")));

        assertThatTheSecondProviderAnsweredAll(result);
    }

    @Test
    void without_both_the_prompt_would_come_out_as_the_answer() throws Exception {
        Result result = bench.run(yaml(routes -> routes.replace(OPTION, "writableStackTraceEnabled: \"true\"")
                .replace(GUARD, "${exchangeProperty.none}")));

        assertThat(result.answered()).isEqualTo(CALLS_UNTIL_OPEN);
        assertThat(bench.errors())
                .hasSize(TICKETS - CALLS_UNTIL_OPEN)
                .allSatisfy(error -> assertThat(error.path("error").asText()).contains("Customer: ", "Subject: "));
    }

    private void assertThatTheSecondProviderAnsweredAll(Result result) throws IOException {
        assertThat(result.answered()).isEqualTo(TICKETS);
        assertThat(bench.enriched()).allSatisfy(line -> {
            assertThat(line.path("draft").asText()).startsWith("Dear ").doesNotContain("Subject: ");
            assertThat(line.path("category").asText()).isIn("billing", "shipping", "account", "technical", "other");
            assertThat(line.path("draftedBy").asText()).isEqualTo("openai");
        });
        assertThat(bench.enriched()).extracting(OpenBreakerTest::id).doesNotHaveDuplicates();
        assertThat(result.summary().rows())
                .extracting(row -> row.asked().route() + " " + row.asked().provider() + " " + row.attempts())
                .containsExactly(
                        "classify mistral " + CALLS_UNTIL_OPEN,
                        "classify openai " + TICKETS,
                        "draft mistral " + CALLS_UNTIL_OPEN,
                        "draft openai " + TICKETS);
        assertThat(result.summary().failovers()).isEqualTo(2 * CALLS_UNTIL_OPEN);
    }

    private Consumer<Main> yaml(UnaryOperator<String> change) throws IOException {
        String routes = Files.readString(Path.of("src/main/resources/tickets.camel.yaml"));
        String changed = change.apply(routes);
        assertThat(changed).isNotEqualTo(routes);
        Path file = Files.writeString(folder.resolve("changed.camel.yaml"), changed);
        return main -> main.configure().withRoutesIncludePattern("file:" + file);
    }

    private static String id(JsonNode line) {
        return line.path("id").asText();
    }
}
