/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceCommandTest {

    private static final String NOON = "2026-11-25T12:00:00Z";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(InputStream in, String... arguments) {
        return PriceCommand.run(
                List.of(arguments),
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String bill(String body, String... arguments) {
        int status = run(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), arguments);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private static String chat(String model, String usage, String more) {
        return "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"" + model + "\"" + more
                + ",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                + "\"message\":{\"role\":\"assistant\",\"content\":\"y\"}}],\"usage\":" + usage + "}";
    }

    @Test
    void a_whole_answer_is_explained_line_by_line() throws IOException {
        Path file = folder.resolve("answer.json");
        Files.writeString(
                file,
                chat(
                        "gpt-5.4-2026-03-05",
                        "{\"prompt_tokens\":272001,\"completion_tokens\":1000,\"total_tokens\":273001,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":1}}",
                        ",\"service_tier\":\"flex\""));

        assertThat(bill("", "openai/gpt-5.4", file.toString(), "--at", NOON, "--region", "eu"))
                .isEqualTo("""
                        provider   OpenAI (openai)
                        model      gpt-5.4, answered by gpt-5.4-2026-03-05
                        rule       a dated snapshot of gpt-5.4
                        usage      input 272000, cacheRead 1, output 1000
                        prices     openai/gpt-5.4@2026-11-22
                        source     developers.openai.com: API reference, guides and model pages, read 2026-11-22
                        change     prompts above 272000 tokens: times 2 (input, cacheRead), 1.5 (output)
                        change     service tier flex: times 0.5
                        change     region eu: times 1.1
                        line       input: 272000 x 2.75 / 1000000 = 0.748
                        line       cacheRead: 1 x 0.275 / 1000000 = 0.000000275
                        line       output: 1000 x 12.375 / 1000000 = 0.012375
                        cost       0.760375275 USD, PRICED""");
    }

    @Test
    void a_bill_of_the_provider_counts_and_stands_beside_ours() {
        String usage = "{\"prompt_tokens\":204,\"completion_tokens\":1,\"total_tokens\":287,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":192},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":82},\"cost_in_usd_ticks\":2619000}";

        assertThat(bill(chat("grok-4.3", usage, ""), "xai/grok-4.3", "-", "--at", NOON))
                .contains("cost       0.0002609 USD, PRICED")
                .contains("billed     0.0002619 USD by the provider, which counts")
                .endsWith("drift      0.000001 USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: ", ""})
    void a_stream_is_read_as_it_came_or_one_event_on_each_line(String before) {
        String gap = before.isEmpty() ? "\n" : "\n\n";
        String head = before + "{\"id\":\"1\",\"model\":\"deepseek-flash\",\"choices\":[{\"index\":0,\"delta\":"
                + "{\"content\":\"y\"},\"finish_reason\":null}]}" + gap;
        String tail = before + "{\"id\":\"1\",\"model\":\"deepseek-flash\",\"choices\":[{\"index\":0,\"delta\":{},"
                + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":1000,"
                + "\"total_tokens\":2000}}" + gap;

        assertThat(bill(head + tail, "deepseek/deepseek-flash", "-", "--at", "2026-11-25T01:00:00Z"))
                .contains("prices     deepseek/deepseek-flash@2026-08-16, from 2026-08-16")
                .contains("change     peak hours: rates of its own")
                .endsWith("cost       0.0015 USD, PRICED");
    }

    @Test
    void lines_of_a_provider_that_streams_lines_are_read_as_such() {
        String lines =
                "{\"model\":\"llama3.2\",\"message\":{\"role\":\"assistant\",\"content\":\"y\"},\"done\":false}\n"
                        + "{\"model\":\"llama3.2\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                        + "\"done_reason\":\"stop\",\"prompt_eval_count\":26,\"eval_count\":290}\n";

        assertThat(bill(lines, "ollama/llama3.2", "-"))
                .contains("rule       begins as names of local do")
                .contains("usage      input 26, output 290")
                .endsWith("cost       0 USD, PRICED");
    }

    @Test
    void other_dialects_are_read_as_well() {
        String message = "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5\","
                + "\"content\":[{\"type\":\"text\",\"text\":\"y\"}],\"stop_reason\":\"end_turn\",\"usage\":"
                + "{\"input_tokens\":1000,\"output_tokens\":1000,\"inference_geo\":\"us\"}}";

        assertThat(bill(message, "anthropic/claude-sonnet-5", "-", "--at", NOON, "--tier", "batch"))
                .contains("change     service tier batch: times 0.5")
                .endsWith("cost       0.0066 USD, PRICED");
    }

    @Test
    void answers_of_another_api_are_read_when_it_is_named() {
        String response = "{\"id\":\"r\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"gpt-5.4-mini\","
                + "\"output\":[{\"type\":\"message\",\"id\":\"m\",\"role\":\"assistant\",\"status\":\"completed\","
                + "\"content\":[{\"type\":\"output_text\",\"text\":\"y\",\"annotations\":[]}]}],"
                + "\"usage\":{\"input_tokens\":1000,\"output_tokens\":1000,\"total_tokens\":2000}}";

        assertThat(bill(response, "openai/gpt-5.4-mini", "-", "--api", "responses", "--at", NOON))
                .endsWith("cost       0.00525 USD, PRICED");
    }

    @Test
    void counts_are_priced_without_a_file() {
        assertThat(bill("", "perplexity/sonar", "--usage", "input=9,output=12,requests=2", "--at", NOON))
                .contains("line       requests: 2 x 5 / 1000 = 0.01")
                .endsWith("cost       0.010021 USD, PRICED");
    }

    @Test
    void what_is_not_known_is_unknown_with_the_reason() {
        assertThat(bill("", "openai/gpt-99", "--usage", "input=9,output=12"))
                .contains("rule       no profile lists it")
                .contains("cost       unknown, UNKNOWN")
                .endsWith("note       no prices of openai/gpt-99 are known: no profile lists it");
    }

    @Test
    void prices_of_ones_own_are_taken_from_a_folder() {
        assertThat(bill(
                        "",
                        "huggingface/MiniMaxAI/MiniMax-M3",
                        "--usage",
                        "input=512,output=64",
                        "--profiles",
                        "src/test/resources/prices/own"))
                .endsWith("cost       0.0002304 USD, PRICED");
    }

    @Test
    void an_answer_that_was_withheld_is_billed_all_the_same() {
        String blocked = chat("gpt-4o", "{\"prompt_tokens\":1000,\"completion_tokens\":0,\"total_tokens\":1000}", "")
                .replace("\"stop\"", "\"content_filter\"");

        assertThat(bill(blocked, "openai/gpt-4o", "-", "--at", NOON)).endsWith("cost       0.0025 USD, PRICED");
    }

    @Test
    void half_a_stream_an_error_and_garbage_have_no_bill() {
        String half =
                "data: {\"id\":\"1\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"y\"}}]}\n\n";

        assertThat(run(stdin(half), "openai/gpt-4o", "-")).isEqualTo(1);
        assertThat(run(
                        stdin("{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\"}}"),
                        "openai/gpt-4o",
                        "-"))
                .isEqualTo(1);
        assertThat(run(stdin("once upon a time"), "openai/gpt-4o", "-")).isEqualTo(2);
        assertThat(run(stdin(""), "openai/gpt-4o", folder.resolve("absent.json").toString()))
                .isEqualTo(1);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("the stream ended without a finish reason")
                .contains("this is no answer of a provider")
                .contains("absent.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openai/gpt-4o                          | expected are a target, and either a file or --usage
            openai                                 | expected are a target, and either a file or --usage
            gpt-4o a.json                          | 'gpt-4o' is not provider/model
            openai/gpt-4o a.json --usage input=1   | expected are a target, and either a file or --usage
            openai/gpt-4o a.json --speed fast      | unknown option --speed
            openai/gpt-4o a.json --at              | option --at has no value
            openai/gpt-4o a.json --at noon         | --at is 'noon', expected is a moment such as 2026-11-25T12:00:00Z
            openai/gpt-4o --usage input            | --usage has 'input', expected is a count such as input=1000
            openai/gpt-4o --usage tokens=4         | --usage counts 'tokens'; counted are input, cacheRead
            """)
    void wrong_arguments_are_told_with_what_is_allowed(String arguments, String told) {
        assertThat(run(stdin(""), arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(told).contains("usage: PriceCommand");
    }

    private static InputStream stdin(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
