/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded traffic of the providers, decoded and compared with what the recording itself states. The files hold payloads
 * only; how they are framed and ended says the section Streaming of each provider's facts.
 */
class RecordingsTest {

    /** Files of those folders that are no chat completions, by the end of their path, and why. */
    private static final Map<String, String> NOT_CHAT = Map.of(
            "groq-transcription-text.json", "a transcription, which is another operation",
            "mistral-transcription.json", "a transcription, which is another operation");

    private static final int CUTS = 60;
    private static final int BORDERS = 10;

    private static final Map<String, FinishReason> FINISHES = Map.of(
            "stop", FinishReason.STOP,
            "length", FinishReason.LENGTH,
            "tool_calls", FinishReason.TOOL_CALLS,
            "content_filter", FinishReason.CONTENT_FILTER);

    @ParameterizedTest
    @ValueSource(
            strings = {"openai/chat", "mistral", "groq", "deepseek/chat", "perplexity", "xai", "openai-compatible/chat"
            })
    void a_recording_says_after_decoding_what_it_says_itself(String folder) throws IOException {
        Path recordings = Shared.folder("recordings/vercel-ai/" + folder);
        int decoded = 0;
        List<String> skipped = new ArrayList<>();
        for (Path file : files(recordings)) {
            String name = file.getFileName().toString();
            if (NOT_CHAT.containsKey(name)) {
                skipped.add(name + " (" + NOT_CHAT.get(name) + ")");
            } else {
                decode(file, Shared.target(folder));
                decoded++;
            }
        }
        System.out.println("recordings vercel-ai/" + folder + ": decoded " + decoded + ", skipped " + skipped.size()
                + " " + skipped);
        assertThat(decoded).as("decoded files of " + folder).isPositive();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
    }

    private static void decode(Path file, Target target) throws IOException {
        String text = Files.readString(file);
        if (file.toString().endsWith(".chunks.txt")) {
            stream(file, target, Recorded.lines(text));
        } else if (Recorded.tree(text).has("error")) {
            WireReply reply = new WireReply(400, Headers.NONE, ByteChunks.utf8(text));
            LlmException error = Streams.DIALECT.error(reply, "chat", target);
            assertThat(error.details().providerMessage())
                    .isEqualTo(Recorded.tree(text).at("/error/message").asText());
        } else {
            WireReply reply = new WireReply(200, Headers.NONE, ByteChunks.utf8(text));
            same(file, Streams.DIALECT.chatResponse(reply, Streams.REQUEST, target), Recorded.whole(text));
        }
    }

