/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every simulated provider. */
class ProvidersTest {

    private static final String CHAT = "/chat/completions";
    private static final Map<ErrorCase, Integer> USUAL = Map.of(
            ErrorCase.BAD_KEY, 401,
            ErrorCase.NO_PERMISSION, 403,
            ErrorCase.UNKNOWN_MODEL, 404,
            ErrorCase.CONTEXT_TOO_LONG, 400,
            ErrorCase.CONTENT_BLOCKED, 403,
            ErrorCase.RATE_LIMITED, 429,
            ErrorCase.QUOTA_EXHAUSTED, 402,
            ErrorCase.OVERLOADED, 503,
            ErrorCase.SERVER_ERROR, 500,
            ErrorCase.MALFORMED_REQUEST, 400);

    /** Where a provider says it with another status than most. */
    private static final Map<String, Map<ErrorCase, Integer>> UNUSUAL = Map.ofEntries(
            entry("openai", Map.of(ErrorCase.CONTENT_BLOCKED, 400, ErrorCase.QUOTA_EXHAUSTED, 429)),
            entry("mistral", Map.of(ErrorCase.OVERLOADED, 429, ErrorCase.MALFORMED_REQUEST, 422)),
            entry("groq", Map.of(ErrorCase.OVERLOADED, 498)),
            entry("openrouter", Map.of(ErrorCase.SERVER_ERROR, 502)),
            entry("perplexity", Map.of(ErrorCase.UNKNOWN_MODEL, 400)),
            entry(
                    "deepseek",
                    Map.of(
                            ErrorCase.UNKNOWN_MODEL,
                            400,
                            ErrorCase.CONTENT_BLOCKED,
                            400,
                            ErrorCase.MALFORMED_REQUEST,
                            422)),
            entry("simulator", Map.of(ErrorCase.CONTENT_BLOCKED, 400, ErrorCase.QUOTA_EXHAUSTED, 429)),
            entry("xai", Map.of(ErrorCase.BAD_KEY, 400, ErrorCase.QUOTA_EXHAUSTED, 429, ErrorCase.OVERLOADED, 200)),
            entry("together-ai", Map.of(ErrorCase.CONTEXT_TOO_LONG, 403)),
            entry("deepinfra", Map.of(ErrorCase.OVERLOADED, 423, ErrorCase.MALFORMED_REQUEST, 422)),
            entry("huggingface", Map.of(ErrorCase.UNKNOWN_MODEL, 400, ErrorCase.CONTEXT_TOO_LONG, 422)));

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    static Stream<String> ids() {
        return Stream.of(
                "openai",
                "mistral",
                "groq",
                "openrouter",
                "perplexity",
                "deepseek",
                "openai-compatible",
                "llama-cpp",
                "lm-studio",
                "gpustack",
                "simulator",
                "xai",
                "together-ai",
                "deepinfra",
                "fireworks",
                "huggingface");
    }

