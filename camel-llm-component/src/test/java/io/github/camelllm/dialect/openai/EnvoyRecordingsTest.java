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
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Traffic of OpenAI and Azure recorded with its framing by Envoy AI Gateway, compared with what it states itself; some of
 * its requests are built again. Streams are framed and end as openai.md, Streaming says.
 */
class EnvoyRecordingsTest {

    private static final String FOLDER = "envoy-ai-gateway";

    @Test
    void every_chat_and_embedding_says_after_decoding_what_it_says_itself() throws IOException {
        Map<String, Path> files = RecordingFiles.toDecode(FOLDER);
        for (Path file : files.values()) {
            Interaction interaction = Interaction.read(file);
            if (interaction.embedding()) {
                embedding(interaction);
            } else {
                chat(interaction);
            }
        }
        RecordingFiles.print(FOLDER, files.size());
        assertThat(files).isNotEmpty();
    }

    private static void chat(Interaction interaction) {
        WireReply reply = interaction.reply();
        RecordedAnswers answers = new RecordedAnswers(interaction.target());
        if (reply.status() >= 400) {
            answers.error(interaction.name(), reply, "chat");
            interaction.prove(Capability.ERRORS);
        } else if (interaction.body().startsWith("data:")) {
            stream(interaction);
        } else {
            Told told = answers.chat(interaction.name(), reply, false);
            if (interaction.ofOpenAi()) {
                interaction.evidence().chat(told, false);
            }
        }
    }

    private static void stream(Interaction interaction) {
        List<String> payloads = interaction
                .body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .toList();
        assertThat(Framing.PLAIN.stream(payloads)).as(interaction.name()).isEqualTo(interaction.body());
        Told told = new Cuts(interaction.name(), interaction.target(), Framing.PLAIN, payloads, false).check();
        interaction.evidence().chat(told, true);
    }

    private static void embedding(Interaction interaction) {
        WireReply reply = interaction.reply();
        RecordedAnswers answers = new RecordedAnswers(interaction.target());
        if (reply.status() >= 400) {
            answers.error(interaction.name(), reply, "embed");
            interaction.prove(Capability.ERRORS);
        } else {
            answers.embedding(interaction.name(), reply);
            interaction.prove(Capability.EMBEDDINGS);
        }
    }

    @Test
    void a_request_for_json_is_the_recorded_one() throws IOException {
        Interaction interaction = Interaction.of("chat-json-mode.yaml");
        String prompt = interaction.request().at("/messages/0/content").textValue();

        interaction.sends(ChatRequest.builder().user(prompt).output(new OutputFormat.JsonObject()));
        interaction.prove(Capability.JSON_OBJECT);
    }

    @Test
    void a_request_for_json_that_obeys_a_schema_is_the_recorded_one() throws IOException {
        Interaction interaction = Interaction.of("chat-openai-agents-python.yaml");
        JsonNode schema = interaction.request().at("/response_format/json_schema");

        interaction.sends(ChatRequest.builder()
                .system(interaction.request().at("/messages/0/content").textValue())
                .user(interaction.request().at("/messages/1/content").textValue())
                .output(new OutputFormat.JsonSchema(
                        schema.required("name").textValue(),
                        Bodies.map(schema.required("schema").toString()),
                        null,
                        schema.required("strict").booleanValue())));
        interaction.prove(Capability.JSON_SCHEMA);
    }

    @Test
    void a_request_with_a_picture_is_the_recorded_one() throws IOException {
        Interaction bytes = Interaction.of("chat-image-to-text.yaml");
        Interaction link = Interaction.of("chat-multimodal.yaml");
        String data = picture(bytes).substring("data:image/png;base64,".length());

        bytes.sends(ChatRequest.builder()
                .message(pictured(bytes, Media.of(Base64.getDecoder().decode(data), "image/png"))));
        bytes.prove(Capability.IMAGE_INPUT);
        link.sends(ChatRequest.builder()
                .message(pictured(link, Media.at(URI.create(picture(link)))))
                .maxTokens(100));
        link.prove(Capability.IMAGE_INPUT);
    }

    private static String picture(Interaction interaction) {
        return interaction.request().at("/messages/0/content/1/image_url/url").textValue();
    }

    private static Message pictured(Interaction interaction, Media picture) {
        String question = interaction.request().at("/messages/0/content/0/text").textValue();
        return Message.user(Part.text(question), new Part.Image(picture, null, null));
    }

    @Test
    void a_request_with_tools_is_the_recorded_one() throws IOException {
        for (String name : List.of("chat-tools.yaml", "chat-parallel-tools.yaml")) {
            Interaction interaction = Interaction.of(name);
            JsonNode request = interaction.request();
            JsonNode function = request.at("/tools/0/function");

            interaction.sends(ChatRequest.builder()
                    .user(request.at("/messages/0/content").textValue())
                    .tool(new ToolSpec(
                            function.required("name").textValue(),
                            function.required("description").textValue(),
                            Bodies.map(function.required("parameters").toString()),
                            null))
                    .toolChoice(ToolChoice.AUTO)
                    .parallelTools(request.has("parallel_tool_calls") ? true : null));
            interaction.prove(Capability.TOOLS);
        }
    }

    /** A recorded call. */
    private record Interaction(String name, String url, JsonNode request, int status, Headers headers, String body) {

        static Interaction of(String name) throws IOException {
            return read(Shared.folder("recordings/" + FOLDER).resolve(name));
        }

        static Interaction read(Path file) throws IOException {
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(20_000_000).build();
            Map<?, ?> cassette = (Map<?, ?>) new Load(settings).loadFromString(Files.readString(file));
            List<?> interactions = (List<?>) cassette.get("interactions");
            assertThat(interactions).as(file.toString()).hasSize(1);
            Map<?, ?> request = (Map<?, ?>) ((Map<?, ?>) interactions.get(0)).get("request");
            Map<?, ?> response = (Map<?, ?>) ((Map<?, ?>) interactions.get(0)).get("response");
            return new Interaction(
                    file.getFileName().toString(),
                    (String) request.get("url"),
                    Recorded.tree((String) request.get("body")),
                    (Integer) response.get("code"),
                    headers((Map<?, ?>) response.get("headers")),
                    (String) response.get("body"));
        }

        private static Headers headers(Map<?, ?> recorded) {
            List<HttpHeader> headers = new ArrayList<>();
            recorded.forEach((name, values) ->
                    ((List<?>) values).forEach(value -> headers.add(new HttpHeader((String) name, (String) value))));
            return Headers.of(headers);
        }

        boolean embedding() {
            return url.endsWith("/embeddings");
        }

        boolean ofOpenAi() {
            return url.startsWith("https://api.openai.com/");
        }

        Target target() {
            return Catalog.target("openai", request.required("model").textValue());
        }

        WireReply reply() {
            return new WireReply(status, headers, ByteChunks.utf8(body));
        }

        /** OpenAI takes the system's words from a developer as well (openai.md, Neutral mapping): that is what we send. */
        void sends(ChatRequest.Builder builder) {
            String recorded = request.toString().replace("\"role\":\"system\"", "\"role\":\"developer\"");
            assertThat(Bodies.chat(builder.build(), target())).as(name).isEqualTo(Bodies.map(recorded));
        }

        RecordedEvidence evidence() {
            return new RecordedEvidence("openai", name);
        }

        void prove(Capability capability) {
            evidence().note(capability);
        }
    }
}
