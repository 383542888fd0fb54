/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.CustomLogin;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.evidence.Shared;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The buckets of every recorded answer of every dialect are disjoint and add up to the provider's totals, which are read
 * from the recording by arithmetic of their own: for Cohere what it bills, else all tokens of prompt and answer.
 */
class RecordedBucketsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Folders of recordings, the target that answered, and the API. */
    private static final List<Source> SOURCES = List.of(
            new Source("openai/chat", "openai/gpt-4o", null),
            new Source("openai/responses", "openai/gpt-5", "responses"),
            new Source("azure", "azure-openai/gpt-5-mini", "responses"),
            new Source("anthropic", "anthropic/claude-sonnet-5", null),
            new Source("amazon-bedrock", "bedrock/amazon.nova-lite-v1:0", null),
            new Source("cohere", "cohere/command-a-03-2025", null),
            new Source("google", "google-ai/gemini-2.5-flash", null),
            new Source("deepseek/chat", "deepseek/deepseek-flash", null),
            new Source("groq", "groq/openai/gpt-oss-120b", null),
            new Source("mistral", "mistral/mistral-small-latest", null),
            new Source("perplexity", "perplexity/sonar", null),
            new Source("xai", "xai/grok-4.3", null),
            new Source("openai-compatible/chat", "openai-compatible/m", null));

    private record Source(
            String folder, String target, @Nullable String api) {}

    /** What a provider counted. */
    private record Totals(long prompt, long answer) {}

    /** Two models worked, of which one may have no price; a transcription; two answers mixed by a broken proxy. */
    private static final List<String> UNREAD = List.of(
            "anthropic-advisor-20250301.1.chunks.txt",
            "anthropic-advisor-20260301.1.json",
            "anthropic-fallback.chunks.txt",
            "anthropic-fallback.json",
            "mistral-transcription.json",
            "spliced-message-start.chunks.txt");

    /** Whose usage could not be read, and why. */
    private final Map<String, String> unread = new TreeMap<>();

    private final ProfileCatalog catalog = ProfileCatalog.load(
            new ProfileReader(LlmClientBuilder.vocabulary(
                    LlmClientBuilder.dialects(getClass().getClassLoader()))),
            getClass().getClassLoader(),
            null);

    @Test
    void the_buckets_of_every_recorded_answer_add_up_to_what_the_provider_counted() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Source source : SOURCES) {
            for (Path file : files(source)) {
                for (List<String> answer : answers(file)) {
                    Totals totals = totals(answer);
                    if (totals != null && check(source, file, answer, totals)) {
                        counts.merge(source.target, 1, Integer::sum);
                    }
                }
            }
        }
        System.out.println("Recorded usages whose buckets add up: "
                + counts.values().stream().mapToInt(Integer::intValue).sum() + " " + counts);

        assertThat(unread).containsOnlyKeys(UNREAD);
        assertThat(counts.keySet())
                .containsAll(SOURCES.stream().map(Source::target).toList());
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(150);
    }

    private static List<Path> files(Source source) throws IOException {
        try (Stream<Path> all = Files.list(Shared.folder("recordings/vercel-ai/" + source.folder))) {
            return all.filter(file ->
                            file.toString().endsWith(".json") || file.toString().endsWith(".chunks.txt"))
                    .sorted()
                    .toList();
        }
    }

    /** The payloads of each answer: one of a whole one, and of streams all events; a file may hold several streams. */
    private static List<List<String>> answers(Path file) throws IOException {
        if (!file.toString().endsWith(".chunks.txt")) {
            return List.of(List.of(Files.readString(file)));
        }
        List<List<String>> answers = new ArrayList<>();
        List<String> answer = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                answer.add(line);
            }
            if (line.contains("\"message_stop\"") || line.contains("\"type\":\"response.completed\"")) {
                answers.add(answer);
                answer = new ArrayList<>();
            }
        }
        if (!answer.isEmpty()) {
            answers.add(answer);
        }
        return answers;
    }

    private boolean check(Source source, Path file, List<String> answer, Totals totals) {
        boolean streamed = file.toString().endsWith(".chunks.txt");
        Usage usage;
        try {
            usage = usage(source, body(source, answer, streamed));
        } catch (LlmException e) {
            unread.put(file.getFileName().toString(), e.getMessage());
            return false;
        }
        if (!usage.known()) {
            unread.put(file.getFileName().toString(), "no usage");
            return false;
        }
        assertThat(usage.counts().values()).as(file.toString()).allMatch(count -> count >= 0);
        assertThat(usage.inputTokens()).as("prompt of " + file).hasValue(totals.prompt);
        assertThat(usage.outputTokens()).as("answer of " + file).hasValue(totals.answer);
        assertThat(usage.totalTokens()).as("total of " + file).hasValue(totals.prompt + totals.answer);
        assertThat(sum(usage, true) + sum(usage, false)).isEqualTo(totals.prompt + totals.answer);
        return true;
    }

    private static long sum(Usage usage, boolean input) {
        return Bucket.ALL.stream()
                .filter(input ? Bucket::input : Bucket::output)
                .mapToLong(bucket -> usage.count(bucket).orElse(0))
                .sum();
    }

    private Usage usage(Source source, RecordedBody body) {
        String[] target = source.target.split("/", 2);
        TargetSettings settings = TargetSettings.STANDARD
                .withBaseUrl("http://localhost")
                .withChoice(new ApiChoice(
                        StandardCharsets.UTF_8.decode(body.bytes()).toString().contains("\"choices\"")
                                ? null
                                : source.api,
                        null,
                        null,
                        null))
                .withLogin(new CustomLogin(Authorizer.NONE));
        try (LlmClient client = LlmClient.builder()
                .catalog(catalog)
                .transports(config -> new ReplayTransport(body))
                .build()) {
            return PriceCommand.answer(client.load(target[0], target[1], settings), body.streamed())
                    .usage();
        }
    }

    private static RecordedBody body(Source source, List<String> payloads, boolean streamed) {
        if (!streamed) {
            return new RecordedBody(payloads.get(0).getBytes(StandardCharsets.UTF_8), "application/json", false);
        }
        if (source.folder.equals("amazon-bedrock")) {
            return new RecordedBody(frames(payloads), "application/vnd.amazon.eventstream", true);
        }
        StringBuilder text = new StringBuilder();
        payloads.forEach(payload -> text.append("data: ").append(payload).append("\n\n"));
        return new RecordedBody(text.toString().getBytes(StandardCharsets.UTF_8), "text/event-stream", true);
    }

    private static byte[] frames(List<String> payloads) {
        ByteBuffer all = ByteBuffer.allocate(
                payloads.stream().mapToInt(line -> line.length() * 4 + 256).sum());
        for (String line : payloads) {
            JsonNode event = tree(line);
            String type = event.fieldNames().next();
            all.put(frame(type, event.path(type).toString().getBytes(StandardCharsets.UTF_8)));
        }
        byte[] bytes = new byte[all.position()];
        all.flip().get(bytes);
        return bytes;
    }

    /** One message of AWS's event stream: prelude, headers, payload, and both checksums. */
    private static byte[] frame(String type, byte[] payload) {
        ByteBuffer headers = ByteBuffer.allocate(256);
        Map.of(":message-type", "event", ":event-type", type, ":content-type", "application/json")
                .forEach((name, value) -> headers.put((byte) name.length())
                        .put(name.getBytes(StandardCharsets.UTF_8))
                        .put((byte) 7)
                        .putShort((short) value.length())
                        .put(value.getBytes(StandardCharsets.UTF_8)));
        int length = 16 + headers.position() + payload.length;
        ByteBuffer frame = ByteBuffer.allocate(length).putInt(length).putInt(headers.position());
        frame.putInt(checksum(frame))
                .put(headers.array(), 0, headers.position())
                .put(payload);
        return frame.putInt(checksum(frame)).array();
    }

    private static int checksum(ByteBuffer frame) {
        CRC32 sum = new CRC32();
        sum.update(frame.array(), 0, frame.position());
        return (int) sum.getValue();
    }

    /** Of the last usage that is stated; null: none is. */
    private static @Nullable Totals totals(List<String> payloads) {
        Totals last = null;
        long started = -1;
        for (String payload : payloads) {
            JsonNode tree = tree(payload);
            started = tree.at("/message/usage").isObject() ? prompt(tree.at("/message/usage")) : started;
            for (String place : List.of(
                    "/usage",
                    "/usageMetadata",
                    "/response/usage",
                    "/metadata/usage",
                    "/delta/usage",
                    "/x_groq/usage")) {
                JsonNode usage = tree.at(place);
                if (usage.isObject()) {
                    last = totals(usage, started);
                }
            }
        }
        return last;
    }

    private static @Nullable Totals totals(JsonNode usage, long started) {
        if (usage.path("iterations").size() > 0) {
            long prompt = 0;
            long answer = 0;
            for (JsonNode iteration : usage.path("iterations")) {
                prompt += prompt(iteration);
                answer += iteration.path("output_tokens").asLong();
            }
            return new Totals(prompt, answer);
        }
        if (usage.has("billed_units")) {
            JsonNode billed = usage.path("billed_units");
            return new Totals(
                    billed.path("input_tokens").asLong(),
                    billed.path("output_tokens").asLong());
        }
        if (usage.has("promptTokenCount")) {
            long prompt = usage.path("promptTokenCount").asLong()
                    + usage.path("toolUsePromptTokenCount").asLong();
            return new Totals(prompt, usage.path("totalTokenCount").asLong() - prompt);
        }
        if (usage.has("inputTokens")) {
            return new Totals(
                    usage.path("inputTokens").asLong()
                            + usage.path("cacheReadInputTokens").asLong()
                            + usage.path("cacheWriteInputTokens").asLong(),
                    usage.path("outputTokens").asLong());
        }
        if (usage.has("prompt_tokens")) {
            long prompt = usage.path("prompt_tokens").asLong();
            return new Totals(prompt, usage.path("total_tokens").asLong() - prompt);
        }
        if (usage.has("total_tokens")) {
            return new Totals(
                    usage.path("input_tokens").asLong(),
                    usage.path("output_tokens").asLong());
        }
        long prompt = usage.has("input_tokens") ? prompt(usage) : started;
        return usage.has("output_tokens") && prompt >= 0
                ? new Totals(prompt, usage.path("output_tokens").asLong())
                : null;
    }

    /** Anthropic's count leaves out what the cache had or got. */
    private static long prompt(JsonNode usage) {
        return usage.path("input_tokens").asLong()
                + usage.path("cache_read_input_tokens").asLong()
                + usage.path("cache_creation_input_tokens").asLong();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException malformed) {
            return MissingNode.getInstance();
        }
    }
}
