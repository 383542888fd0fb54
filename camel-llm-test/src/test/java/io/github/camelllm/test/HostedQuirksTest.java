/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special about one of the hosts of open models, and about xAI. */
class HostedQuirksTest {

    private static final String CHAT = "/chat/completions";
    private static final String USAGE = ",\"stream_options\":{\"include_usage\":true}";

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private List<JsonNode> stream(String provider, Reply reply, String... more) {
        return Calls.events(
                Calls.post(simulator.provider(provider).enqueue(reply), CHAT, Calls.chat("some-model", true, more))
                        .body());
    }

    private JsonNode whole(String provider, Reply reply, String... more) {
        return Calls.json(
                Calls.post(simulator.provider(provider).enqueue(reply), CHAT, Calls.chat("some-model", false, more)));
    }

    private HttpResponse<String> ask(String provider, String model, String... more) {
        return Calls.post(simulator.provider(provider), CHAT, Calls.chat(model, false, more));
    }

    private static JsonNode last(List<JsonNode> events) {
        return events.get(events.size() - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xai|grok-4.20-0309-reasoning|,\"reasoning_effort\":\"low\"|400|does not support parameter",
                "xai|grok-4.3|,\"reasoning_effort\":\"minimal\"|400|Invalid reasoning effort",
                "xai|grok-4.3|,\"stop\":[\"END\"]|400|stop",
                "xai|grok-4.20-0309-reasoning|,\"presence_penalty\":0.5|400|presence_penalty",
                "xai|grok-4.3|,\"search_parameters\":{}|400|Live search is deprecated",
                "xai|grok-4.3|,\"temperature\":3|400|temperature",
                "xai|grok-4.3|,\"logprobs\":true,\"top_logprobs\":9|400|top_logprobs",
                "together-ai|m|,\"stop\":\"END\"|400|valid list",
                "together-ai|m|,\"logprobs\":true|400|integer",
                "together-ai|m|,\"n\":129|400|n: ",
                "together-ai|m|,\"temperature\":2.5|400|temperature",
                "deepinfra|m|,\"n\":5|422|loc",
                "deepinfra|m|,\"top_p\":0|422|top_p",
                "deepinfra|m|,\"logprobs\":2|422|logprobs",
                "deepinfra|m|,\"reasoning_effort\":\"max\"|422|reasoning_effort",
                "fireworks|m|,\"max_tokens\":1,\"max_completion_tokens\":1|400|exclude each other",
                "fireworks|m|,\"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"low\"|400|exclude each other",
                "fireworks|m|,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":9}|400|at least 1024",
                "fireworks|accounts/fireworks/models/gpt-oss-120b|,\"reasoning_effort\":\"none\"|400|not supported",
                "fireworks|m|,\"top_k\":101|400|top_k",
                "fireworks|m|,\"context_length_exceeded_behavior\":\"cut\"|400|truncate",
                "huggingface|tgi|,\"temperature\":0|422|strictly positive",
                "huggingface|tgi|,\"top_p\":1|422|top_p",
                "huggingface|tgi|,\"response_format\":{\"type\":\"json_object\"}|422|missing field `value`",
            })
    void a_request_is_refused(String provider, String model, String more, int status, String words) {
        HttpResponse<String> response = ask(provider, model, more);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xai|grok-4.3|,\"reasoning_effort\":\"xhigh\",\"temperature\":0,\"top_logprobs\":8",
                "xai|grok-4.20-0309-reasoning|,\"max_completion_tokens\":9",
                "xai|grok-4.20-0309-non-reasoning|,\"stop\":[\"END\"],\"frequency_penalty\":0.5",
                "together-ai|m|,\"stop\":[\"END\"],\"logprobs\":1,\"temperature\":2,\"top_k\":40",
                "deepinfra|m|,\"n\":4,\"top_p\":1,\"reasoning_effort\":\"none\"",
                "fireworks|m|,\"max_tokens\":1,\"reasoning_effort\":\"none\",\"top_k\":100",
                "huggingface|m|,\"temperature\":0,\"top_p\":1",
                "huggingface|tgi|,\"temperature\":0.1,\"response_format\":{\"type\":\"json\",\"value\":{}}",
            })
    void a_request_is_taken(String provider, String model, String more) {
        assertThat(ask(provider, model, more).statusCode()).isEqualTo(200);
    }

    @Test
    void xai_counts_reasoning_beside_the_completion_and_bills_in_ticks() {
        Reply reply = Reply.text("4").reasoning("Simple sum.");
        JsonNode usage = whole(
                        "xai", reply.usage(Tokens.of(204, 83).withCached(192).withReasoning(82)))
                .path("usage");

        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(1);
        assertThat(usage.path("total_tokens").asInt()).isEqualTo(287);
        assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(82);
        assertThat(usage.path("cost_in_usd_ticks").asLong()).isEqualTo(2_609_000);
        assertThat(whole("xai", Reply.text("4").cost("0.02"))
                        .at("/usage/cost_in_usd_ticks")
                        .asLong())
                .isEqualTo(200_000_000);
    }

    @Test
    void xai_leaves_the_finish_reason_out_until_the_end_and_usage_to_a_chunk_of_its_own() {
        List<JsonNode> events = stream("xai", Reply.text("a b").reasoning("r"), USAGE);

        assertThat(events.get(0).at("/choices/0/delta/reasoning_content").asText())
                .isEqualTo("r");
        assertThat(events.subList(0, events.size() - 2))
                .noneMatch(event -> event.path("choices").path(0).has("finish_reason"));
        assertThat(last(events).path("choices")).isEmpty();
        assertThat(last(events).at("/usage/cost_in_usd_ticks").asLong()).isPositive();
        assertThat(stream("xai", Reply.text("a"))).noneMatch(event -> event.has("usage"));
    }

    @Test
    void xai_sends_a_tool_call_in_one_delta() {
        List<JsonNode> events = stream("xai", Reply.toolCall("lookup", "{\"word\":\"a longer cat\"}"));

        assertThat(events.get(0)
                        .at("/choices/0/delta/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{\"word\":\"a longer cat\"}");
    }

    @Test
    void xai_says_nothing_as_an_empty_text_beside_a_tool_call() {
        JsonNode message = whole("xai", Reply.toolCall("lookup", "{}")).at("/choices/0/message");

        assertThat(message.path("content").isTextual()).isTrue();
        assertThat(message.path("content").asText()).isEmpty();
        assertThat(message.path("tool_calls")).hasSize(1);
    }

    @Test
    void xai_says_some_errors_with_status_200_and_a_wrong_key_with_400() {
        simulator.provider("xai").enqueue(Reply.error(ErrorCase.OVERLOADED), Reply.error(ErrorCase.BAD_KEY));

        HttpResponse<String> busy = Calls.post(simulator.provider("xai"), CHAT, Calls.chat("grok-4.3", true));
        HttpResponse<String> key = ask("xai", "grok-4.3");

        assertThat(busy.statusCode()).isEqualTo(200);
        assertThat(busy.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(Calls.json(busy).path("code").asText()).isEqualTo("The service is currently unavailable");
        assertThat(key.statusCode()).isEqualTo(400);
        assertThat(Calls.json(key).path("code").asText()).isEqualTo("invalid-argument");
    }

    @Test
    void together_doubles_each_text_and_sends_usage_with_the_finish_reason() {
        List<JsonNode> events =
                stream("together-ai", Reply.text("a b").usage(Tokens.of(20, 12).withCached(16)));

        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.at("/choices/0/text")).isEqualTo(event.at("/choices/0/delta/content")));
        assertThat(events.subList(0, events.size() - 1))
                .allMatch(event -> event.path("usage").isNull());
        assertThat(last(events).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(last(events).at("/usage/cached_tokens").asInt()).isEqualTo(16);
        assertThat(last(events).at("/choices/0/seed").asLong()).isEqualTo(7_228_414_683_750_928_000L);
    }

    @Test
    void together_reports_reasoning_under_its_own_name_and_an_overflow_as_403() {
        JsonNode body = whole("together-ai", Reply.text("7").reasoning("Small prime."));
        simulator.provider("together-ai").enqueue(Reply.error(ErrorCase.CONTEXT_TOO_LONG));

        assertThat(body.at("/choices/0/message/reasoning").asText()).isEqualTo("Small prime.");
        assertThat(body.path("prompt").isArray()).isTrue();
        assertThat(ask("together-ai", "m").statusCode()).isEqualTo(403);
    }

    @Test
    void together_numbers_the_tool_calls_of_whole_answers_and_lists_none_otherwise() {
        Reply calls = Reply.toolCall("lookup", "{}").andToolCall("lookup", "{}");

        assertThat(whole("together-ai", calls)
                        .at("/choices/0/message/tool_calls/1/index")
                        .asInt())
                .isEqualTo(1);
        assertThat(whole("together-ai", Reply.text("7"))
                        .at("/choices/0/message/tool_calls")
                        .isArray())
                .isTrue();
    }

    @Test
    void together_lists_log_probabilities_and_streams_them_as_numbers() {
        JsonNode whole =
                whole("together-ai", Reply.text("a b"), ",\"logprobs\":1").at("/choices/0/logprobs");
        List<JsonNode> events = stream("together-ai", Reply.text("a b"), ",\"logprobs\":1");

        assertThat(whole.path("tokens"))
                .hasSameSizeAs(whole.path("token_logprobs"))
                .isNotEmpty();
        assertThat(events.get(0).at("/choices/0/logprobs").isNumber()).isTrue();
        assertThat(last(events).at("/choices/0/logprobs").isNull()).isTrue();
    }

    @Test
    void together_says_a_refusal_as_text() {
        JsonNode message = whole("together-ai", Reply.refusal("I cannot tell.")).at("/choices/0/message");

        assertThat(message.path("content").asText()).isEqualTo("I cannot tell.");
        assertThat(message.has("refusal")).isFalse();
    }

    @Test
    void together_embeds_without_usage() {
        JsonNode body = Calls.json(Calls.post(
                simulator.provider("together-ai"), "/embeddings", "{\"model\":\"e5\",\"input\":[\"a\",\"b\"]}"));

        assertThat(body.path("data")).hasSize(2);
        assertThat(body.at("/data/0/embedding")).hasSize(1024);
        assertThat(body.has("usage")).isFalse();
    }

    @Test
    void deepinfra_sends_usage_with_an_estimated_cost_unless_it_is_declined() {
        List<JsonNode> events =
                stream("deepinfra", Reply.text("a b").usage(20, 12).cost("0.0000031"));
        List<JsonNode> declined = stream("deepinfra", Reply.text("a"), ",\"stream_options\":{\"include_usage\":false}");

        assertThat(last(events).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(last(events).at("/usage/estimated_cost").decimalValue()).isEqualByComparingTo("0.0000031");
        assertThat(events.subList(0, events.size() - 1)).noneMatch(event -> event.has("usage"));
        assertThat(declined).noneMatch(event -> event.has("usage"));
        assertThat(whole("deepinfra", Reply.text("a"), ",\"service_tier\":\"flex\"")
                        .path("service_tier")
                        .asText())
                .isEqualTo("flex");
    }

    @Test
    void deepinfra_ends_with_an_empty_delta_and_says_nothing_of_logprobs_unless_asked() {
        JsonNode end = last(stream("deepinfra", Reply.text("a b")));

        assertThat(end.at("/choices/0/delta").isObject()).isTrue();
        assertThat(end.at("/choices/0/delta")).isEmpty();
        assertThat(end.path("choices").path(0).has("logprobs")).isFalse();
        assertThat(whole("deepinfra", Reply.text("a")).path("choices").path(0).has("logprobs"))
                .isFalse();
        assertThat(whole("deepinfra", Reply.text("a"), ",\"logprobs\":true").at("/choices/0/logprobs/content"))
                .isNotEmpty();
    }

    @Test
    void deepinfra_has_four_forms_of_errors() {
        SimulatedProvider provider = simulator.provider("deepinfra");
        provider.enqueue(
                Reply.error(ErrorCase.UNKNOWN_MODEL),
                Reply.error(ErrorCase.BAD_KEY),
                Reply.error(ErrorCase.OVERLOADED),
                Reply.error(ErrorCase.MALFORMED_REQUEST));

        assertThat(Calls.json(ask("deepinfra", "m")).at("/error/type").asText()).isEqualTo("NotFoundError");
        assertThat(Calls.json(ask("deepinfra", "m")).at("/detail/error").isTextual())
                .isTrue();
        assertThat(Calls.json(ask("deepinfra", "m")).path("error").asText()).isEqualTo("Deployment is being started");
        assertThat(Calls.json(ask("deepinfra", "m")).at("/detail/0/loc")).hasSize(2);
    }

    @Test
    void deepinfra_fills_vectors_up_with_zeros() {
        JsonNode vector = Calls.json(Calls.post(
                        simulator.provider("deepinfra"),
                        "/embeddings",
                        "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":1030}"))
                .at("/data/0/embedding");

        assertThat(vector).hasSize(1030);
        assertThat(vector.path(1029).asDouble()).isZero();
        assertThat(vector.path(1023).asDouble()).isNotZero();
    }

    @Test
    void fireworks_tells_token_counts_in_headers_of_whole_answers_and_in_metrics_on_request() {
        SimulatedProvider provider =
                simulator.provider("fireworks").always(Reply.text("7").usage(20, 10));

        HttpResponse<String> whole = ask("fireworks", "m");
        HttpResponse<String> streamed =
                Calls.post(provider, CHAT, Calls.chat("m", true, ",\"perf_metrics_in_response\":true"));

        assertThat(whole.headers().firstValue("fireworks-prompt-tokens")).hasValue("20");
        assertThat(streamed.headers().firstValue("fireworks-prompt-tokens")).isEmpty();
        JsonNode last = last(Calls.events(streamed.body()));
        assertThat(last.at("/perf_metrics/prompt-tokens").asText()).isEqualTo("20");
        assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(10);
        assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void tgi_writes_arguments_as_an_object_and_errors_as_422() {
        SimulatedProvider provider = simulator.provider("huggingface");
        provider.enqueue(
                Reply.toolCall("lookup", "{\"word\":\"cat\"}"),
                Reply.text("a b c").failingAfterChunks(1, ErrorCase.SERVER_ERROR));

        JsonNode tool = Calls.json(ask("huggingface", "tgi")).at("/choices/0/message/tool_calls/0");
        List<JsonNode> events =
                Calls.events(Calls.post(provider, CHAT, Calls.chat("tgi", true)).body());

        assertThat(tool.at("/function/arguments/word").asText()).isEqualTo("cat");
        assertThat(tool.path("id").asText()).isEqualTo("0");
        assertThat(last(events).at("/error/http_status_code").asInt()).isEqualTo(422);
    }

    @Test
    void tgi_streams_tool_calls_without_an_id() {
        List<JsonNode> events = Calls.events(Calls.post(
                        simulator.provider("huggingface").enqueue(Reply.toolCall("lookup", "{\"word\":\"cat\"}")),
                        CHAT,
                        Calls.chat("tgi", true))
                .body());
        StringBuilder arguments = new StringBuilder();
        events.forEach(event -> arguments.append(
                event.at("/choices/0/delta/tool_calls/0/function/arguments").asText()));

        JsonNode first = events.get(0).at("/choices/0/delta/tool_calls/0");
        assertThat(first.path("id").asText("none")).isEmpty();
        assertThat(first.path("index").asInt(-1)).isZero();
        assertThat(first.at("/function/name").asText()).isEqualTo("lookup");
        assertThat(arguments).hasToString("{\"word\":\"cat\"}");
    }

    @Test
    void tgi_obeys_the_schema_that_is_the_value_of_its_format() {
        HttpResponse<String> response = ask(
                "huggingface",
                "tgi",
                ",\"response_format\":{\"type\":\"json\",\"value\":{\"type\":\"object\",\"required\":[\"prime\"],"
                        + "\"properties\":{\"prime\":{\"type\":\"integer\"}}}}");

        String text = Calls.json(response).at("/choices/0/message/content").asText();
        assertThat(Calls.json(text).path("prime").isInt()).isTrue();
    }

    @Test
    void tgi_sends_usage_in_a_chunk_of_its_own_when_asked() {
        String asked = Calls.post(simulator.provider("huggingface"), CHAT, Calls.chat("tgi", true, USAGE))
                .body();

        assertThat(asked).startsWith(":\n\n");
        assertThat(last(Calls.events(asked)).path("choices")).isEmpty();
        assertThat(last(Calls.events(asked)).at("/usage/total_tokens").asInt()).isPositive();
    }

    @Test
    void the_router_hands_on_what_its_upstream_says_and_a_retry_after_that_means_nothing() {
        List<JsonNode> events = stream("huggingface", Reply.text("a b"));
        HttpResponse<String> whole = ask("huggingface", "m");

        assertThat(last(events).at("/usage/total_tokens").asInt()).isPositive();
        assertThat(events.get(0).at("/choices/0/text").asText()).isEqualTo("a");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("retry-after")).hasValue("30");
    }
}
