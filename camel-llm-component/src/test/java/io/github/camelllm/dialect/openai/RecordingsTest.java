/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.evidence.Capability;
import io.github.camelllm.evidence.Evidence;
import io.github.camelllm.evidence.Shared;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded traffic of the providers, decoded and compared with what the recording itself states. The files hold payloads
 * only: each folder names the section of the provider's facts that says how its streams are framed and ended.
 */
class RecordingsTest {

    /** Of these, everything below is decoded or excluded. */
    private static final List<String> ROOTS = List.of(
            "vercel-ai/openai/chat",
            "vercel-ai/openai/embedding",
            "vercel-ai/mistral",
            "vercel-ai/groq",
            "vercel-ai/azure",
            "vercel-ai/xai",
            "vercel-ai/deepseek",
            "vercel-ai/perplexity",
            "vercel-ai/openai-compatible",
            Cassette.FOLDER);

    private static final Framing KEPT_ALIVE = new Framing(": keep-alive\n\n", "\n", List.of("[DONE]"));
    private static final Framing PINGED = new Framing(": ping - 2026-06-08 18:49:47.737080\r\n\r\n", "\r\n", List.of());

    /** Recorded from Azure, whose frames are OpenAI's (azure-openai.md, Streaming): no evidence of OpenAI. */
    private static final Set<String> OF_AZURE = Set.of("azure-model-router.1.chunks.txt");

    /**
     * A folder of recordings.
     *
     * @param name below the recordings
     * @param provider whose traffic it is
     * @param facts the provider's document and its section that says how streams are framed and ended
     * @param framing what it says
     */
    record Folder(String name, String provider, String facts, Framing framing) {

        boolean billsRequests() {
            return provider.equals("perplexity");
        }

        Target target(@Nullable String model) {
            return Catalog.target(provider, model == null ? "a-model" : model);
        }

        void proves(Capability capability, String file) {
            Evidence.recorded(provider, capability, file);
        }

        void proves(Told told, boolean streamed, String file) {
            RecordedEvidence.of(told, streamed).forEach(capability -> proves(capability, file));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Folder> folders() {
        return List.of(
                new Folder("vercel-ai/openai/chat", "openai", "openai.md, Streaming", Framing.PLAIN),
                new Folder("vercel-ai/openai/embedding", "openai", "openai.md, Embeddings", Framing.PLAIN),
                new Folder("vercel-ai/mistral", "mistral", "mistral.md, Streaming", Framing.PLAIN),
                new Folder("vercel-ai/groq", "groq", "groq.md, Streaming", Framing.PLAIN),
                new Folder("vercel-ai/azure", "azure-openai", "azure-openai.md, Streaming", Framing.PLAIN),
                new Folder("vercel-ai/xai", "xai", "xai.md, Streaming", Framing.PLAIN),
                new Folder("vercel-ai/deepseek/chat", "deepseek", "deepseek.md, Streaming", KEPT_ALIVE),
                new Folder("vercel-ai/perplexity", "perplexity", "perplexity.md, Streaming", PINGED),
                // Grok's answers, recorded by a client of any compatible server.
                new Folder("vercel-ai/openai-compatible/chat", "xai", "xai.md, Streaming", Framing.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_recording_says_after_decoding_what_it_says_itself(Folder folder) throws IOException {
        Map<String, Path> files = RecordingFiles.toDecode(folder.name());
        for (Path file : files.values()) {
            decode(file, folder);
        }
        RecordingFiles.print(folder.name(), files.size());
        assertThat(files).isNotEmpty();
    }

    private static void decode(Path file, Folder folder) throws IOException {
        String name = file.getFileName().toString();
        String text = Files.readString(file);
        if (name.endsWith(".chunks.txt")) {
            stream(name, text.lines().filter(line -> !line.isBlank()).toList(), folder);
        } else {
            whole(name, text, folder);
        }
    }

    private static void stream(String name, List<String> payloads, Folder folder) {
        List<Told> after = Recorded.stream(payloads, folder.billsRequests());
        Target target = folder.target(after.get(after.size() - 1).model());
        Told told = new Cuts(name, target, folder.framing(), payloads, folder.billsRequests()).check();
        if (!OF_AZURE.contains(name)) {
            folder.proves(told, true, name);
        }
    }

    private static void whole(String name, String text, Folder folder) {
        JsonNode recorded = Recorded.tree(text);
        RecordedAnswers answers =
                new RecordedAnswers(folder.target(recorded.path("model").textValue()));
        if (recorded.has("error")) {
            // The files do not state the status: OpenAI's documentation does (openai.md, Errors).
            answers.error(name, new WireReply(400, Headers.NONE, ByteChunks.utf8(text)), "chat");
            folder.proves(Capability.ERRORS, name);
        } else if (recorded.has("data")) {
            answers.embedding(name, new WireReply(200, Headers.NONE, ByteChunks.utf8(text)));
            folder.proves(Capability.EMBEDDINGS, name);
        } else {
            WireReply reply = new WireReply(200, Headers.NONE, ByteChunks.utf8(text));
            folder.proves(answers.chat(name, reply, folder.billsRequests()), false, name);
        }
    }

    @Test
    void each_file_is_decoded_or_excluded_and_each_excluded_one_is_there() {
        Set<String> all = new TreeSet<>();
        ROOTS.forEach(root -> all.addAll(RecordingFiles.in(root).keySet()));
        Set<String> decoded = new HashSet<>();
        folders()
                .forEach(folder ->
                        decoded.addAll(RecordingFiles.toDecode(folder.name()).keySet()));
        decoded.addAll(RecordingFiles.toDecode(Cassette.FOLDER).keySet());

        assertThat(RecordingFiles.excluded())
                .allSatisfy((file, reason) -> assertThat(reason).isNotBlank());
        assertThat(all).containsAll(RecordingFiles.excluded().keySet());
        all.removeAll(RecordingFiles.excluded().keySet());
        assertThat(decoded).isEqualTo(all);
    }

    @Test
    void the_sections_that_say_how_streams_are_framed_exist() throws IOException {
        for (Folder folder : folders()) {
            String[] section = folder.facts().split(", ");
            assertThat(Files.readString(Shared.folder("providers").resolve(section[0])))
                    .contains("\n## " + section[1] + "\n");
        }
    }
}
