/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Messages API as seen by a caller. (Anthropic's API reference, November 2026, and recorded traffic) */
class AnthropicTest {

    private static final String PATH = "/v1/messages";
    private static final Map<String, String> LOGIN = Map.of("x-api-key", "test-key", "anthropic-version", "2023-06-01");

    private final ProviderSimulator simulator = ProviderSimulator.start();
    private final SimulatedProvider anthropic = simulator.provider("anthropic");

    @AfterEach
    void close() {
        simulator.close();
    }

    private static String chat(String model, String... more) {
        return "{\"model\":\"" + model
                + "\",\"max_tokens\":2000,\"messages\":[{\"role\":\"user\",\"content\":\"What is it?\"}]"
                + String.join("", more) + "}";
    }

    private HttpResponse<String> post(String path, String json, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(anthropic.baseUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String json) throws IOException, InterruptedException {
        return post(PATH, json, LOGIN);
    }

    @Test
    void an_answer_is_a_list_of_blocks() throws IOException, InterruptedException {
        anthropic.enqueue(Reply.toolCall("lookup", "{\"word\":\"cat\"}")
                .reasoning("Look it up.")
                .usage(Tokens.of(100, 9).withCached(60).withCacheWrite(10).withReasoning(4)));

        HttpResponse<String> response = post(chat("some-model"));

        JsonNode message = Calls.json(response);
        assertThat(message.at("/content/0/thinking").asText()).isEqualTo("Look it up.");
        assertThat(message.at("/content/0/signature").asText()).isNotEmpty();
        assertThat(message.at("/content/1/input/word").asText()).isEqualTo("cat");
        assertThat(message.path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(message.at("/usage/input_tokens").asInt()).isEqualTo(30);
        assertThat(message.at("/usage/cache_read_input_tokens").asInt()).isEqualTo(60);
        assertThat(message.at("/usage/cache_creation/ephemeral_5m_input_tokens").asInt())
                .isEqualTo(10);
        assertThat(message.at("/usage/output_tokens").asInt()).isEqualTo(9);
        assertThat(response.headers().firstValue("request-id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
    }

    @Test
    void a_stream_has_named_events_and_no_end_mark() throws IOException, InterruptedException {
        anthropic.enqueue(Reply.text("It is it.").reasoning("Hm.").andToolCall("today", "{}"));

        String body = post(chat("some-model", ",\"stream\":true")).body();

        List<JsonNode> events = Calls.events(body);
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("message_start", "ping", "content_block_start")
                .endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(body.lines().filter(line -> line.startsWith("event: ")))
                .containsExactlyElementsOf(events.stream()
                        .map(event -> "event: " + event.path("type").asText())
                        .toList());
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/delta/text").asText("")));
        assertThat(text).hasToString("It is it.");
        assertThat(events.get(events.size() - 2).at("/delta/stop_reason").asText())
                .isEqualTo("tool_use");
        assertThat(body).doesNotContain("[DONE]");
    }

    @Test
    void one_login_and_a_version_are_demanded() throws IOException, InterruptedException {
        String json = chat("some-model");
        String version = "anthropic-version";
        Map<String, String> both = Map.of("x-api-key", "a", "Authorization", "Bearer b", version, "2023-06-01");

        assertThat(post(PATH, json, Map.of("Authorization", "Bearer b", version, "2023-06-01"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(PATH, json, both).statusCode()).isEqualTo(401);
        assertThat(post(PATH, json, Map.of(version, "2023-06-01")).statusCode()).isEqualTo(401);
        assertThat(post(PATH, json, Map.of("x-api-key", "a")).statusCode()).isEqualTo(400);
        assertThat(post(PATH, json, Map.of("x-api-key", "a", version, "2020-01-01"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/complete", json, LOGIN).statusCode()).isEqualTo(404);
        anthropic.acceptKeys("another");
        assertThat(post(json).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            m | ,"frequency_penalty":0 | frequency_penalty: Extra inputs are not permitted
            m | ,"temperature":1.5 | temperature
            m | ,"temperature":1,"top_p":1 | cannot both be specified
            claude-sonnet-5 | ,"temperature":1 | deprecated for this model
            claude-sonnet-5 | ,"thinking":{"type":"enabled","budget_tokens":1024} | not supported
            m | ,"thinking":{"type":"enabled","budget_tokens":1023} | greater than or equal to 1024
            m | ,"thinking":{"type":"enabled","budget_tokens":2000} | must be greater than
            claude-opus-5-5 | ,"thinking":{"type":"disabled"} | not supported on this model
            m | ,"output_config":{"effort":"minimal"} | output_config.effort
            claude-opus-4-6 | ,"output_config":{"effort":"xhigh"} | does not support effort level 'xhigh'
            m | ,"tools":[{"name":"a b","input_schema":{}}] | tools
            m | ,"tool_choice":{"type":"any"} | only be specified while providing tools
            m | ,"tools":[{"name":"a","input_schema":{}}],"tool_choice":{"type":"required"} | tool_choice.type
            claude-sonnet-5-5 | ,"tools":[{"name":"a","input_schema":{}}],"tool_choice":{"type":"any"} | not supported
            m | ,"tools":[{"name":"a","input_schema":{}}],"tool_choice":{"type":"any"},"thinking":{"type":"adaptive"} | forces tool use
            m | ,"system":[{"cache_control":{}},{"cache_control":{}},{"cache_control":{}},{"cache_control":{}},{"cache_control":{}}] | Found 5
            """)
    void a_request_is_refused(String model, String more, String words) throws IOException, InterruptedException {
        HttpResponse<String> response = post(chat(model, more));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Calls.json(response).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(Calls.json(response).at("/error/message").asText()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"role":"assistant","content":"x"}] | must use the "user" role
            [{"role":"user","content":""}] | non-empty
            [{"role":"user","content":[{"type":"text","text":" "}]}] | non-empty
            [{"role":"user","content":"x"},{"role":"system","content":"x"}] | Unexpected role
            [{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"a","input":{}}]},{"role":"user","content":"x"}] | without `tool_result`
            [{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x"}]}] | unexpected `tool_use_id`
            [{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"a","input":{}}]},{"role":"user","content":[{"type":"text","text":"x"},{"type":"tool_result","tool_use_id":"t1","content":"x"}]}] | must come before
            [{"role":"user","content":"x"},{"role":"assistant","content":"y"}] | prefill
            """)
    void a_conversation_is_refused(String messages, String words) throws IOException, InterruptedException {
        HttpResponse<String> response =
                post("{\"model\":\"claude-sonnet-5\",\"max_tokens\":9,\"messages\":" + messages + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Calls.json(response).at("/error/message").asText()).contains(words);
    }

    @Test
    void the_new_version_knows_no_sampling() throws IOException, InterruptedException {
        Map<String, String> newer = Map.of("x-api-key", "a", "anthropic-version", "2026-10-21");

        assertThat(post(PATH, chat("m", ",\"temperature\":1"), newer).statusCode())
                .isEqualTo(400);
        assertThat(post(chat("m", ",\"temperature\":1")).statusCode()).isEqualTo(200);
    }

    @Test
    void each_documented_error_has_its_status_and_names_its_type() throws IOException, InterruptedException {
        Map<ErrorCase, Integer> statuses = Map.of(
                ErrorCase.BAD_KEY, 401,
                ErrorCase.NO_PERMISSION, 403,
                ErrorCase.UNKNOWN_MODEL, 404,
                ErrorCase.CONTEXT_TOO_LONG, 400,
                ErrorCase.CONTENT_BLOCKED, 400,
                ErrorCase.RATE_LIMITED, 429,
                ErrorCase.QUOTA_EXHAUSTED, 400,
                ErrorCase.OVERLOADED, 529,
                ErrorCase.SERVER_ERROR, 500,
                ErrorCase.MALFORMED_REQUEST, 400);
        assertThat(anthropic.errors()).containsExactlyInAnyOrderElementsOf(statuses.keySet());
        for (ErrorCase error : anthropic.errors()) {
            anthropic.enqueue(Reply.error(error));

            HttpResponse<String> response = post(chat("some-model"));

            assertThat(response.statusCode()).as(error.name()).isEqualTo(statuses.get(error));
            assertThat(Calls.json(response).at("/error/type").asText()).endsWith("_error");
            assertThat(Calls.json(response).path("request_id").asText()).startsWith("req_");
        }
    }

    @Test
    void without_a_script_the_form_that_was_asked_for_is_kept() throws IOException, InterruptedException {
        String schema = "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}";

        JsonNode format = Calls.json(post(
                chat("m", ",\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":" + schema + "}}")));
        JsonNode tool = Calls.json(post(chat(
                "m",
                ",\"tools\":[{\"name\":\"a\",\"input_schema\":" + schema
                        + "}],\"tool_choice\":{\"type\":\"tool\",\"name\":\"a\"}")));

        assertThat(format.at("/content/0/text").asText()).isEqualTo("{\"n\":1}");
        assertThat(tool.at("/content/0/input/n").asInt()).isEqualTo(1);
        assertThat(Calls.json(post(chat("m"))).at("/content/0/text").asText())
                .isEqualTo("Simulated answer to: What is it?");
    }

    @Test
    void a_model_that_is_not_served_is_unknown() throws IOException, InterruptedException {
        anthropic.serveModels("served");

        HttpResponse<String> other = post(chat("other"));

        assertThat(other.statusCode()).isEqualTo(404);
        assertThat(Calls.json(other).at("/error/message").asText()).isEqualTo("model: other");
        assertThat(post(chat("served")).statusCode()).isEqualTo(200);
    }
}
