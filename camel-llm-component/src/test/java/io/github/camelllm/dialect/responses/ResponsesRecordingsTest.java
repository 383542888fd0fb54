/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.evidence.Shared;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded traffic of Responses, of OpenAI and of Azure OpenAI, decoded and compared with what the recording itself states.
 * The files of streams hold payloads only; the framing is that of providers/openai, Responses.
 */
class ResponsesRecordingsTest {

    /** Not decoded here as one good answer, and why. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "openai/responses/openai-error.1.json", "an error: see below",
            "openai/responses/openai-error.1.chunks.txt", "an error: see below",
            "openai/responses/reasoning-model-temperature-error.json", "an error: see below",
            "openai/responses/parallel-tool-call-wrapper.1.chunks.txt",
                    "its first and last line are no JSON, and no server sends that",
            "azure/azure-deepseek-reasoning.1.json", "chat completions, as RecordingsTest decodes",
            "azure/azure-deepseek-reasoning.1.chunks.txt", "chat completions, as RecordingsTest decodes",
            "azure/openai-file-search-tool.1.json", "OpenAI's, copied",
            "azure/openai-file-search-tool.1.chunks.txt", "OpenAI's, copied",
            "azure/openai-file-search-tool.2.json", "OpenAI's, copied",
            "azure/openai-file-search-tool.2.chunks.txt", "OpenAI's, copied");

    private static final int SHORT = 4 * 1024;
    private static final int SEEDED_CUTS = 60;
    private static final int BORDERS = 6;
    private static final String BETWEEN = "\n\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Target TARGET = Responses.target(Map.of());

    @TestFactory
    Stream<DynamicTest> a_recording_says_after_decoding_what_it_says_itself() throws IOException {
        return recordings().entrySet().stream()
                .filter(file -> !EXCLUDED.containsKey(file.getKey()))
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> decode(file.getKey(), file.getValue())));
    }

    @Test
    void each_exclusion_is_of_a_file_that_is_there() throws IOException {
        assertThat(recordings().keySet()).containsAll(EXCLUDED.keySet());
        Path root = Shared.folder("recordings/vercel-ai");
        for (String copied : EXCLUDED.keySet()) {
            if (EXCLUDED.get(copied).equals("OpenAI's, copied")) {
                assertThat(Files.readString(root.resolve(copied)))
                        .isEqualTo(Files.readString(root.resolve(copied.replace("azure/", "openai/responses/"))));
            }
        }
    }

    @Test
    void an_error_is_an_error_whole_and_in_a_stream() throws IOException {
        Map<String, Path> all = recordings();
        String whole = Files.readString(all.get("openai/responses/openai-error.1.json"));
        String setting = Files.readString(all.get("openai/responses/reasoning-model-temperature-error.json"));
        String stream = stream(Files.readAllLines(all.get("openai/responses/openai-error.1.chunks.txt")));

        for (int piece : List.of(1, stream.length())) {
            LlmException broken = catchThrowableOfType(LlmException.class, () -> Responses.events(stream, piece));
            assertThat(broken.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
            assertThat(broken.details().providerMessage()).contains("exceeded your current quota");
        }
        LlmException quota = Responses.DIALECT.error(Responses.reply(429, whole), "chat", TARGET);
        assertThat(quota.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
        LlmException refused = Responses.DIALECT.error(Responses.reply(400, setting), "chat", TARGET);
        assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(refused.details().providerMessage()).contains("temperature");
        Evidence.recorded("openai", Capability.ERRORS, "openai-error.1.chunks.txt");
    }

    private static Map<String, Path> recordings() throws IOException {
        Map<String, Path> all = new TreeMap<>();
        for (String folder : List.of("openai/responses", "azure")) {
            try (Stream<Path> files = Files.list(Shared.folder("recordings/vercel-ai/" + folder))) {
                files.filter(Files::isRegularFile).forEach(file -> all.put(folder + "/" + file.getFileName(), file));
            }
        }
        return all;
    }

    private static void decode(String name, Path file) throws IOException {
        if (!name.endsWith(".chunks.txt")) {
            JsonNode response = tree(Files.readString(file));
            ChatResponse decoded = Responses.whole(Files.readString(file));
            assertThat(decoded.id()).isEqualTo(response.path("id").asText());
            same(decoded, response, texts(response), thoughts(response));
            evidence(name, response, false);
            return;
        }
        for (List<String> answer : answers(Files.readAllLines(file))) {
            String stream = stream(answer);
            Told told =
                    Told.of(answer.stream().map(ResponsesRecordingsTest::tree).toList());
            for (int piece : List.of(1, stream.length())) {
                ChatResponse decoded = Responses.streamed(stream, piece);
                assertThat(decoded.id()).isEqualTo(told.id());
                same(decoded, told.last(), told.text(), told.thoughts());
            }
            cuts(name, stream.getBytes(StandardCharsets.UTF_8), told);
            evidence(name, told.last(), true);
        }
    }

    /** Some files hold the answers of several turns behind each other. */
    private static List<List<String>> answers(List<String> lines) {
        List<List<String>> answers = new ArrayList<>();
        List<String> answer = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                answer.add(line);
            }
            if (line.contains("\"type\":\"response.completed\"")) {
                answers.add(answer);
                answer = new ArrayList<>();
            }
        }
        assertThat(answer).as("after the last end of an answer").isEmpty();
        assertThat(answers).isNotEmpty();
        return answers;
    }

    private static String stream(List<String> payloads) {
        return Responses.stream(
                payloads.stream().filter(line -> !line.isBlank()).toArray(String[]::new));
    }

    /** A stream that ends before its last event is an error with exactly the text of the events that had come whole. */
    private static void cuts(String name, byte[] stream, Told told) {
        TreeMap<Integer, Integer> ends = eventEnds(stream);
        int whole = ends.lastKey();
        for (int cut : positions(stream.length, ends, whole)) {
            String where = name + " cut at " + cut;
            ChatAssembler assembler = new ChatAssembler(TARGET, Responses.ASK, null);
            StreamDecoder decoder = Responses.DIALECT.chatStream(Headers.NONE, Responses.ASK, TARGET);
            decoder.feed(ByteBuffer.wrap(stream, 0, cut), assembler::accept);
            assertThatThrownBy(() -> decoder.end(assembler::accept))
                    .as(where)
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
            assertThat(assembler.partial().map(ChatResponse::text).orElse(""))
                    .as(where)
                    .isEqualTo(told.texts().get(ends.floorEntry(cut).getValue()));
        }
    }

    /** How many events are complete, by the position of the line break that completes the last of them. */
    private static TreeMap<Integer, Integer> eventEnds(byte[] stream) {
        TreeMap<Integer, Integer> ends = new TreeMap<>(Map.of(0, 0));
        for (int at = 1; at < stream.length; at++) {
            if (stream[at] == '\n' && stream[at - 1] != '\n') {
                ends.put(at, ends.size());
            }
        }
        return ends;
    }

    /** Each position of a short stream; of a long one some around the events' ends and some others. */
    private static SortedSet<Integer> positions(int length, TreeMap<Integer, Integer> ends, int whole) {
        if (length <= SHORT) {
            return IntStream.range(0, whole).boxed().collect(Collectors.toCollection(TreeSet::new));
        }
        Random random = new Random(42);
        SortedSet<Integer> positions =
                random.ints(SEEDED_CUTS, 0, whole).boxed().collect(Collectors.toCollection(TreeSet::new));
        List<Integer> borders = List.copyOf(ends.headMap(whole).keySet());
        random.ints(BORDERS, 0, borders.size())
                .map(borders::get)
                .forEach(end -> IntStream.rangeClosed(end - 4, end + 4)
                        .filter(cut -> cut >= 0 && cut < whole)
                        .forEach(positions::add));
        return positions;
    }

    private static void same(ChatResponse answer, JsonNode response, String text, String thoughts) {
        assertThat(answer.model()).isEqualTo(response.path("model").asText());
        assertThat(answer.text()).isEqualTo(text);
        assertThat(joined(answer.first().parts(Part.Reasoning.class).stream()
                        .map(Part.Reasoning::text)
                        .toList()))
                .isEqualTo(joined(List.of(thoughts)));
        assertThat(answer.toolCalls().stream()
                        .map(call -> List.of(call.id(), call.name(), call.arguments()))
                        .toList())
                .isEqualTo(items(response, "function_call", "custom_tool_call")
                        .map(call -> List.of(
                                call.path("call_id").asText(),
                                call.path("name").asText(),
                                call.path("arguments").asText(call.path("input").asText())))
                        .toList());
        assertThat(answer.finish().reason())
                .isEqualTo(answer.toolCalls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS);
        JsonNode usage = response.path("usage");
        assertThat(answer.usage().inputTokens())
                .hasValue(usage.path("input_tokens").asLong());
        assertThat(answer.usage().outputTokens())
                .hasValue(usage.path("output_tokens").asLong());
        assertThat(answer.usage().count(Bucket.CACHE_READ).orElse(0))
                .isEqualTo(usage.at("/input_tokens_details/cached_tokens").asLong());
        assertThat(answer.usage().count(Bucket.REASONING).orElse(0))
                .isEqualTo(usage.at("/output_tokens_details/reasoning_tokens").asLong());
    }

    /** How thoughts are parted is ours to choose. */
    private static String joined(List<String> thoughts) {
        return String.join("", thoughts).replace(BETWEEN, "");
    }

    private static String texts(JsonNode response) {
        return items(response, "message")
                .map(message -> inner(message, "content", "output_text"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(BETWEEN));
    }

    private static String thoughts(JsonNode response) {
        return items(response, "reasoning")
                .map(item -> inner(item, "summary", "summary_text"))
                .collect(Collectors.joining());
    }

    private static String inner(JsonNode item, String member, String type) {
        StringBuilder text = new StringBuilder();
        item.path(member).forEach(part -> {
            if (part.path("type").asText().equals(type)) {
                text.append(part.path("text").asText());
            }
        });
        return text.toString();
    }

    private static Stream<JsonNode> items(JsonNode response, String... types) {
        List<JsonNode> found = new ArrayList<>();
        response.path("output").forEach(item -> {
            if (Set.of(types).contains(item.path("type").asText())) {
                found.add(item);
            }
        });
        return found.stream();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void evidence(String name, JsonNode response, boolean streamed) {
        String provider = name.startsWith("azure/") ? "azure-openai" : "openai";
        String file = name.substring(name.lastIndexOf('/') + 1);
        Evidence.recorded(provider, streamed ? Capability.STREAMING : Capability.CHAT, file);
        Evidence.recorded(provider, Capability.USAGE, file);
        if (items(response, "function_call", "custom_tool_call").findAny().isPresent()) {
            Evidence.recorded(provider, streamed ? Capability.STREAMED_TOOLS : Capability.TOOLS, file);
        }
        if (items(response, "reasoning").findAny().isPresent()) {
            Evidence.recorded(provider, Capability.REASONING, file);
        }
        if (response.at("/usage/input_tokens_details/cached_tokens").asLong() > 0) {
            Evidence.recorded(provider, Capability.CACHED_TOKENS, file);
        }
    }

    /**
     * What the events of a stream say.
     *
     * @param id as the first event that has one says it: some gateways make up a new one for each event
     * @param texts how much of the text had come after so many events
     * @param thoughts all of them
     * @param last the response of the last event, with the items that came before where it has none
     */
    private record Told(String id, List<String> texts, String thoughts, JsonNode last) {

        static Told of(List<JsonNode> events) {
            List<String> texts = new ArrayList<>(List.of(""));
            StringBuilder thoughts = new StringBuilder();
            int speaking = -1;
            Set<Integer> told = new TreeSet<>();
            for (JsonNode event : events) {
                String text = texts.get(texts.size() - 1);
                int index = event.path("output_index").asInt();
                String type = event.path("type").asText();
                String piece = type.equals("response.output_text.delta")
                        ? event.path("delta").asText()
                        : type.equals("response.output_item.done") && !told.contains(index)
                                ? inner(event.path("item"), "content", "output_text")
                                : "";
                if (!piece.isEmpty()) {
                    text += speaking >= 0 && speaking != index ? BETWEEN + piece : piece;
                    speaking = index;
                    told.add(index);
                }
                texts.add(text);
                if (type.equals("response.reasoning_summary_text.delta")) {
                    thoughts.append(event.path("delta").asText());
                }
            }
            JsonNode last = events.get(events.size() - 1).path("response");
            String first =
                    events.get(0).at("/response/id").asText(last.path("id").asText());
            return new Told(first, texts, thoughts.toString(), last);
        }

        String text() {
            return texts.get(texts.size() - 1);
        }
    }
}
