/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Traffic of OpenAI and Azure recorded with its framing by Envoy AI Gateway, compared with what it states itself. */
class EnvoyRecordingsTest {

    private static final Target TARGET = Catalog.target("openai", "gpt-5-nano");

    @Test
    void every_chat_and_embedding_says_after_decoding_what_it_says_itself() throws IOException {
        Map<String, String> skipped = new TreeMap<>();
        int decoded = 0;
        for (Path file : files(Shared.folder("recordings/envoy-ai-gateway"))) {
            Map<?, ?> interaction = interaction(file);
            String url = String.valueOf(((Map<?, ?>) interaction.get("request")).get("url"));
            if (url.contains("/chat/completions")) {
                chat(file, (Map<?, ?>) interaction.get("response"));
                decoded++;
            } else if (url.contains("/embeddings")) {
                embeddings(file, interaction);
                decoded++;
            } else {
                skipped.put(file.getFileName().toString(), url.substring(url.indexOf("/v1")) + " is another operation");
            }
        }
        System.out.println(
                "recordings envoy-ai-gateway: decoded " + decoded + ", skipped " + skipped.size() + " " + skipped);
        assertThat(decoded).isPositive();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<?, ?> interaction(Path file) throws IOException {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(20_000_000).build();
        Map<?, ?> cassette = (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
        return (Map<?, ?>) ((List<?>) cassette.get("interactions")).get(0);
    }

    private static WireReply reply(Map<?, ?> response) {
        return new WireReply(
                ((Number) response.get("code")).intValue(),
                Headers.NONE,
                ByteChunks.utf8(String.valueOf(response.get("body"))));
    }

    private static void chat(Path file, Map<?, ?> response) {
        String body = String.valueOf(response.get("body"));
        WireReply reply = reply(response);
        if (reply.status() >= 400) {
            assertThat(Streams.DIALECT.error(reply, "chat", TARGET).details().providerMessage())
                    .as(file.toString())
                    .isEqualTo(Recorded.tree(body).at("/error/message").asText());
        } else if (body.startsWith("data:")) {
            List<String> payloads = body.lines()
                    .filter(line -> line.startsWith("data: {"))
                    .map(line -> line.substring("data: ".length()))
                    .toList();
            same(file, Streams.decode(TARGET, body.getBytes(UTF_8)), Recorded.stream(payloads));
            same(file, Streams.decode(TARGET, body.getBytes(UTF_8), 1), Recorded.stream(payloads));
        } else {
            same(file, Streams.DIALECT.chatResponse(reply, Streams.REQUEST, TARGET), Recorded.whole(body));
            audio(Recorded.tree(body), Streams.DIALECT.chatResponse(reply, Streams.REQUEST, TARGET));
        }
    }

    private static void same(Path file, ChatResponse answer, Recorded recorded) {
        assertThat(answer.text()).as("text of " + file).isEqualTo(recorded.text());
        assertThat(answer.toolCalls().stream()
                        .map(call -> new Recorded.Call(call.id(), call.name(), call.arguments()))
                        .toList())
                .as("tool calls of " + file)
                .isEqualTo(recorded.calls());
        assertThat(answer.finish().raw()).as("finish of " + file).isEqualTo(recorded.finish());
        if (recorded.total() == null) {
            assertThat(answer.usage().known()).as("usage of " + file).isFalse();
        } else {
            assertThat(answer.usage().inputTokens()).as("input of " + file).hasValue(recorded.prompt());
            assertThat(answer.usage().outputTokens()).as("output of " + file).hasValue(recorded.completion());
            assertThat(answer.usage().totalTokens()).as("total of " + file).hasValue(recorded.total());
        }
    }

    private static void audio(JsonNode recorded, ChatResponse answer) {
        JsonNode audio = recorded.at("/choices/0/message/audio");
        if (audio.has("data")) {
            Part.Audio part = answer.first().parts(Part.Audio.class).get(0);
            assertThat(part.id()).isEqualTo(audio.path("id").asText());
            assertThat(part.transcript()).isEqualTo(audio.path("transcript").asText());
        }
    }

    private static void embeddings(Path file, Map<?, ?> interaction) {
        Map<?, ?> response = (Map<?, ?>) interaction.get("response");
        JsonNode recorded = Recorded.tree(String.valueOf(response.get("body")));
        WireReply reply = reply(response);
        if (reply.status() >= 400) {
            assertThat(Streams.DIALECT.error(reply, "embed", TARGET).details().providerMessage())
                    .as(file.toString())
                    .isEqualTo(recorded.at("/error/message").asText());
            return;
        }
        int inputs = recorded.path("data").size();
        EmbeddingResponse answer =
                Streams.DIALECT.embedResponse(reply, EmbeddingRequest.of(Collections.nCopies(inputs, "x")), TARGET);

        assertThat(answer.usage().inputTokens())
                .as(file.toString())
                .hasValue(recorded.at("/usage/prompt_tokens").asLong());
        for (int i = 0; i < inputs; i++) {
            JsonNode vector = recorded.path("data").path(i).path("embedding");
            if (vector.isArray()) {
                assertThat(answer.embeddings().get(i).vector()).hasSize(vector.size());
                assertThat(answer.embeddings().get(i).vector()[0])
                        .isEqualTo((float) vector.path(0).asDouble());
            } else {
                assertThat(answer.embeddings().get(i).vector()).hasSizeGreaterThan(100);
            }
        }
    }
}
