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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special about OpenAI. */
class OpenAiQuirksTest {

    private static final String CHAT = "/chat/completions";

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private String stream(String provider, Reply reply, String... more) {
        return Calls.post(simulator.provider(provider).enqueue(reply), CHAT, Calls.chat("some-model", true, more))
                .body();
    }

    private HttpResponse<String> ask(String provider, String model, String... more) {
        return Calls.post(simulator.provider(provider), CHAT, Calls.chat(model, false, more));
    }

    private HttpResponse<String> tell(String provider, String messages, String... more) {
        return Calls.post(
                simulator.provider(provider),
                CHAT,
                "{\"model\":\"some-model\",\"messages\":" + messages + String.join("", more) + "}");
    }

    @Test
    void openai_sends_usage_in_a_chunk_of_its_own_and_only_when_asked() {
        List<JsonNode> asked =
                Calls.events(stream("openai", Reply.text("a"), ",\"stream_options\":{\"include_usage\":true}"));
        List<JsonNode> unasked = Calls.events(stream("openai", Reply.text("a")));

        assertThat(asked.get(asked.size() - 1).path("choices")).isEmpty();
        assertThat(asked.get(asked.size() - 1).at("/usage/total_tokens").asInt())
                .isPositive();
        assertThat(asked.get(0).has("usage")).isTrue();
        assertThat(unasked).noneMatch(event -> event.has("usage"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-5|,\"max_tokens\":9|unsupported_parameter",
                "o3-mini|,\"max_tokens\":9|unsupported_parameter",
                "gpt-5.4-mini|,\"temperature\":0.5|unsupported_value",
                "gpt-5|,\"top_p\":0.5|unsupported_value",
                "gpt-5|,\"presence_penalty\":1|unsupported_parameter",
                "gpt-5|,\"reasoning_effort\":\"none\"|unsupported_value",
                "gpt-6.2-sol|,\"reasoning_effort\":\"none\"|unsupported_value",
                "gpt-5.4|,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]|/v1/responses",
                "gpt-4.1|,\"temperature\":3|decimal_above_max_value",
                "gpt-4.1|,\"temperature\":-0.5|decimal_below_min_value",
                "gpt-4.1|,\"temperature\":\"hot\"|invalid_type",
                "gpt-4.1|,\"top_k\":3|unknown_parameter",
                "gpt-4.1|,\"stream_options\":{\"include_usage\":true}|only allowed when 'stream'",
                "gpt-4.1|,\"response_format\":{\"type\":\"json_object\"}|must contain the word 'json'",
                "gpt-4.1|,\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]|array_above_max_length",
                "gpt-4.1|,\"top_logprobs\":3|only allowed when 'logprobs'",
                "gpt-4.1|,\"tools\":[]|empty_array",
                "gpt-4.1|,\"tool_choice\":\"auto\"|only allowed when 'tools'",
            })
    void openai_refuses(String model, String more, String words) {
        HttpResponse<String> response = ask("openai", model, more);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(words).contains("\"type\":\"invalid_request_error\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-5|,\"max_completion_tokens\":9",
                "gpt-5|,\"temperature\":1",
                "gpt-5.4|,\"temperature\":0.2,\"reasoning_effort\":\"none\"",
                "gpt-5.4|,\"reasoning_effort\":\"none\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "gpt-5.1|,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "gpt-4.1|,\"max_tokens\":9,\"temperature\":0,\"stop\":\"x\",\"n\":2,\"logprobs\":true,\"top_logprobs\":2",
            })
    void openai_takes(String model, String more) {
        assertThat(ask("openai", model, more).statusCode()).isEqualTo(200);
    }

    @Test
    void openai_wants_tool_results_behind_tool_calls() {
        String call = "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"x\"}";

        assertThat(tell("openai", "[" + call + "," + result + "]").statusCode()).isEqualTo(200);
        assertThat(tell("openai", "[" + result + "]").body()).contains("must be a response to a preceeding message");
        assertThat(tell("openai", "[" + call + ",{\"role\":\"user\",\"content\":\"y\"}]")
                        .body())
                .contains("did not have response messages: call_1");
    }

    @Test
    void openai_checks_strict_schemas() {
        String format =
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,"
                        + "\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}%s}}}";

        assertThat(ask("openai", "gpt-4.1", format.formatted("")).body())
                .contains("'additionalProperties' is required");
        assertThat(ask("openai", "gpt-4.1", format.formatted(",\"additionalProperties\":false"))
                        .body())
                .contains("Missing 'a'");
        JsonNode body = Calls.json(
                ask("openai", "gpt-4.1", format.formatted(",\"additionalProperties\":false,\"required\":[\"a\"]")));
        assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("{\"a\":\"text\"}");
    }

    @Test
    void openai_gives_as_many_choices_and_logprobs_as_asked() {
        simulator.provider("openai").enqueue(Reply.text("one").alternatives("two"));

        JsonNode body = Calls.json(ask("openai", "gpt-4.1", ",\"n\":2,\"logprobs\":true,\"top_logprobs\":2"));

        assertThat(body.at("/choices/1/message/content").asText()).isEqualTo("two");
        assertThat(body.at("/choices/0/logprobs/content/0/token").asText()).isEqualTo("one");
        assertThat(body.at("/choices/0/logprobs/content/0/top_logprobs")).hasSize(2);
    }

    @Test
    void openai_embeds_the_same_text_to_the_same_unit_vector_in_both_encodings() {
        SimulatedProvider openai = simulator.provider("openai");
        String request = "{\"model\":\"text-embedding-3-small\",\"dimensions\":8,\"input\":[\"a b\",\"c\",\"a b\"]%s}";

        JsonNode floats = Calls.json(Calls.post(openai, "/embeddings", request.formatted("")));
        JsonNode base64 =
                Calls.json(Calls.post(openai, "/embeddings", request.formatted(",\"encoding_format\":\"base64\"")));

        JsonNode first = floats.at("/data/0/embedding");
        assertThat(first)
                .hasSize(8)
                .isEqualTo(floats.at("/data/2/embedding"))
                .isNotEqualTo(floats.at("/data/1/embedding"));
        float decoded = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(base64.at("/data/0/embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat();
        assertThat(decoded).isEqualTo(first.get(0).floatValue());
        assertThat(floats.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
    }
}
