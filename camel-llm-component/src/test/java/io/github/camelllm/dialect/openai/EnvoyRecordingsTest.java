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
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Traffic of OpenAI and Azure recorded with its framing by Envoy AI Gateway, compared with what it states itself; some of
 * its requests are built again. Streams are framed and end as openai.md, Streaming says.
 */
class EnvoyRecordingsTest {

    @Test
    void every_chat_and_embedding_says_after_decoding_what_it_says_itself() throws IOException {
        Map<String, Path> files = RecordingFiles.toDecode(Cassette.FOLDER);
        for (Path file : files.values()) {
            Cassette cassette = Cassette.read(file);
            if (cassette.embedding()) {
                embedding(cassette);
            } else {
                chat(cassette);
            }
        }
        RecordingFiles.print(Cassette.FOLDER, files.size());
        assertThat(files).isNotEmpty();
    }

    private static void chat(Cassette cassette) {
        WireReply reply = cassette.reply();
        RecordedAnswers answers = new RecordedAnswers(cassette.target());
        if (reply.status() >= 400) {
            answers.error(cassette.name(), reply, "chat");
            prove(cassette, Capability.ERRORS);
        } else if (cassette.streamed()) {
            stream(cassette);
        } else {
            Told told = answers.chat(cassette.name(), reply, false);
            if (cassette.ofOpenAi()) {
                RecordedEvidence.of(told, false).forEach(capability -> prove(cassette, capability));
            }
        }
    }

    private static void stream(Cassette cassette) {
        List<String> payloads = cassette.payloads();
        assertThat(Framing.PLAIN.stream(payloads)).as(cassette.name()).isEqualTo(cassette.body());
        Told told = new Cuts(cassette.name(), cassette.target(), Framing.PLAIN, payloads, false).check();
        RecordedEvidence.of(told, true).forEach(capability -> prove(cassette, capability));
    }

    private static void embedding(Cassette cassette) {
        WireReply reply = cassette.reply();
        RecordedAnswers answers = new RecordedAnswers(cassette.target());
        if (reply.status() >= 400) {
            answers.error(cassette.name(), reply, "embed");
            prove(cassette, Capability.ERRORS);
        } else {
            answers.embedding(cassette.name(), reply);
            prove(cassette, Capability.EMBEDDINGS);
        }
    }

    @Test
    void a_request_for_json_is_the_recorded_one() throws IOException {
        Cassette cassette = Cassette.of("chat-json-mode.yaml");
        String prompt = cassette.request().at("/messages/0/content").textValue();

        cassette.sends(ChatRequest.builder().user(prompt).output(new OutputFormat.JsonObject()));
        prove(cassette, Capability.JSON_OBJECT);
    }

    @Test
    void a_request_for_json_that_obeys_a_schema_is_the_recorded_one() throws IOException {
        Cassette cassette = Cassette.of("chat-openai-agents-python.yaml");
        JsonNode schema = cassette.request().at("/response_format/json_schema");

        cassette.sends(ChatRequest.builder()
                .system(cassette.request().at("/messages/0/content").textValue())
                .user(cassette.request().at("/messages/1/content").textValue())
                .output(new OutputFormat.JsonSchema(
                        schema.required("name").textValue(),
                        Bodies.map(schema.required("schema").toString()),
                        null,
                        schema.required("strict").booleanValue())));
        prove(cassette, Capability.JSON_SCHEMA);
    }

    @Test
    void a_request_with_a_picture_is_the_recorded_one() throws IOException {
        Cassette bytes = Cassette.of("chat-image-to-text.yaml");
        Cassette link = Cassette.of("chat-multimodal.yaml");
        String data = picture(bytes).substring("data:image/png;base64,".length());

        bytes.sends(ChatRequest.builder()
                .message(pictured(bytes, Media.of(Base64.getDecoder().decode(data), "image/png"))));
        prove(bytes, Capability.IMAGE_INPUT);
        link.sends(ChatRequest.builder()
                .message(pictured(link, Media.at(URI.create(picture(link)))))
                .maxTokens(100));
        prove(link, Capability.IMAGE_INPUT);
    }

    private static String picture(Cassette cassette) {
        return cassette.request().at("/messages/0/content/1/image_url/url").textValue();
    }

    private static Message pictured(Cassette cassette, Media picture) {
        String question = cassette.request().at("/messages/0/content/0/text").textValue();
        return Message.user(Part.text(question), new Part.Image(picture, null, null));
    }

    @Test
    void a_request_with_tools_is_the_recorded_one() throws IOException {
        for (String name : List.of("chat-tools.yaml", "chat-parallel-tools.yaml")) {
            Cassette cassette = Cassette.of(name);
            JsonNode request = cassette.request();
            JsonNode function = request.at("/tools/0/function");

            cassette.sends(ChatRequest.builder()
                    .user(request.at("/messages/0/content").textValue())
                    .tool(new ToolSpec(
                            function.required("name").textValue(),
                            function.required("description").textValue(),
                            Bodies.map(function.required("parameters").toString()),
                            null))
                    .toolChoice(ToolChoice.AUTO)
                    .parallelTools(request.has("parallel_tool_calls") ? true : null));
            prove(cassette, Capability.TOOLS);
        }
    }

    private static void prove(Cassette cassette, Capability capability) {
        Evidence.recorded("openai", capability, cassette.name());
    }
}
