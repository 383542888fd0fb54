/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

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
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded traffic of Converse and ConverseStream, decoded and compared with what the recording itself states. The files of
 * streams hold payloads only; the binary frames around them are those of aws-event-stream.
 */
class BedrockRecordingsTest {

    private static final String FOLDER = "recordings/vercel-ai/amazon-bedrock";
    private static final Target TARGET = Wire.target();

    /** Not decoded here, and why. */
    private static final Map<String, String> OTHERS = Map.of(
            "amazon-bedrock-reranking.1.json", "an answer of bedrock-agent-runtime: another host, another operation");

    private static List<Path> files() {
        try (Stream<Path> all = Files.walk(Shared.folder(FOLDER))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !OTHERS.containsKey(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void all_of_them_are_there() {
        assertThat(files()).hasSize(23);
    }

    @TestFactory
    Stream<DynamicTest> every_recording_says_decoded_what_it_says_itself() {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> decode(file)));
    }

    private static void decode(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
            String json = Files.readString(file);
            JsonNode said = Wire.tree(json);
            same(Wire.answer(json, Wire.HELLO, TARGET), said);
            evidence(name, said, false);
            return;
        }
        List<JsonNode> events = new ArrayList<>();
        List<byte[]> messages = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                JsonNode event = Wire.tree(line);
                String type = event.fieldNames().next();
                events.add(event);
                messages.add(Wire.message(type + " " + event.path(type)));
            }
        }
        byte[] stream = joined(messages);
        JsonNode said = Folded.of(events);
        same(Wire.decode(stream, stream.length, Wire.HELLO, TARGET), said);
        same(Wire.decode(stream, 1, Wire.HELLO, TARGET), said);
        cuts(events, messages, stream);
        evidence(name, said, true);
    }

    /** A stream that ends before its stop reason is an error with exactly the text of the messages that had come whole. */
    private static void cuts(List<JsonNode> events, List<byte[]> messages, byte[] stream) {
        TreeMap<Integer, String> texts = new TreeMap<>(Map.of(0, ""));
        int end = 0;
        int stop = stream.length;
        for (int i = 0; i < events.size(); i++) {
            end += messages.get(i).length;
            String piece = events.get(i).at("/contentBlockDelta/delta/text").asText("");
            texts.put(end, texts.lastEntry().getValue() + piece);
            stop = events.get(i).has("messageStop") ? end : stop;
        }
        for (int cut = 0; cut < stream.length; cut++) {
            boolean whole = cut >= stop && texts.containsKey(cut);
            String where = "cut at " + cut;
            ChatAssembler assembler = new ChatAssembler(TARGET, Wire.HELLO, null);
            StreamDecoder decoder = Wire.decoder(Wire.HELLO, TARGET);
            decoder.feed(ByteBuffer.wrap(stream, 0, cut), assembler::accept);
            if (whole) {
                decoder.end(assembler::accept);
            } else {
                assertThatThrownBy(() -> decoder.end(assembler::accept))
                        .as(where)
                        .isInstanceOfSatisfying(
                                LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
            }
            assertThat(assembler.partial().map(ChatResponse::text).orElse(""))
                    .as(where)
                    .isEqualTo(texts.floorEntry(cut).getValue());
        }
    }

    private static byte[] joined(List<byte[]> messages) {
        ByteBuffer all = ByteBuffer.allocate(
                messages.stream().mapToInt(message -> message.length).sum());
        messages.forEach(all::put);
        return all.array();
    }

    private static void same(ChatResponse answer, JsonNode said) {
        assertThat(answer.id()).isEqualTo("request-1");
        assertThat(answer.text()).isEqualTo(texts(said, "/text"));
        assertThat(answer.first().parts(Part.Reasoning.class).stream()
                        .map(Part.Reasoning::text)
                        .collect(Collectors.joining()))
                .isEqualTo(texts(said, "/reasoningContent/reasoningText/text"));
        assertThat(answer.first().parts(Part.Reasoning.class).stream()
                        .flatMap(thought -> thought.details().stream())
                        .map(detail -> Wire.tree(JsonTree.write(detail)))
                        .toList())
                .isEqualTo(blocks(said)
                        .filter(block -> block.has("reasoningContent"))
                        .map(block -> block.path("reasoningContent"))
                        .toList());
        assertThat(answer.toolCalls().stream()
                        .map(call -> List.of(call.id(), call.name(), Wire.tree(call.arguments())))
                        .toList())
                .isEqualTo(blocks(said)
                        .filter(block -> block.has("toolUse"))
                        .map(block -> block.path("toolUse"))
                        .map(call -> List.of(
                                call.path("toolUseId").asText(),
                                call.path("name").asText(),
                                call.path("input")))
                        .toList());
        assertThat(answer.finish().raw()).isEqualTo(said.path("stopReason").asText());
        usage(answer, said.path("usage"));
    }

    private static void usage(ChatResponse answer, JsonNode usage) {
        assertThat(answer.usage().known()).isEqualTo(usage.isObject());
        if (usage.isObject()) {
            assertThat(answer.usage().totalTokens())
                    .hasValue(usage.path("totalTokens").asLong());
            assertThat(answer.usage().outputTokens())
                    .hasValue(usage.path("outputTokens").asLong());
            assertThat(answer.usage().count(Bucket.INPUT))
                    .hasValue(usage.path("inputTokens").asLong());
        }
    }

    private static String texts(JsonNode said, String place) {
        return blocks(said).map(block -> block.at(place).asText("")).collect(Collectors.joining());
    }

    private static Stream<JsonNode> blocks(JsonNode said) {
        List<JsonNode> found = new ArrayList<>();
        said.at("/output/message/content").forEach(found::add);
        return found.stream();
    }

    private static void evidence(String file, JsonNode said, boolean streamed) {
        proved(streamed ? Capability.STREAMING : Capability.CHAT, file);
        if (said.path("usage").isObject()) {
            proved(Capability.USAGE, file);
        }
        if (blocks(said).anyMatch(block -> block.has("toolUse"))) {
            proved(streamed ? Capability.STREAMED_TOOLS : Capability.TOOLS, file);
        }
        if (blocks(said).anyMatch(block -> block.has("reasoningContent"))) {
            proved(Capability.REASONING, file);
        }
    }

    private static void proved(Capability capability, String file) {
        Evidence.recorded("bedrock", capability, file);
    }
}
