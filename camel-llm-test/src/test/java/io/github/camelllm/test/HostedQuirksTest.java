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
                "xai|grok-4.3|,\"search_parameters\":{}|400|Live search is deprecated",
                "xai|grok-4.3|,\"temperature\":3|400|temperature",
                "xai|grok-4.3|,\"logprobs\":true,\"top_logprobs\":9|400|top_logprobs",
                "together-ai|m|,\"stop\":\"END\"|400|valid list",
                "together-ai|m|,\"logprobs\":true|400|integer",
                "together-ai|m|,\"n\":129|400|n: ",
                "together-ai|m|,\"temperature\":2.5|400|temperature",
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
                "together-ai|m|,\"stop\":[\"END\"],\"logprobs\":1,\"temperature\":2,\"top_k\":40",
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
    void together_embeds_without_usage() {
        JsonNode body = Calls.json(Calls.post(
                simulator.provider("together-ai"), "/embeddings", "{\"model\":\"e5\",\"input\":[\"a\",\"b\"]}"));

        assertThat(body.path("data")).hasSize(2);
        assertThat(body.at("/data/0/embedding")).hasSize(1024);
        assertThat(body.has("usage")).isFalse();
    }
}