    private static int status(String id, ErrorCase error) {
        return UNUSUAL.getOrDefault(id, Map.of()).getOrDefault(error, USUAL.get(error));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_text_comes_whole(String id) {
        SimulatedProvider provider =
                simulator.provider(id).enqueue(Reply.text("It is it.").usage(7, 3));

        JsonNode body = Calls.json(Calls.post(provider, CHAT, Calls.chat("some-model", false)));

        assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("It is it.");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(7);
        assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(body.path("model").asText()).isEqualTo("some-model");
        assertThat(provider.requests().get(0).json().path("model").asText()).isEqualTo("some-model");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_text_comes_in_pieces(String id) {
        SimulatedProvider provider = simulator
                .provider(id)
                .enqueue(Reply.text("It is  it,\n über all.").usage(7, 3));

        List<JsonNode> events = Calls.events(
                Calls.post(provider, CHAT, Calls.chat("some-model", true)).body());

        assertThat(Calls.text(events)).isEqualTo("It is  it,\n über all.");
        assertThat(events).hasSizeGreaterThan(5);
        assertThat(events)
                .anyMatch(event -> event.at("/choices/0/finish_reason").asText().equals("stop"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_tool_call_comes_whole_and_in_pieces(String id) {
        if (id.equals("perplexity")) {
            return;
        }
        Reply reply = Reply.toolCall("weather", "{\"city\":\"Oslo\",\"unit\":\"celsius\"}")
                .andToolCall("time", "{}");
        SimulatedProvider provider = simulator.provider(id).enqueue(reply, reply);

        JsonNode whole = Calls.json(Calls.post(provider, CHAT, Calls.chat("some-model", false)));
        List<JsonNode> events = Calls.events(
                Calls.post(provider, CHAT, Calls.chat("some-model", true)).body());

        JsonNode calls = whole.at("/choices/0/message/tool_calls");
        assertThat(calls).hasSize(2);
        assertThat(calls.at("/0/function/arguments").asText()).isEqualTo("{\"city\":\"Oslo\",\"unit\":\"celsius\"}");
        assertThat(calls.at("/0/id").asText())
                .isNotEqualTo(calls.at("/1/id").asText())
                .isNotEmpty();
        assertThat(whole.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        StringBuilder arguments = new StringBuilder();
        events.forEach(event -> event.at("/choices/0/delta/tool_calls").forEach(call -> {
            if (call.path("index").asInt() == 0) {
                arguments.append(call.at("/function/arguments").asText());
            }
        }));
        assertThat(arguments).hasToString("{\"city\":\"Oslo\",\"unit\":\"celsius\"}");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void each_documented_error_has_a_fitting_status_and_a_body(String id) {
        SimulatedProvider provider = simulator.provider(id);
        assertThat(provider.errors()).contains(ErrorCase.SERVER_ERROR, ErrorCase.OVERLOADED, ErrorCase.UNKNOWN_MODEL);
        for (ErrorCase error : provider.errors()) {
            provider.enqueue(Reply.error(error));

            HttpResponse<String> response = Calls.post(provider, CHAT, Calls.chat("some-model", false));

            assertThat(response.statusCode()).as("%s of %s", error, id).isEqualTo(status(id, error));
            assertThat(Calls.json(response).isObject()).isTrue();
        }
        assertThat(simulator.problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void an_error_in_a_stream_ends_it(String id) {
        SimulatedProvider provider = simulator
                .provider(id)
                .enqueue(Reply.text("one two three").failingAfterChunks(1, ErrorCase.SERVER_ERROR));

        HttpResponse<String> response = Calls.post(provider, CHAT, Calls.chat("some-model", true));

        assertThat(response.statusCode()).isEqualTo(200);
        List<JsonNode> events = Calls.events(response.body());
        assertThat(Calls.text(events)).isEqualTo("one");
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.has("error") || last.path("object").asText().equals("error"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_key_that_is_not_accepted_is_refused_and_takes_no_reply(String id) {
        SimulatedProvider provider =
                simulator.provider(id).acceptKeys("the-right-key").enqueue(Reply.text("kept"));

        HttpResponse<String> wrong = Calls.post(provider, CHAT, Calls.chat("some-model", false));
        HttpResponse<String> right =
                Calls.send(provider, CHAT, Calls.chat("some-model", false), "Bearer the-right-key");

        assertThat(wrong.statusCode()).isEqualTo(status(id, ErrorCase.BAD_KEY));
        assertThat(wrong.body()).doesNotContain("test-key-of-some-length");
        assertThat(provider.requests().get(0).refusal()).isNotEmpty();
        assertThat(right.body()).contains("kept");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_missing_key_is_refused_where_one_is_wanted(String id) {
        boolean open = Set.of("openai-compatible", "llama-cpp", "lm-studio", "gpustack", "simulator")
                .contains(id);

        int status = Calls.send(simulator.provider(id), CHAT, Calls.chat("some-model", false), "")
                .statusCode();

        assertThat(status).isEqualTo(open ? 200 : 401);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void a_model_that_is_not_served_is_unknown(String id) {
        SimulatedProvider provider = simulator.provider(id).serveModels("served");

        assertThat(Calls.post(provider, CHAT, Calls.chat("other", false)).statusCode())
                .isEqualTo(status(id, ErrorCase.UNKNOWN_MODEL));
        assertThat(Calls.post(provider, CHAT, Calls.chat("served", false)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void an_unscripted_call_gets_the_same_answer_each_time(String id) {
        SimulatedProvider provider = simulator.provider(id);

        String first = Calls.json(Calls.post(provider, CHAT, Calls.chat("some-model", false)))
                .at("/choices/0/message/content")
                .asText();
        String second = Calls.json(Calls.post(provider, CHAT, Calls.chat("some-model", false)))
                .at("/choices/0/message/content")
                .asText();

        assertThat(first).isEqualTo("Simulated answer to: What is it?").isEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void what_is_no_json_is_refused(String id) {
        HttpResponse<String> response = Calls.post(simulator.provider(id), CHAT, "{\"model\":");

        assertThat(response.statusCode()).isIn(400, 422);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void an_unknown_path_is_not_found(String id) {
        assertThat(Calls.post(simulator.provider(id), "/chat/unknown", "{}").statusCode())
                .isEqualTo(404);
    }
}
