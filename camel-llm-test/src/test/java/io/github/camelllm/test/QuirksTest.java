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
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special about one of the other providers. */
class QuirksTest {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"seed\":7|extra_forbidden|seed",
                ",\"max_completion_tokens\":7|extra_forbidden|max_completion_tokens",
                ",\"user\":\"u\"|extra_forbidden|user",
                ",\"stream_options\":{}|extra_forbidden|stream_options",
                ",\"logprobs\":true|extra_forbidden|logprobs",
                ",\"temperature\":1.5|less_than_equal|temperature",
                ",\"reasoning_effort\":\"low\"|enum|reasoning_effort",
                ",\"tool_choice\":\"never\"|enum|tool_choice",
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"x\":1}}]|extra_forbidden|x",
            })
    void mistral_refuses(String more, String type, String place) {
        HttpResponse<String> response = ask("mistral", "mistral-small-latest", more);

        JsonNode entry = Calls.json(response).at("/message/detail/0");
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(entry.path("type").asText()).isEqualTo(type);
        assertThat(entry.path("loc").toString()).contains("\"" + place + "\"");
    }

    @Test
    void mistral_refuses_what_others_take_inside_messages() {
        String tooLong =
                "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":"
                        + "[{\"id\":\"call_12345678\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"call_12345678\",\"content\":\"x\"}]";

        assertThat(tell("mistral", "[{\"role\":\"user\",\"content\":\"x\",\"name\":\"n\"}]")
                        .statusCode())
                .isEqualTo(422);
        assertThat(tell("mistral", "[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}]")
                        .body())
                .contains("string_type");
        assertThat(tell("mistral", "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"y\"}]")
                        .body())
                .contains("Expected last role");
        assertThat(tell("mistral", tooLong).body())
                .contains("\"code\":\"3280\"")
                .contains("length of 9");
        assertThat(tell("mistral", tooLong.replace("call_12345678", "abcDEF123"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void mistral_streams_thinking_in_chunks_and_turns_to_text_in_one_of_them() {
        List<JsonNode> events = Calls.events(
                stream("mistral", Reply.text("4 2").reasoning("six seven").usage(12, 9)));

        assertThat(events.get(1)
                        .at("/choices/0/delta/content/0/thinking/0/text")
                        .asText())
                .isEqualTo("six");
        assertThat(events.get(2).at("/choices/0/delta/content/0/closed").asBoolean())
                .isTrue();
        assertThat(events.get(2).at("/choices/0/delta/content/1/text").asText()).isEqualTo("4");
        assertThat(events.get(3).at("/choices/0/delta/content").asText()).isEqualTo(" 2");
        assertThat(events.get(4).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(events.get(4).at("/usage/total_tokens").asInt()).isEqualTo(21);
        assertThat(events.subList(1, 5)).allMatch(event -> event.has("p"));
    }

    @Test
    void mistral_streams_a_tool_call_whole_with_its_finish() {
        List<JsonNode> events = Calls.events(stream("mistral", Reply.toolCall("f", "{}")));

        JsonNode last = events.get(events.size() - 1).at("/choices/0");
        assertThat(last.at("/delta/tool_calls/0/id").asText()).matches("[a-zA-Z0-9]{9}");
        assertThat(last.path("finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void mistral_embeddings_have_their_own_dimension_member() {
        JsonNode body = Calls.json(Calls.post(
                simulator.provider("mistral"),
                "/embeddings",
                "{\"model\":\"codestral-embed\",\"input\":\"x\",\"output_dimension\":16}"));

        assertThat(body.at("/data/0/embedding")).hasSize(16);
        assertThat(Calls.post(
                                simulator.provider("mistral"),
                                "/embeddings",
                                "{\"model\":\"m\",\"input\":\"x\",\"dimensions\":16}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void groq_sends_usage_twice_and_limits_on_every_answer() {
        HttpResponse<String> response =
                Calls.post(simulator.provider("groq"), CHAT, Calls.chat("openai/gpt-oss-120b", true));
        List<JsonNode> events = Calls.events(response.body());

        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("usage")).isEqualTo(last.at("/x_groq/usage"));
        assertThat(response.headers().firstValue("x-ratelimit-reset-requests")).contains("2m59.56s");
    }

    @Test
    void groq_fails_inside_a_stream_with_a_named_event_and_no_end_mark() {
        String body = stream("groq", Reply.text("one two").failingAfterChunks(1, ErrorCase.MALFORMED_REQUEST));

        assertThat(body)
                .contains("event: error\ndata: {\"error\":")
                .contains("\"status_code\":400")
                .doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"n\":2|'n'",
                ",\"top_k\":2|top_k",
                ",\"logprobs\":true|logprobs",
                ",\"metadata\":{}|metadata",
                ",\"reasoning_format\":\"parsed\",\"include_reasoning\":true|both",
                ",\"reasoning_effort\":\"medium\"|reasoning_effort",
            })
    void groq_refuses(String more, String words) {
        HttpResponse<String> response = ask("groq", "qwen/qwen3-32b", more);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(words);
    }

    @Test
    void groq_hides_reasoning_on_demand() {
        simulator
                .provider("groq")
                .enqueue(Reply.text("a").reasoning("r"), Reply.text("a").reasoning("r"));

        assertThat(ask("groq", "qwen/qwen3-32b").body()).contains("\"reasoning\":\"r\"");
        assertThat(ask("groq", "qwen/qwen3-32b", ",\"reasoning_format\":\"hidden\"")
                        .body())
                .doesNotContain("\"r\"");
    }

    @Test
    void openrouter_comments_its_stream_and_finishes_twice_with_the_bill() {
        String body = stream("openrouter", Reply.text("one two").usage(10, 2).cost("0.00042"));
        List<JsonNode> events = Calls.events(body);

        assertThat(body).startsWith(": OPENROUTER PROCESSING\n\n").endsWith("data: [DONE]\n\n");
        assertThat(events)
                .filteredOn(
                        event -> event.at("/choices/0/finish_reason").asText().equals("stop"))
                .hasSize(2);
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("choices")).hasSize(1);
        assertThat(last.at("/usage/cost").asText()).isEqualTo("4.2E-4");
    }

    @Test
    void openrouter_pads_its_answers_and_may_fail_with_200() {
        simulator
                .provider("openrouter")
                .enqueue(Reply.text("a"), Reply.error(ErrorCase.RATE_LIMITED).status(200));

        assertThat(ask("openrouter", "x/y").body()).startsWith("\n  ");
        HttpResponse<String> failed = ask("openrouter", "x/y");
        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(Calls.json(failed).at("/error/code").isNumber()).isTrue();
    }

    @Test
    void openrouter_fails_inside_a_stream_beside_choices() {
        List<JsonNode> events =
                Calls.events(stream("openrouter", Reply.text("one two").failingAfterChunks(1, ErrorCase.OVERLOADED)));

        JsonNode last = events.get(events.size() - 1);
        assertThat(last.at("/error/code").asInt()).isEqualTo(503);
        assertThat(last.path("choices")).hasSize(1);
    }

    @Test
    void perplexity_repeats_the_text_so_far_and_ends_without_a_mark() {
        String body = stream(
                "perplexity", Reply.text("one two three").usage(9, 3).citing("https://example.org/a", "A", "text"));
        List<JsonNode> events = Calls.events(body);

        assertThat(body).startsWith(": ping - ").contains("\r\n\r\n").doesNotContain("[DONE]");
        assertThat(events.get(1).at("/choices/0/message/content").asText()).isEqualTo("one two");
        assertThat(events.get(1).at("/choices/0/delta/content").asText()).isEqualTo(" two");
        assertThat(events.get(1).at("/choices/0").has("finish_reason")).isFalse();
        assertThat(events.get(1).at("/usage/cost/total_cost").asDouble()).isZero();
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("object").asText()).isEqualTo("chat.completion.done");
        assertThat(last.at("/usage/cost/total_cost").decimalValue()).isEqualByComparingTo("0.00501");
        assertThat(last.at("/citations/0").asText()).isEqualTo("https://example.org/a");
    }

    @Test
    void perplexity_wants_roles_to_take_turns() {
        String user = "{\"role\":\"user\",\"content\":\"x\"}";
        String assistant = "{\"role\":\"assistant\",\"content\":\"x\"}";
        String system = "{\"role\":\"system\",\"content\":\"x\"}";

        assertThat(tell("perplexity", "[" + system + "," + system + "," + user + "," + assistant + "," + user + "]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(tell("perplexity", "[" + user + "," + user + "]").body()).contains("should alternate");
        assertThat(tell("perplexity", "[" + assistant + "," + user + "]").body())
                .contains("should alternate");
        assertThat(tell("perplexity", "[" + user + "," + assistant + "]").body())
                .contains("Last message must have role");
        assertThat(tell("perplexity", "[{\"role\":\"user\",\"content\":\"\"}]").statusCode())
                .isEqualTo(400);
    }

    @Test
    void perplexity_embeds_to_signed_bytes() {
        JsonNode body = Calls.json(Calls.post(
                simulator.provider("perplexity"),
                "/v1/embeddings",
                "{\"model\":\"pplx-embed-v1-0.6b\",\"input\":\"x y\",\"dimensions\":128}"));

        assertThat(Base64.getDecoder().decode(body.at("/data/0/embedding").asText()))
                .hasSize(128);
        assertThat(body.at("/usage/cost/total_cost").decimalValue()).isEqualByComparingTo("0.000000008");
    }

    @Test
    void deepseek_wants_its_reasoning_back_while_it_thinks() {
        String turn =
                "[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"\"%s,\"tool_calls\":"
                        + "[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"x\"}]";

        HttpResponse<String> missing = tell("deepseek", turn.formatted(""));
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(missing.body()).contains("must be passed back");
        assertThat(tell("deepseek", turn.formatted(",\"reasoning_content\":\"r\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(tell("deepseek", turn.formatted(""), ",\"thinking\":{\"type\":\"disabled\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void deepseek_keeps_the_connection_alive_and_bills_in_the_finish_chunk() {
        String body = stream(
                "deepseek",
                Reply.text("7").reasoning("small prime").usage(Tokens.of(11, 8).withReasoning(5)));
        List<JsonNode> events = Calls.events(body);

        assertThat(body).startsWith(": keep-alive\n\n");
        assertThat(events.get(1).at("/choices/0/delta/content").isNull()).isTrue();
        assertThat(events.get(1).at("/choices/0/delta/reasoning_content").asText())
                .isEqualTo("small");
        assertThat(events.get(events.size() - 1)
                        .at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(5);
        assertThat(ask("deepseek", "deepseek-flash").body()).startsWith("\n");
    }

    @Test
    void deepseek_ignores_what_it_does_not_know_and_the_record_says_so() {
        assertThat(ask("deepseek", "deepseek-flash", ",\"seed\":1,\"n\":2").statusCode())
                .isEqualTo(200);
        assertThat(simulator.lastRequest().ignored()).containsExactly("seed", "n");
        assertThat(ask("deepseek", "deepseek-flash", ",\"response_format\":{\"type\":\"json_schema\"}")
                        .body())
                .contains("response_format type is unavailable");
    }

    @Test
    void compatible_servers_differ_at_the_end_of_a_stream() {
        String usage = ",\"stream_options\":{\"include_usage\":true}";

        List<JsonNode> vllm = Calls.events(stream("openai-compatible", Reply.text("a"), usage));
        String gpustack = stream("gpustack", Reply.text("a"));
        List<JsonNode> llama = Calls.events(stream("llama-cpp", Reply.text("a"), usage));
        String studio = stream("lm-studio", Reply.text("a b").failingAfterChunks(1, ErrorCase.CONTEXT_TOO_LONG));

        assertThat(vllm.get(vllm.size() - 1).path("choices")).isEmpty();
        assertThat(vllm.get(vllm.size() - 2).at("/choices/0").has("stop_reason"))
                .isTrue();
        assertThat(gpustack)
                .doesNotContain("[DONE]")
                .contains("\"finish_reason\":\"stop\"")
                .contains("total_tokens");
        assertThat(llama.get(llama.size() - 1).has("timings")).isTrue();
        assertThat(studio).contains("event: error\n");
    }

    @Test
    void vllm_refuses_stream_options_without_a_stream() {
        assertThat(ask("openai-compatible", "m", ",\"stream_options\":{}").statusCode())
                .isEqualTo(400);
    }
}
