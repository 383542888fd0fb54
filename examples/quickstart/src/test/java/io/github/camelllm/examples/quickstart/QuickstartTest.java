/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartTest {

    private static final String FAULTS = """
            - match: {provider: mistral, call: [1, 10]}
              fault: rate-limited
            - match: {provider: mistral, call: 4}
              fault: server-error
            - match: {provider: mistral, call: 7}
              fault: cut
            """;

    /** Long enough for a busy machine, because one call of the example's faults is silent that long. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void each_ticket_is_answered_once_and_in_order(String dsl) throws Exception {
        Bench bench = Bench.in(folder).faults(Files.readString(Path.of("data/faults.yaml")));
        Job hasty = new Job(folder, folder.resolve("out"), dsl, PATIENCE, false);

        Result result = bench.run(hasty);

        assertThat(bench.enriched()).extracting(QuickstartTest::id).isEqualTo(ids(bench.input()));
        assertThat(result.good()).isTrue();
        assertThat(result.answered()).isEqualTo(40);
        assertThat(result.setAside()).isZero();
        assertThat(result.summary().failovers()).isEqualTo(7);
        assertThat(result.summary().total().unpriced()).isZero();
        assertThat(result.summary().total().failures().get(ErrorKind.TIMEOUT_RESPONSE))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void the_summary_follows_tickets_and_faults_exactly(String dsl) throws Exception {
        Bench bench = Bench.in(folder).firstTickets(6).faults(FAULTS);

        Result result = bench.run(dsl);

        assertThat(Expectation.of(result.summary())).isEqualTo(new Expectation(bench, 1, 4, 7, 10).rows());
        assertThat(result.summary().failovers()).isEqualTo(4);
        assertThat(result.summary().total().failures())
                .isEqualTo(Map.of(
                        ErrorKind.RATE_LIMITED, 2L, ErrorKind.SERVER_ERROR, 1L, ErrorKind.STREAM_INTERRUPTED, 1L));
    }

    @Test
    void one_more_ticket_and_one_more_fault_change_the_summary_by_just_that() throws Exception {
        Bench bench = Bench.in(folder).firstTickets(6).faults(FAULTS);
        bench.addTicket("""
                {"id":"T-1","customer":"C-1004","subject":"Hm","text":"Seven words stand in this short ticket."}""");
        bench.faults(FAULTS + "- match: {provider: mistral, call: 13}\n  fault: malformed\n");

        Result result = bench.run("java");

        assertThat(Expectation.of(result.summary())).isEqualTo(new Expectation(bench, 1, 4, 7, 10, 13).rows());
        assertThat(result.summary().failovers()).isEqualTo(5);
        assertThat(result.summary().total().failures()).containsEntry(ErrorKind.RESPONSE_INVALID, 1L);
        assertThat(bench.enriched().get(6).path("draft").asText()).startsWith("Dear Tom O'Brien,");
    }

    @Test
    void java_and_yaml_give_the_same() throws Exception {
        Bench bench = Bench.in(folder).firstTickets(12).faults(FAULTS);

        Result java = bench.run("java");
        List<JsonNode> javaLines = bench.enriched();
        Result yaml = bench.run("yaml");

        assertThat(bench.enriched()).isEqualTo(javaLines);
        assertThat(Expectation.of(yaml.summary())).isEqualTo(Expectation.of(java.summary()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "yaml"})
    void a_line_that_is_no_ticket_is_set_aside_and_the_rest_goes_on(String dsl) throws Exception {
        Bench bench = Bench.in(folder)
                .tickets(
                        "{\"id\":\"T-1\",\"customer\":\"C-1001\",\"subject\":\"a\",\"text\":\"b\"}",
                        "this is no JSON",
                        "",
                        "[1, 2]",
                        "{\"id\":\"T-2\",\"customer\":\"../admin\",\"subject\":\"a\",\"text\":\"b\"}",
                        "{\"id\":\"T-3\",\"subject\":\"a\",\"text\":\"b\"}",
                        "{\"id\":\"T-4\",\"customer\":\"C-9999\",\"subject\":\"a\",\"text\":\"b\"}",
                        "{\"id\":\"T-5\",\"customer\":\"C-1002\",\"subject\":\"a\",\"text\":\"b\"}");

        Result result = bench.run(dsl);

        assertThat(bench.enriched()).extracting(QuickstartTest::id).containsExactly("T-1", "T-5");
        assertThat(bench.errors())
                .extracting(error -> error.path("line").asText())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("this is no JSON"),
                        line -> assertThat(line).isEqualTo("[1, 2]"),
                        line -> assertThat(line).contains("T-2"),
                        line -> assertThat(line).contains("T-3"),
                        line -> assertThat(line).contains("T-4"));
        assertThat(bench.errors().get(2).path("error").asText())
                .isEqualTo("a ticket needs an id, a text and a customer such as C-1042");
        assertThat(bench.errors().get(4).path("error").asText()).contains("C-9999", "404");
        assertThat(result.good()).isTrue();
        assertThat(result.summary().total().attempts()).isEqualTo(4);
        assertThat(report(bench.job(dsl), result))
                .contains("7 tickets: 2 answered", "5 set aside", "The first of those: Unrecognized token 'this'");
    }

    @Test
    void a_ticket_that_nobody_answers_is_set_aside_with_the_reason() throws Exception {
        Bench bench = Bench.in(folder).firstTickets(2).faults("""
                        - match: {provider: mistral, call: 2}
                          fault: server-error
                        - match: {provider: openai, call: 1}
                          fault: rate-limited
                        """);

        Result result = bench.run("java");

        assertThat(bench.enriched()).extracting(QuickstartTest::id).containsExactly("T-2002");
        assertThat(bench.errors()).hasSize(1);
        assertThat(bench.errors().get(0).path("error").asText()).contains("openai/gpt-5.4-mini", "429");
        assertThat(result.good()).isTrue();
        assertThat(result.summary().failovers()).isZero();
    }

    @Test
    void a_run_that_answers_nothing_is_not_good() throws Exception {
        Bench bench = Bench.in(folder).firstTickets(1).faults("- match: {call: 1}\n  fault: bad-key\n");

        Result result = bench.run("java");

        assertThat(result.setAside()).isEqualTo(1);
        assertThat(result.good()).isFalse();
    }

    @Test
    void the_report_says_what_happened() throws Exception {
        Bench bench = Bench.in(folder).firstTickets(6).faults(FAULTS);

        Result result = bench.run("java");

        assertThat(report(bench.job("java"), result))
                .contains(
                        "T-2001 from Amélie Laurent (gold) is about billing, priority medium, mood positive. Draft, by mistral:")
                .contains("  | Dear Amélie Laurent,")
                .contains("6 tickets: 6 answered")
                .contains("0 set aside\n")
                .contains("4 failovers")
                .contains(result.summary().total().cost().toPlainString())
                .contains("mistral failed to classify: 1 RATE_LIMITED, 1 STREAM_INTERRUPTED");
    }

    @Test
    void the_sample_of_the_readme_is_what_a_run_prints() throws Exception {
        String sample = Files.readString(Path.of("src/test/resources/sample-output.txt"));
        Job job = new Job(Path.of("data"), Path.of("target"), "java", PATIENCE, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        new Report(out).print(job, new Quickstart(job).run(out));

        assertThat(withoutTimeAndPort(bytes.toString(StandardCharsets.UTF_8))).isEqualTo(withoutTimeAndPort(sample));
    }

    private static String report(Job job, Result result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(job, result);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String withoutTimeAndPort(String output) {
        return output.replaceAll(" +\\d+ ms", " n ms").replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:port");
    }

    private static String id(JsonNode line) {
        return line.path("id").asText();
    }

    private static List<String> ids(List<JsonNode> lines) {
        return lines.stream().map(QuickstartTest::id).toList();
    }
}
