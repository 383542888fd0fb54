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
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Part;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

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
                        .runtime(context.getComponent("llm", LlmComponent.class))
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
    void an_empty_answer_where_json_was_asked_for_is_an_error_that_is_worth_a_retry() {
        provider("deepseek").enqueue(Reply.text(""));

        Exchange exchange = send("llm:deepseek/deepseek-flash?outputType=" + Place.class.getName(), "Where? JSON");

        assertThat(failure(exchange).kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(failure(exchange).kind().worthRetrying()).isTrue();
        assertThat(exchange.getMessage().getBody()).isEqualTo("Where? JSON");
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
