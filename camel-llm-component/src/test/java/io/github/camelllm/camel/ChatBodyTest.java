/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a body becomes. */
class ChatBodyTest extends Routes {

    @Test
    void system_prompt_and_body_make_up_the_conversation() {
        send("llm:mistral/mistral-small-latest?system=Be brief.&prompt=Translate:", "Haus");

        JsonNode messages = simulator.lastRequest().json().path("messages");
        assertThat(messages.get(0).path("role").asText()).isEqualTo("system");
        assertThat(messages.get(0).path("content").asText()).isEqualTo("Be brief.");
        assertThat(messages.get(1).path("role").asText()).isEqualTo("user");
        assertThat(messages.get(1).toString()).contains("Translate:").contains("Haus");
    }

    @Test
    void a_list_of_messages_is_the_conversation_and_a_prompt_the_next_turn() {
        send(
                "llm:mistral/mistral-small-latest",
                List.of(Message.user("one"), Message.assistant("two")),
                Map.of(LlmHeaders.SET_PROMPT, "three"));

        JsonNode messages = simulator.lastRequest().json().path("messages");
        assertThat(messages).extracting(m -> m.path("role").asText()).containsExactly("user", "assistant", "user");
        assertThat(messages).extracting(m -> m.path("content").asText()).containsExactly("one", "two", "three");
    }

    @Test
    void a_map_and_json_text_are_the_neutral_request() {
        Map<String, Object> map = Map.of(
                "messages", List.of(Map.of("role", "user", "parts", "hi")), "sampling", Map.of("temperature", 0));

        send("llm:mistral/mistral-small-latest?temperature=1", map);
        assertThat(simulator.lastRequest().json().path("temperature").asInt()).isZero();

        send(
                "llm:mistral/mistral-small-latest?inputFormat=json",
                "{\"messages\":[{\"role\":\"user\",\"parts\":\"hi\"}],\"model\":\"mistral-large-latest\"}");
        assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("mistral-large-latest");
    }

    @Test
    void a_chat_request_keeps_what_it_says_and_takes_the_rest_from_the_endpoint() {
        send(
                "llm:mistral/mistral-small-latest?temperature=1&maxTokens=7",
                ChatRequest.builder().user("hi").temperature(0.0).build());

        assertThat(simulator.lastRequest().json().path("temperature").asInt()).isZero();
        assertThat(simulator.lastRequest().json().path("max_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void bytes_of_a_picture_go_beside_the_prompt() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};

        send("llm:openai/gpt-4o?prompt=What is this?", png);

        JsonNode content =
                simulator.lastRequest().json().path("messages").get(0).path("content");
        assertThat(content.get(0).path("text").asText()).isEqualTo("What is this?");
        assertThat(content.get(1).path("image_url").path("url").asText()).startsWith("data:image/png;base64,");
    }

    @Test
    void a_stream_of_bytes_with_a_media_type_is_media_and_can_be_read_again() throws Exception {
        byte[] pdf = "not really a document \u00e9".getBytes(StandardCharsets.ISO_8859_1);
        provider("openai").enqueue(Reply.error(ErrorCase.SERVER_ERROR));

        Exchange exchange = send(
                "llm:openai/gpt-4o?prompt=Sum up",
                new ByteArrayInputStream(pdf),
                Map.of(LlmHeaders.SET_MEDIA_TYPE, "application/pdf", Exchange.FILE_NAME, "a.pdf"));

        JsonNode content =
                simulator.lastRequest().json().path("messages").get(0).path("content");
        assertThat(content.get(1).path("type").asText()).isEqualTo("file");
        assertThat(exchange.getException()).isNotNull();
        assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(pdf);
    }

    @Test
    void a_text_file_is_text(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ticket.txt"), "Gr\u00fc\u00dfe");

        send("llm:mistral/mistral-small-latest", file.toFile());

        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asText())
                .isEqualTo("Gr\u00fc\u00dfe");
    }

    @Test
    void attachments_are_parts(@TempDir Path folder) throws Exception {
        File picture = Files.write(folder.resolve("a.png"), new byte[] {1, 2}).toFile();

        send("llm:openai/gpt-4o", exchange -> {
            exchange.getMessage().setBody("What is this?");
            exchange.getMessage(AttachmentMessage.class)
                    .addAttachment("a.png", new DataHandler(new FileDataSource(picture)));
        });

        assertThat(simulator.lastRequest().json().path("messages").get(0).path("content"))
                .extracting(part -> part.path("type").asText())
                .containsExactly("text", "image_url");
    }
}
