/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

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
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded traffic of generateContent, decoded and compared with what the recording itself states. The files of streams hold
 * payloads only; the framing is that of providers/google-ai, Streaming. The folders {@code interactions} and {@code
 * speech-translation} hold traffic of other interfaces, which this dialect does not speak.
 */
class GoogleRecordingsTest {

    private static final String FOLDER = "recordings/vercel-ai/google";
    private static final String QUOTA = "google-429-retry-info.json";
    private static final int SHORT = 2 * 1024;
    private static final int STEP = 37;

    /** Traffic of this host is marked so by the recorder, or says so itself. */
    private static String provider(JsonNode first) {
        return first.at("/usageMetadata").has("trafficType") ? "vertex-ai" : "google-ai";
    }

    @TestFactory
    Stream<DynamicTest> a_recording_says_after_decoding_what_it_says_itself() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Shared.folder(FOLDER))) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !name(file).equals(QUOTA))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> decode(file)));
    }

    @Test
    void a_recorded_quota_tells_how_long_to_wait() throws IOException {
        LlmException problem =
                Wire.error(429, Files.readString(Shared.folder(FOLDER).resolve(QUOTA)));

        assertThat(problem.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(problem.retryAfter()).hasValue(Duration.ofMillis(34_400));
        Evidence.recorded("google-ai", Capability.ERRORS, QUOTA);
    }

    @Test
    void recorded_vectors_of_predict_come_in_order_with_their_tokens() throws IOException {
        String json = Files.readString(
                Shared.folder("recordings/vercel-ai/google-vertex").resolve("google-vertex-embedding.json"));

        EmbeddingResponse answer = Wire.vectors(json, EmbeddingRequest.of(List.of("a", "b")));

        JsonNode stated = Wire.tree(json).path("predictions");
        for (int i = 0; i < stated.size(); i++) {
            JsonNode values = stated.path(i).at("/embeddings/values");
            float[] vector = answer.embeddings().get(i).vector();
            assertThat(vector).hasSize(values.size());
            for (int j = 0; j < vector.length; j++) {
                assertThat(vector[j]).isEqualTo((float) values.path(j).doubleValue());
            }
        }
        assertThat(answer.usage().inputTokens()).hasValue(11);
        Evidence.recorded("vertex-ai", Capability.EMBEDDINGS, "google-vertex-embedding.json");
        Evidence.recorded("vertex-ai", Capability.USAGE, "google-vertex-embedding.json");
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void decode(Path file) throws IOException {
        if (!name(file).endsWith(".chunks.txt")) {
            JsonNode whole = Wire.tree(Files.readString(file));
            same(Wire.answer(whole.toString()), List.of(whole));
            evidence(name(file), List.of(whole), false);
            return;
        }
        List<String> payloads = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        List<JsonNode> objects = payloads.stream().map(Wire::tree).toList();
        byte[] stream = Wire.stream(payloads);

        same(Wire.decode(stream, stream.length), objects);
        same(Wire.decode(stream, 1), objects);
        cuts(name(file), stream, objects);
        evidence(name(file), objects, true);
    }

    /** A stream that ends before its finish reason is an error with exactly the text of the objects that had come whole. */
    private static void cuts(String file, byte[] stream, List<JsonNode> objects) {
        List<Integer> ends = new ArrayList<>();
        for (int at = 1; at < stream.length; at++) {
            if (stream[at] == '\r' && stream[at - 1] == '}') {
                ends.add(at);
            }
        }
        assertThat(ends).hasSize(objects.size());
        int finish = IntStream.range(0, objects.size())
                .filter(i -> objects.get(i).at("/candidates/0").has("finishReason"))
                .findFirst()
                .orElseThrow();
        int before = finish == 0 ? 0 : ends.get(finish - 1);
        IntStream.range(0, before + 20)
                .filter(cut -> before < SHORT || cut % STEP == 0)
                .forEach(cut -> {
                    long whole = ends.stream().filter(end -> end <= cut).count();
                    cut(file + " cut at " + cut, stream, cut, text(objects.subList(0, (int) whole), false));
                });
    }

    private static void cut(String where, byte[] stream, int cut, String text) {
        ChatAssembler assembler = new ChatAssembler(Wire.target(), Wire.HELLO, null);
        StreamDecoder decoder = Wire.decoder();
        decoder.feed(ByteBuffer.wrap(stream, 0, cut), assembler::accept);
        assertThatThrownBy(() -> decoder.end(assembler::accept))
                .as(where)
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
        assertThat(assembler.partial().map(ChatResponse::text).orElse(""))
                .as(where)
                .isEqualTo(text);
    }

    private static void same(ChatResponse answer, List<JsonNode> objects) {
        JsonNode last = objects.get(objects.size() - 1);
        assertThat(answer.id()).isEqualTo(last.path("responseId").asText());
        assertThat(answer.model()).isEqualTo(last.path("modelVersion").asText());
        assertThat(answer.text()).isEqualTo(text(objects, false));
        StringBuilder thoughts = new StringBuilder();
        answer.first().parts(Part.Reasoning.class).forEach(part -> thoughts.append(part.text()));
        assertThat(thoughts).hasToString(text(objects, true));
        assertThat(answer.toolCalls().stream()
                        .map(call -> Map.of(call.name(), Wire.tree(call.arguments())))
                        .toList())
                .isEqualTo(Folded.calls(objects));
        assertThat(answer.finish().reason())
                .isEqualTo(answer.toolCalls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS);
        assertThat(signatures(answer)).isEqualTo(signatures(objects));
        JsonNode usage = last.path("usageMetadata");
        assertThat(answer.usage().inputTokens())
                .hasValue(usage.path("promptTokenCount").asLong());
        assertThat(answer.usage().outputTokens())
                .hasValue(usage.path("candidatesTokenCount").asLong()
                        + usage.path("thoughtsTokenCount").asLong());
        assertThat(answer.usage().totalTokens())
                .hasValue(usage.path("totalTokenCount").asLong());
    }

    private static List<String> signatures(ChatResponse answer) {
        return answer.first().parts(Part.Reasoning.class).stream()
                .flatMap(thoughts -> thoughts.details().stream())
                .map(detail -> String.valueOf(detail.get("thoughtSignature")))
                .toList();
    }

    private static List<String> signatures(List<JsonNode> objects) {
        return Folded.parts(objects)
                .filter(part -> part.has("thoughtSignature"))
                .map(part -> part.path("thoughtSignature").asText())
                .toList();
    }

    private static String text(List<JsonNode> objects, boolean thoughts) {
        StringBuilder text = new StringBuilder();
        Folded.parts(objects)
                .filter(part -> part.path("thought").asBoolean() == thoughts)
                .forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    private static void evidence(String file, List<JsonNode> objects, boolean streamed) {
        String provider = provider(objects.get(0));
        Evidence.recorded(provider, streamed ? Capability.STREAMING : Capability.CHAT, file);
        Evidence.recorded(provider, Capability.USAGE, file);
        if (!Folded.calls(objects).isEmpty()) {
            Evidence.recorded(provider, streamed ? Capability.STREAMED_TOOLS : Capability.TOOLS, file);
        }
        if (!signatures(objects).isEmpty()) {
            Evidence.recorded(provider, Capability.REASONING, file);
        }
    }
}
