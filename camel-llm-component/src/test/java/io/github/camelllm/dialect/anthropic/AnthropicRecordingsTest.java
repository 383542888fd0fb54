/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.evidence.Shared;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * Recorded traffic of the Messages API, decoded and compared with what the recording itself states. The files of streams
 * hold payloads only; the framing and the terminal event {@code message_stop} are those of providers/anthropic, Streaming.
 */
class AnthropicRecordingsTest {

    /** Not decoded as one good answer, and why. */
    private static final Map<String, String> SPLICED = Map.of(
            "spliced-message-start.chunks.txt",
            "two answers mixed by the recorder of a broken proxy; it is an error, as the test below says");

    private static final int SHORT = 8 * 1024;
    private static final int SEEDED_CUTS = 400;
    private static final int BORDERS = 30;
    private static final Target TARGET = Wire.target();

    @TestFactory
    Stream<DynamicTest> a_recording_says_after_decoding_what_it_says_itself() throws IOException {
        List<Path> files = recordings();
        return files.stream()
                .filter(file -> !SPLICED.containsKey(name(file)))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> decode(file)));
    }

    @Test
    void two_answers_in_one_stream_are_an_error() throws IOException {
        Path spliced = recordings().stream()
                .filter(file -> SPLICED.containsKey(name(file)))
                .findFirst()
                .orElseThrow();
        byte[] stream = Wire.stream(Files.readAllLines(spliced));

        assertThatThrownBy(() -> Wire.decode(stream, stream.length, Wire.HELLO, TARGET))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID));
    }

    private static List<Path> recordings() throws IOException {
        try (Stream<Path> all = Files.list(Shared.folder("recordings/vercel-ai/anthropic"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void decode(Path file) throws IOException {
        if (name(file).endsWith(".chunks.txt")) {
            for (List<String> answer : answers(Files.readAllLines(file))) {
                stream(name(file), answer);
            }
        } else {
            String json = Files.readString(file);
            JsonNode message = Wire.tree(json);
            same(Wire.answer(json, Wire.HELLO, TARGET), message);
            evidence(name(file), message, false);
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
            if (line.contains("\"message_stop\"")) {
                answers.add(answer);
                answer = new ArrayList<>();
            }
        }
        assertThat(answer).as("after the last end of an answer").isEmpty();
        return answers;
    }

    private static void stream(String file, List<String> payloads) {
        byte[] stream = Wire.stream(payloads);
        List<JsonNode> events = payloads.stream().map(Wire::tree).toList();
        JsonNode message = new Folded(events).message();

        same(Wire.decode(stream, stream.length, Wire.HELLO, TARGET), message);
        same(Wire.decode(stream, 1, Wire.HELLO, TARGET), message);
        cuts(file, stream, events);
        evidence(file, message, true);
    }

    /** A stream that ends before its stop reason is an error with exactly the text of the events that had come whole. */
    private static void cuts(String file, byte[] stream, List<JsonNode> events) {
        TreeMap<Integer, Integer> ends = eventEnds(stream);
        int stop = IntStream.range(0, events.size())
                .filter(i -> events.get(i).at("/delta/stop_reason").isTextual()
                        || events.get(i).at("/message/stop_reason").isTextual())
                .findFirst()
                .orElseThrow();
        int whole = ends.entrySet().stream()
                .filter(end -> end.getValue() == stop + 1)
                .findFirst()
                .orElseThrow()
                .getKey();
        List<String> texts = new ArrayList<>(List.of(""));
        events.forEach(event -> texts.add(texts.get(texts.size() - 1) + text(event)));
        for (int cut : positions(stream.length, ends, whole)) {
            String where = file + " cut at " + cut;
            ChatAssembler assembler = new ChatAssembler(TARGET, Wire.HELLO, null);
            StreamDecoder decoder = Wire.decoder(TARGET);
            decoder.feed(ByteBuffer.wrap(stream, 0, cut), assembler::accept);
            assertThatThrownBy(() -> decoder.end(assembler::accept))
                    .as(where)
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
            assertThat(assembler.partial().map(ChatResponse::text).orElse(""))
                    .as(where)
                    .isEqualTo(texts.get(ends.floorEntry(cut).getValue()));
        }
    }

    private static String text(JsonNode event) {
        String begun = event.at("/content_block/type").asText().equals("text")
                ? event.at("/content_block/text").asText()
                : "";
        return event.at("/delta/type").asText().equals("text_delta")
                ? event.at("/delta/text").asText()
                : begun;
    }

    /** How many events are complete, by the position of the line break that completes the last of them. */
    private static TreeMap<Integer, Integer> eventEnds(byte[] stream) {
        TreeMap<Integer, Integer> ends = new TreeMap<>(Map.of(0, 0));
        boolean data = false;
        for (int at = 0; at < stream.length; at++) {
            boolean start = at == 0 || stream[at - 1] == '\n';
            data = start ? stream[at] == 'd' : data;
            if (stream[at] == '\n' && data && !start) {
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
                .forEach(end -> IntStream.rangeClosed(end - 16, end + 16)
                        .filter(cut -> cut >= 0 && cut < whole)
                        .forEach(positions::add));
        return positions;
    }

    private static void same(ChatResponse answer, JsonNode message) {
        assertThat(answer.id()).isEqualTo(message.path("id").asText());
        assertThat(answer.model()).isEqualTo(message.path("model").asText());
        assertThat(answer.text()).isEqualTo(texts(message, "text", "text"));
        assertThat(answer.first().parts(Part.Reasoning.class).stream()
                        .map(Part.Reasoning::text)
                        .collect(Collectors.joining()))
                .isEqualTo(texts(message, "thinking", "thinking"));
        assertThat(answer.toolCalls().stream()
                        .map(call -> List.of(call.id(), call.name(), Wire.tree(call.arguments())))
                        .toList())
                .isEqualTo(blocks(message, "tool_use")
                        .map(call -> List.of(
                                call.path("id").asText(), call.path("name").asText(), call.path("input")))
                        .toList());
        assertThat(answer.finish().raw()).isEqualTo(message.path("stop_reason").asText());
        usage(answer, message.path("usage"));
    }

    private static void usage(ChatResponse answer, JsonNode usage) {
        List<JsonNode> parts = new ArrayList<>();
        usage.path("iterations").forEach(parts::add);
        if (parts.stream().anyMatch(part -> part.has("model"))) {
            assertThat(answer.usage().known()).as("usage of several models").isFalse();
            return;
        }
        List<JsonNode> counted = parts.isEmpty() ? List.of(usage) : parts;
        assertThat(answer.usage().inputTokens())
                .hasValue(sum(counted, "input_tokens")
                        + sum(counted, "cache_creation_input_tokens")
                        + sum(counted, "cache_read_input_tokens"));
        assertThat(answer.usage().outputTokens()).hasValue(sum(counted, "output_tokens"));
        if (usage.has("cache_read_input_tokens")) {
            assertThat(answer.usage().count(Bucket.CACHE_READ)).hasValue(sum(counted, "cache_read_input_tokens"));
        }
    }

    private static long sum(List<JsonNode> all, String member) {
        return all.stream().mapToLong(one -> one.path(member).asLong()).sum();
    }

    private static String texts(JsonNode message, String type, String member) {
        return blocks(message, type).map(block -> block.path(member).asText()).collect(Collectors.joining());
    }

    private static Stream<JsonNode> blocks(JsonNode message, String type) {
        List<JsonNode> found = new ArrayList<>();
        message.path("content").forEach(block -> {
            if (block.path("type").asText().equals(type)) {
                found.add(block);
            }
        });
        return found.stream();
    }

    private static void evidence(String file, JsonNode message, boolean streamed) {
        proved(streamed ? Capability.STREAMING : Capability.CHAT, file);
        proved(Capability.USAGE, file);
        if (blocks(message, "tool_use").findAny().isPresent()) {
            proved(streamed ? Capability.STREAMED_TOOLS : Capability.TOOLS, file);
        }
        if (blocks(message, "thinking").findAny().isPresent()) {
            proved(Capability.REASONING, file);
        }
        if (message.at("/usage/cache_read_input_tokens").asLong() > 0) {
            proved(Capability.CACHED_TOKENS, file);
        }
    }

    private static void proved(Capability capability, String file) {
        Evidence.recorded("anthropic", capability, file);
    }
}
