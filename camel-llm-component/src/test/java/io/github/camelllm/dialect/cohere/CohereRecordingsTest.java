/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.evidence.Shared;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded traffic of Cohere, decoded and compared with what the recording itself states. The files of streams hold payloads
 * only; the framing is that of providers/cohere, Streaming.
 */
class CohereRecordingsTest {

    private static final String FOLDER = "recordings/vercel-ai/cohere";
    /** Not decoded, and why. */
    private static final Map<String, String> EXCLUDED =
            Map.of("reranking/cohere-reranking.1.json", "an operation that this version does not have");

    @TestFactory
    Stream<DynamicTest> a_recording_says_after_decoding_what_it_says_itself() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSize(11);
        return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> decode(file)));
    }

    @Test
    void each_file_is_decoded_or_excluded() throws IOException {
        Path root = Shared.folder(FOLDER);
        try (Stream<Path> all = Files.walk(root)) {
            List<String> others = all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.contains("/"))
                    .toList();
            assertThat(others).containsExactlyElementsOf(EXCLUDED.keySet());
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Shared.folder(FOLDER))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void decode(Path file) throws IOException {
        if (name(file).endsWith(".chunks.txt")) {
            stream(name(file), Files.readAllLines(file));
            return;
        }
        String json = Files.readString(file);
        JsonNode recorded = Wire.tree(json);
        if (recorded.has("embeddings")) {
            vectors(name(file), json, recorded);
        } else {
            same(Wire.answer(json), recorded);
            evidence(name(file), recorded, false);
        }
    }

    private static void vectors(String file, String json, JsonNode recorded) {
        List<String> texts = new ArrayList<>();
        recorded.path("texts").forEach(text -> texts.add(text.asText()));

        EmbeddingResponse response = Wire.vectors(json, EmbeddingRequest.of(texts));

        for (int i = 0; i < texts.size(); i++) {
            JsonNode stated = recorded.at("/embeddings/float/" + i);
            float[] vector = response.embeddings().get(i).vector();
            assertThat(vector).hasSize(stated.size());
            for (int at = 0; at < vector.length; at++) {
                assertThat(vector[at]).isEqualTo((float) stated.get(at).asDouble());
            }
        }
        assertThat(response.usage().inputTokens())
                .hasValue(recorded.at("/meta/billed_units/input_tokens").asLong());
        Evidence.recorded("cohere", Capability.EMBEDDINGS, file);
    }

    private static void stream(String file, List<String> lines) {
        List<String> payloads = lines.stream().filter(line -> !line.isBlank()).toList();
        byte[] stream = Wire.stream(payloads);
        JsonNode recorded = folded(payloads.stream().map(Wire::tree).toList());

        same(Wire.decode(stream, stream.length), recorded);
        same(Wire.decode(stream, 1), recorded);
        cuts(stream);
        evidence(file, recorded, true);
    }

    /** A stream that ends before its last event is an error with a beginning of the text. */
    private static void cuts(byte[] stream) {
        String text = Wire.decode(stream, stream.length).text();
        int end = new String(stream, StandardCharsets.UTF_8).indexOf("\n\ndata: [DONE]");
        for (int cut = 0; cut < end; cut++) {
            ChatAssembler assembler = new ChatAssembler(Wire.COMMAND, Wire.HELLO, null);
            StreamDecoder decoder = Wire.decoder();
            decoder.feed(ByteBuffer.wrap(stream, 0, cut), assembler::accept);
            assertThatThrownBy(() -> decoder.end(assembler::accept))
                    .as("cut at " + cut)
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
            assertThat(text)
                    .startsWith(assembler.partial().map(ChatResponse::text).orElse(""));
        }
    }

    /** The answer that the events of a stream add up to, in the form of a whole answer. */
    private static JsonNode folded(List<JsonNode> events) {
        ObjectNode answer = (ObjectNode) Wire.tree("{\"message\":{\"content\":[],\"tool_calls\":[]}}");
        ObjectNode message = (ObjectNode) answer.path("message");
        for (JsonNode event : events) {
            JsonNode delta = event.at("/delta/message");
            switch (event.path("type").asText()) {
                case "message-start" -> answer.set("id", event.path("id"));
                case "content-start" ->
                    ((ArrayNode) message.path("content"))
                            .add(delta.path("content").deepCopy());
                case "content-delta" ->
                    delta.path("content")
                            .properties()
                            .forEach(member -> append(
                                    (ObjectNode) message.path("content")
                                            .path(event.path("index").asInt()),
                                    member.getKey(),
                                    member.getValue().asText()));
                case "tool-plan-delta" ->
                    append(message, "tool_plan", delta.path("tool_plan").asText());
                case "tool-call-start" ->
                    ((ArrayNode) message.path("tool_calls"))
                            .add(delta.path("tool_calls").deepCopy());
                case "tool-call-delta" ->
                    append(
                            (ObjectNode) message.at(
                                    "/tool_calls/" + event.path("index").asInt() + "/function"),
                            "arguments",
                            delta.at("/tool_calls/function/arguments").asText());
                case "message-end" -> answer.setAll((ObjectNode) event.path("delta"));
                default -> {}
            }
        }
        return answer;
    }

    private static void append(ObjectNode to, String member, String piece) {
        to.put(member, to.path(member).asText() + piece);
    }

    private static void same(ChatResponse answer, JsonNode recorded) {
        JsonNode message = recorded.path("message");
        assertThat(answer.id()).isEqualTo(recorded.path("id").asText());
        assertThat(answer.text()).isEqualTo(texts(message, "text"));
        assertThat(answer.first().parts(Part.Reasoning.class).stream()
                        .map(Part.Reasoning::text)
                        .collect(Collectors.joining()))
                .isEqualTo(
                        texts(message, "thinking") + message.path("tool_plan").asText(""));
        List<List<String>> calls = new ArrayList<>();
        message.path("tool_calls")
                .forEach(call -> calls.add(List.of(
                        call.path("id").asText(),
                        call.at("/function/name").asText(),
                        arguments(call.at("/function/arguments").asText()))));
        assertThat(answer.toolCalls().stream()
                        .map(call -> List.of(call.id(), call.name(), call.arguments()))
                        .toList())
                .isEqualTo(calls);
        assertThat(answer.finish().raw())
                .isEqualTo(recorded.path("finish_reason").asText());
        assertThat(answer.usage().inputTokens())
                .hasValue(recorded.at("/usage/billed_units/input_tokens").asLong());
        assertThat(answer.usage().outputTokens())
                .hasValue(recorded.at("/usage/billed_units/output_tokens").asLong());
        citations(answer, message.path("citations"));
    }

    private static String arguments(String stated) {
        return stated.isEmpty() || stated.equals("null") ? "{}" : stated;
    }

    private static void citations(ChatResponse answer, JsonNode stated) {
        assertThat(answer.citations()).hasSize(stated.size());
        for (int i = 0; i < stated.size(); i++) {
            var citation = answer.citations().get(i);
            assertThat(answer.text().substring(citation.start(), citation.end()))
                    .isEqualTo(stated.get(i).path("text").asText());
            assertThat(citation.documentId())
                    .isEqualTo(stated.get(i).at("/sources/0/id").asText());
            assertThat(citation.title())
                    .isEqualTo(stated.get(i).at("/sources/0/document/title").asText());
            assertThat(citation.snippet())
                    .isEqualTo(stated.get(i).at("/sources/0/document/text").asText());
        }
    }

    private static String texts(JsonNode message, String type) {
        return StreamSupport.stream(message.path("content").spliterator(), false)
                .filter(block -> block.path("type").asText().equals(type))
                .map(block -> block.path(type).asText())
                .collect(Collectors.joining());
    }

    private static void evidence(String file, JsonNode recorded, boolean streamed) {
        JsonNode message = recorded.path("message");
        boolean calls = message.path("tool_calls").size() > 0;
        proves(streamed ? Capability.STREAMING : Capability.CHAT, file);
        if (calls) {
            proves(streamed ? Capability.STREAMED_TOOLS : Capability.TOOLS, file);
        }
        if (!texts(message, "thinking").isEmpty()) {
            proves(Capability.REASONING, file);
        }
        proves(Capability.USAGE, file);
    }

    private static void proves(Capability capability, String file) {
        Evidence.recorded("cohere", capability, file);
    }
}
