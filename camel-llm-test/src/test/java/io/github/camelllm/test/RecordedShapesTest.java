/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator says what the providers said on record: the same members with the same types. */
class RecordedShapesTest {

    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]";

    /**
     * A recording and the call that should look like it.
     *
     * @param newer members that the provider added after the recording, or that other recordings have
     */
    private record Case(String file, String provider, String model, Reply reply, String more, Set<String> newer) {

        boolean streams() {
            return file.endsWith(".chunks.txt");
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    static Stream<Case> cases() {
        Reply text = Reply.text("one two three").usage(Tokens.of(9, 3));
        Reply thought = text.reasoning("let me think").usage(Tokens.of(9, 3).withReasoning(2));
        Reply tool = Reply.toolCall("weather", "{\"location\": \"San Francisco\"}");
        Set<String> mistral = Set.of(
                "usage.prompt_tokens_details:OBJECT",
                "usage.prompt_tokens_details.cached_tokens:NUMBER",
                "usage.service_tier:STRING",
                "p:STRING");
        Set<String> perplexity = Set.of(
                "search_results:ARRAY",
                "search_results[].title:STRING",
                "search_results[].url:STRING",
                "search_results[].last_updated:STRING",
                "search_results[].snippet:STRING",
                "search_results[].source:STRING",
                "usage.search_context_size:STRING",
                "usage.cost:OBJECT",
                "usage.cost.input_tokens_cost:NUMBER",
                "usage.cost.output_tokens_cost:NUMBER",
                "usage.cost.request_cost:NUMBER",
                "usage.cost.total_cost:NUMBER",
                "choices[].message:OBJECT",
                "choices[].message.role:STRING",
                "choices[].message.content:STRING",
                "choices[].delta:OBJECT",
                "choices[].delta.role:STRING",
                "choices[].delta.content:STRING");
        Reply cited = text.citing("https://example.org/a", "A", "text");
        return Stream.of(
                new Case(
                        "openai/chat/openai-text.json",
                        "openai",
                        "gpt-4.1-nano",
                        text,
                        "",
                        Set.of("system_fingerprint:NULL")),
                new Case(
                        "openai/chat/openai-text.chunks.txt",
                        "openai",
                        "gpt-4.1-nano",
                        text,
                        ",\"stream_options\":{\"include_usage\":true}",
                        Set.of("system_fingerprint:NULL")),
                new Case("mistral/mistral-text.json", "mistral", "mistral-small-latest", text, "", mistral),
                new Case("mistral/mistral-text.chunks.txt", "mistral", "mistral-small-latest", text, "", mistral),
                new Case(
                        "mistral/mistral-reasoning.json",
                        "mistral",
                        "mistral-small-latest",
                        thought,
                        "",
                        union(
                                mistral,
                                "choices[].message.tool_calls:NULL",
                                "choices[].message.content[].closed:BOOLEAN")),
                new Case(
                        "mistral/mistral-reasoning.chunks.txt",
                        "mistral",
                        "mistral-small-latest",
                        thought,
                        "",
                        union(mistral, "choices[].delta.content[].closed:BOOLEAN", "choices[].logprobs:NULL")),
                new Case("mistral/mistral-tool-call.json", "mistral", "mistral-small-latest", tool, TOOLS, mistral),
                new Case("groq/groq-text.json", "groq", "llama-3.3-70b-versatile", text, "", Set.of()),
                new Case("groq/groq-text.chunks.txt", "groq", "llama-3.3-70b-versatile", text, "", Set.of()),
                new Case("groq/groq-reasoning.json", "groq", "qwen/qwen3-32b", thought, "", Set.of()),
                new Case("groq/groq-reasoning.chunks.txt", "groq", "qwen/qwen3-32b", thought, "", Set.of()),
                new Case("groq/groq-tool-call.json", "groq", "llama-3.3-70b-versatile", tool, TOOLS, Set.of()),
                new Case("groq/groq-tool-call.chunks.txt", "groq", "llama-3.3-70b-versatile", tool, TOOLS, Set.of()),
                new Case(
                        "deepseek/chat/deepseek-text.json",
                        "deepseek",
                        "deepseek-flash",
                        text,
                        ",\"thinking\":{\"type\":\"disabled\"}",
                        Set.of()),
                new Case(
                        "deepseek/chat/deepseek-text.chunks.txt",
                        "deepseek",
                        "deepseek-flash",
                        text,
                        ",\"thinking\":{\"type\":\"disabled\"},\"stream_options\":{\"include_usage\":true}",
                        Set.of()),
                new Case("deepseek/chat/deepseek-reasoning.json", "deepseek", "deepseek-flash", thought, "", Set.of()),
                new Case(
                        "deepseek/chat/deepseek-reasoning.chunks.txt",
                        "deepseek",
                        "deepseek-flash",
                        thought,
                        ",\"stream_options\":{\"include_usage\":true}",
                        Set.of()),
                new Case("deepseek/chat/deepseek-tool-call.json", "deepseek", "deepseek-flash", tool, TOOLS, Set.of()),
                new Case(
                        "deepseek/chat/deepseek-tool-call.chunks.txt",
                        "deepseek",
                        "deepseek-flash",
                        tool.reasoning("let me think"),
                        TOOLS + ",\"stream_options\":{\"include_usage\":true}",
                        Set.of()),
                new Case("perplexity/perplexity-text.json", "perplexity", "sonar", cited, "", perplexity),
                new Case("perplexity/perplexity-text.chunks.txt", "perplexity", "sonar", cited, "", perplexity));
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void an_answer_has_the_members_and_types_of_the_recording(Case recorded) throws IOException {
        Path file = recordings().resolve(recorded.file());
        SimulatedProvider provider = simulator.provider(recorded.provider()).enqueue(recorded.reply());

        String body = Calls.post(
                        provider,
                        "/chat/completions",
                        Calls.chat(recorded.model(), recorded.streams(), recorded.more()))
                .body();

        Set<String> said = new TreeSet<>();
        (recorded.streams() ? Calls.events(body) : List.of(Calls.json(body))).forEach(event -> shape(event, "", said));
        Set<String> onRecord = new TreeSet<>();
        for (String line : recorded.streams() ? Files.readAllLines(file) : List.of(Files.readString(file))) {
            shape(Calls.json(line), "", onRecord);
        }
        Set<String> fingerprint = Set.of("system_fingerprint:STRING");
        assertThat(said)
                .as("members that the provider does not send")
                .isSubsetOf(union(onRecord, recorded.newer().toArray(String[]::new)));
        assertThat(union(said, fingerprint.toArray(String[]::new)))
                .as("members of the recording")
                .containsAll(onRecord);
    }

    private static void shape(JsonNode node, String path, Set<String> shape) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                shape.add(at + ":" + member.getValue().getNodeType());
                shape(member.getValue(), at, shape);
            });
        }
        for (JsonNode element : node.isArray() ? node : Calls.MAPPER.createArrayNode()) {
            shape(element, path + "[]", shape);
        }
    }

    private static Path recordings() {
        String root = System.getProperty("camel.llm.root", "..");
        Path shared = Path.of(System.getProperty("camel.llm.shared", root + "/../shared"));
        Path recordings = shared.resolve("recordings/vercel-ai");
        if (System.getenv("CAMEL_LLM_REQUIRE_SHARED") == null) {
            assumeTrue(Files.isDirectory(recordings), () -> "no recordings at " + recordings);
        }
        return recordings;
    }
}