    private static void stream(Path file, Target target, List<String> payloads) {
        Recorded recorded = Recorded.stream(payloads);
        byte[] open = Streams.events(payloads.toArray(String[]::new));
        boolean ends = !file.toString().contains("perplexity");
        byte[] stream = ends ? concat(open, Streams.events("[DONE]")) : open;

        same(file, Streams.decode(target, stream), recorded);
        same(file, Streams.decode(target, stream, 1), recorded);
        cuts(file, target, stream, payloads);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = new byte[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /**
     * A stream cut before the byte that completes its finish reason is an error with exactly the text of the events that
     * had come whole.
     */
    private static void cuts(Path file, Target target, byte[] stream, List<String> payloads) {
        int finish = new String(stream, StandardCharsets.ISO_8859_1).lastIndexOf("\"finish_reason\":\"");
        assertThat(finish).as("a finish reason in " + file).isPositive();
        int whole = endOfLine(stream, finish);
        NavigableMap<Integer, Integer> ends = eventEnds(stream);
        String text = Recorded.stream(payloads).text();
        int[] lengths = lengths(payloads);
        for (int cut : positions(stream, ends, whole)) {
            String where = file + " cut at " + cut;
            List<RuntimeException> failures = new ArrayList<>();
            ChatAssembler assembler = Streams.untilFailure(target, Arrays.copyOf(stream, cut), failures);
            assertThat(failures)
                    .as(where)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
            int events = ends.floorEntry(cut).getValue();
            String came = text.substring(0, lengths[events]);
            String told = assembler.partial().map(ChatResponse::text).orElse("");
            assertThat(told).as(where).isEqualTo(came);
        }
    }

    /** How long the text is after each event. */
    private static int[] lengths(List<String> payloads) {
        int[] lengths = new int[payloads.size() + 2];
        for (int i = 0; i < payloads.size(); i++) {
            lengths[i + 1] = lengths[i]
                    + Recorded.stream(List.of(payloads.get(i))).text().length();
        }
        lengths[payloads.size() + 1] = lengths[payloads.size()];
        return lengths;
    }

    private static int endOfLine(byte[] stream, int from) {
        int at = from;
        while (stream[at] != '\n') {
            at++;
        }
        return at;
    }

    /** How many events are complete, by the position of the line break that completes the last of them. */
    private static NavigableMap<Integer, Integer> eventEnds(byte[] stream) {
        NavigableMap<Integer, Integer> ends = new TreeMap<>();
        ends.put(0, 0);
        for (int at = 0; at < stream.length; at++) {
            if (stream[at] == '\n' && at > 0 && stream[at - 1] != '\n') {
                ends.put(at, ends.size());
            }
        }
        return ends;
    }

    /** Each position of a short stream; of a long one those around some events' ends and some others. */
    private static SortedSet<Integer> positions(byte[] stream, NavigableMap<Integer, Integer> ends, int whole) {
        SortedSet<Integer> positions = new TreeSet<>();
        if (stream.length <= 32 * 1024) {
            IntStream.range(0, whole).forEach(positions::add);
            return positions;
        }
        Random random = new Random(42);
        random.ints(CUTS, 0, whole).forEach(positions::add);
        List<Integer> borders = new ArrayList<>(ends.headMap(whole).keySet());
        random.ints(BORDERS, 0, borders.size())
                .forEach(border -> IntStream.rangeClosed(-4, 4)
                        .map(step -> borders.get(border) + step)
                        .filter(cut -> cut >= 0 && cut < whole)
                        .forEach(positions::add));
        return positions;
    }

    private static void same(Path file, ChatResponse answer, Recorded recorded) {
        assertThat(answer.text()).as("text of " + file).isEqualTo(recorded.text());
        assertThat(answer.first().parts(Part.Reasoning.class).stream()
                        .map(Part.Reasoning::text)
                        .collect(Collectors.joining()))
                .as("reasoning of " + file)
                .isEqualTo(recorded.reasoning());
        assertThat(answer.toolCalls().stream()
                        .map(call -> new Recorded.Call(call.id(), call.name(), call.arguments()))
                        .toList())
                .as("tool calls of " + file)
                .isEqualTo(recorded.calls());
        assertThat(answer.finish().raw()).as("finish of " + file).isEqualTo(recorded.finish());
        assertThat(answer.finish().reason()).as("finish of " + file).isEqualTo(FINISHES.get(recorded.finish()));
        usage(file, answer, recorded);
    }

    private static void usage(Path file, ChatResponse answer, Recorded recorded) {
        if (recorded.prompt() == null) {
            assertThat(answer.usage().known()).as("usage of " + file).isFalse();
            return;
        }
        assertThat(answer.usage().inputTokens()).as("input of " + file).hasValue(recorded.prompt());
        assertThat(answer.usage().totalTokens()).as("total of " + file).hasValue(recorded.total());
        if (recorded.cached() != null) {
            assertThat(answer.usage().count(Bucket.CACHE_READ))
                    .as("cached of " + file)
                    .hasValue(recorded.cached());
        }
        if (recorded.reasoningTokens() != null) {
            assertThat(answer.usage().count(Bucket.REASONING))
                    .as("reasoning tokens of " + file)
                    .hasValue(recorded.reasoningTokens());
        }
    }
}
