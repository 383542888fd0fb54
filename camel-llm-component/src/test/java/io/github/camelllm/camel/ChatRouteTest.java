/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Part;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatRouteTest extends Routes {

    @Test
    void a_text_goes_out_as_a_user_message_and_the_answer_comes_back_as_text() {
        provider("mistral").enqueue(Reply.text("Paris.").usage(12, 3));

        Exchange exchange = send("llm:mistral/mistral-small-latest", "The capital of France?");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("Paris.");
        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asText())
                .isEqualTo("The capital of France?");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("CamelLlmProvider", "mistral")
                .containsEntry("CamelLlmRequestModel", "mistral-small-latest")
                .containsEntry("CamelLlmOperation", "chat")
                .containsEntry("CamelLlmFinishReason", "STOP")
                .containsEntry("CamelLlmInputTokens", 12L)
                .containsEntry("CamelLlmOutputTokens", 3L)
                .containsEntry("CamelLlmTotalTokens", 15L)
                .containsEntry("CamelLlmAttempts", 1)
                .containsEntry("CamelLlmCostBasis", "PRICED")
                .containsEntry("CamelLlmCostCurrency", "USD")
                .containsKeys("CamelLlmResponseId", "CamelLlmModel", "CamelLlmFinishReasonRaw");
        assertThat(exchange.getMessage().getHeader("CamelLlmCost", BigDecimal.class))
                .isPositive();
        assertThat(exchange.getMessage().getHeader("CamelLlmLatency", Duration.class))
                .isPositive();
        assertThat(attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.succeeded()).isTrue();
            assertThat(attempt.context()).containsEntry("exchangeId", exchange.getExchangeId());
        });
    }

    @Test
    void a_header_wins_over_the_endpoint_and_the_endpoint_over_the_component() throws Exception {
        context().getComponent("llm", LlmComponent.class).getConfiguration().setTemperature(0.9);
        context().getComponent("llm", LlmComponent.class).getConfiguration().setMaxTokens(100);
        context().getComponent("llm", LlmComponent.class).getConfiguration().setTopP(0.5);

        send(
                "llm:mistral/mistral-small-latest?temperature=0.5&maxTokens=50",
                "x",
                Map.of(LlmHeaders.SET_TEMPERATURE, "0", LlmHeaders.SET_MODEL, "mistral-large-latest"));

        JsonNode sent = simulator.lastRequest().json();
        assertThat(sent.path("temperature").decimalValue()).isEqualByComparingTo("0");
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(50);
        assertThat(sent.path("top_p").asDouble()).isEqualTo(0.5);
        assertThat(sent.path("model").asText()).isEqualTo("mistral-large-latest");
    }

    @Test
    void output_headers_of_an_earlier_call_neither_steer_nor_survive() {
        Exchange exchange = send("llm:mistral/mistral-small-latest", e -> {
            e.getMessage().setBody("x");
            e.getMessage().setHeader(LlmHeaders.MODEL, "open-mistral-7b");
            e.getMessage().setHeader(LlmHeaders.TOOL_CALLS, List.of("old"));
            e.getMessage().setHeader(LlmHeaders.REASONING_TOKENS, 99L);
            e.getMessage().setHeader(LlmHeaders.ERROR_KIND, "RATE_LIMITED");
        });

        assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("mistral-small-latest");
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(LlmHeaders.TOOL_CALLS, LlmHeaders.REASONING_TOKENS, LlmHeaders.ERROR_KIND);
    }

    @Test
    void input_and_output_headers_share_no_name() throws Exception {
        List<String> names = new ArrayList<>();
        for (Field constant : LlmHeaders.class.getFields()) {
            names.add((String) constant.get(null));
        }

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.startsWith("CamelLlm"));
        assertThat(names).filteredOn(name -> name.startsWith("CamelLlmSet")).hasSizeGreaterThan(30);
    }

    @Test
    void without_a_model_in_the_uri_header_component_and_profile_are_asked_in_this_order() {
        LlmComponent component = context().getComponent("llm", LlmComponent.class);

        send("llm:mistral", "x");
        assertThat(simulator.lastRequest().json().path("model").asText())
                .isEqualTo(LlmContextService.of(context())
                        .runtime(null)
                        .load(
                                "mistral",
                                null,
                                context()
                                        .getEndpoint("llm:mistral", LlmEndpoint.class)
                                        .link()
                                        .options())
                        .target()
                        .orElseThrow()
                        .model()
                        .id());

        component.setDefaultModel("mistral-large-latest");
        send("llm:mistral?temperature=0", "x");
        assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("mistral-large-latest");

        component.getProviders().get("mistral").setDefaultModel("codestral-latest");
        send("llm:mistral?temperature=1", "x");
        assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("codestral-latest");

        send("llm:mistral?temperature=1", "x", Map.of(LlmHeaders.SET_MODEL, "ministral-8b-latest"));
        assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("ministral-8b-latest");
    }

    @Test
    void a_call_that_finds_no_model_fails_before_anything_is_sent() {
        context()
                .getComponent("llm", LlmComponent.class)
                .getProviders()
                .computeIfAbsent("openai-compatible", id -> new ProviderSettings())
                .setBaseUrl(provider("openai").baseUrl());

        Exchange exchange = send("llm:openai-compatible", "x");

        assertThat(failure(exchange).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
        assertThat(failure(exchange)).hasMessageContaining("CamelLlmSetModel");
        assertThat(simulator.requests()).isEmpty();
    }

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

    @Test
    void the_whole_response_is_the_body_with_response_type_response() {
        Exchange exchange = send("llm:mistral/mistral-small-latest?responseType=response&rawResponse=true", "x");

        ChatResponse response = exchange.getMessage().getBody(ChatResponse.class);
        assertThat(response.raw()).contains("choices");
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(response.text());
    }

    @Test
    void a_schema_gives_a_map_and_a_class_gives_an_object() {
        String schema = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";
        provider("openai").respond(request -> Reply.text("{\"city\":\"Paris\"}"));

        Exchange map = send("llm:openai/gpt-4o?jsonSchema=RAW(" + schema + ")", "Where?");
        assertThat(map.getMessage().getBody()).isEqualTo(Map.of("city", "Paris"));
        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("response_format")
                        .path("json_schema")
                        .path("schema")
                        .path("type")
                        .asText())
                .isEqualTo("object");

        Exchange object = send("llm:openai/gpt-4o?outputType=" + Place.class.getName(), "Where? JSON");
        assertThat(object.getMessage().getBody()).isEqualTo(new Place("Paris"));
        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("response_format")
                        .path("type")
                        .asText())
                .isEqualTo("json_object");
    }

    @Test
    void an_answer_that_is_no_json_where_json_was_asked_for_is_an_error_with_its_usage() {
        provider("openai").enqueue(Reply.text("Sorry, no.").usage(5, 4));

        Exchange exchange = send("llm:openai/gpt-4o?outputType=" + Place.class.getName(), "Where? JSON");

        assertThat(failure(exchange).kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(exchange.getMessage().getBody()).isEqualTo("Where? JSON");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(LlmHeaders.OUTPUT_TOKENS, 4L)
                .containsEntry(LlmHeaders.ERROR_KIND, "RESPONSE_INVALID");
    }

    @Test
    void tool_calls_come_in_a_header() {
        provider("openai").enqueue(Reply.toolCall("weather", "{\"city\":\"Rome\"}"));

        Exchange exchange = send(
                "llm:openai/gpt-4o?toolChoice=weather",
                "Weather in Rome?",
                Map.of(
                        LlmHeaders.SET_TOOLS,
                        "[{\"name\":\"weather\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}]"));

        List<?> calls = exchange.getMessage().getHeader(LlmHeaders.TOOL_CALLS, List.class);
        assertThat(calls).singleElement().isInstanceOfSatisfying(Part.ToolCall.class, call -> {
            assertThat(call.name()).isEqualTo("weather");
            assertThat(call.arguments()).contains("Rome");
        });
        assertThat(exchange.getMessage().getHeader(LlmHeaders.FINISH_REASON)).isEqualTo("TOOL_CALLS");
        assertThat(simulator
                        .lastRequest()
                        .json()
                        .path("tools")
                        .get(0)
                        .path("function")
                        .path("name")
                        .asText())
                .isEqualTo("weather");
    }

    @Test
    void embeddings_are_a_list_of_vectors() {
        provider("mistral").enqueue(Reply.vectors(new float[] {1, 2}, new float[] {3, 4}));

        Exchange exchange = send("llm:mistral/mistral-embed?operation=embed", List.of("a", "b"));

        assertThat(exchange.getException()).isNull();
        List<?> vectors = exchange.getMessage().getBody(List.class);
        assertThat((float[]) vectors.get(1)).containsExactly(3, 4);
        assertThat(exchange.getMessage().getHeader(LlmHeaders.OPERATION)).isEqualTo("embed");
        assertThat(simulator.lastRequest().json().path("input")).hasSize(2);
    }

    @Test
    void provider_options_are_typed_and_nested() {
        provider("openai").lenient();

        send(
                "llm:openai/gpt-4o?providerOptions.store=true&providerOptions.web.depth=3&providerOptions.note=\"1\""
                        + "&metadata.team=support",
                "x",
                Map.of(LlmHeaders.SET_PROVIDER_OPTIONS, Map.of("extra", List.of(1, 2))));

        JsonNode sent = simulator.lastRequest().json();
        assertThat(sent.path("store").isBoolean()).isTrue();
        assertThat(sent.path("web").path("depth").asInt()).isEqualTo(3);
        assertThat(sent.path("note").isTextual()).isTrue();
        assertThat(sent.path("extra")).hasSize(2);
        assertThat(sent.path("metadata").path("team").asText()).isEqualTo("support");
    }

    @Test
    void additional_http_headers_are_sent() {
        send("llm:openrouter/mistralai/mistral-small?header.X-Title=my app", "x");

        assertThat(simulator.lastRequest().header("X-Title")).isEqualTo("my app");
        assertThat(simulator.lastRequest().json().path("model").asText()).isEqualTo("mistralai/mistral-small");
    }

    @Test
    void what_a_provider_cannot_take_is_a_notice_or_with_strict_an_error() {
        Exchange lenient = send("llm:mistral/mistral-small-latest?topK=3", "x");

        assertThat(lenient.getException()).isNull();
        List<?> notices = lenient.getMessage().getHeader(LlmHeaders.NOTICES, List.class);
        assertThat(notices)
                .singleElement()
                .isInstanceOfSatisfying(
                        Notice.class, notice -> assertThat(notice.setting()).isEqualTo("topK"));

        Exchange strict = send("llm:mistral/mistral-small-latest?topK=3&strict=true", "x");

        assertThat(failure(strict).kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(simulator.requests()).hasSize(1);
    }

    @Test
    void what_is_left_of_the_rate_limits_comes_in_headers_of_answers_and_errors() {
        provider("openai").enqueue(Reply.text("fine"), Reply.chunks("fi", "ne"), Reply.error(ErrorCase.RATE_LIMITED));

        Exchange whole = send("llm:openai/gpt-4o", "x");
        Exchange streamed = send("llm:openai/gpt-4o?stream=true", "x");
        Exchange refused = send("llm:openai/gpt-4o", "x");

        assertThat(whole.getMessage().getHeaders())
                .containsEntry(LlmHeaders.RATE_LIMIT_REMAINING_REQUESTS, 499L)
                .containsEntry(LlmHeaders.RATE_LIMIT_REMAINING_TOKENS, 199984L);
        assertThat(streamed.getMessage().getHeaders()).containsEntry(LlmHeaders.RATE_LIMIT_REMAINING_REQUESTS, 498L);
        assertThat(refused.getMessage().getHeaders()).containsEntry(LlmHeaders.RATE_LIMIT_REMAINING_REQUESTS, 0L);
    }

    record Place(String city) {}
}
