/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scripted answer can hold. */
class AnswersTest {

    private static final String CHAT = "/chat/completions";
    private static final String WEATHER = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\","
            + "\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"days\":{\"type\":"
            + "\"integer\",\"minimum\":2},\"unit\":{\"enum\":[\"celsius\"]},\"when\":{\"type\":\"string\",\"format\":"
            + "\"date\"},\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"boolean\"}}}}}}]";

    private final ProviderSimulator simulator = ProviderSimulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private JsonNode whole(String provider, Reply reply, String... more) {
        return Calls.json(
                Calls.post(simulator.provider(provider).enqueue(reply), CHAT, Calls.chat("gpt-4o", false, more)));
    }

    private List<JsonNode> streamed(String provider, Reply reply, String... more) {
        return Calls.events(
                Calls.post(simulator.provider(provider).enqueue(reply), CHAT, Calls.chat("gpt-4o", true, more))
                        .body());
    }

    @Test
    void a_refusal_stands_in_its_own_member() {
        Reply reply = Reply.refusal("I must not.");

        assertThat(whole("openai", reply).at("/choices/0/message/refusal").asText())
                .isEqualTo("I must not.");
        StringBuilder pieces = new StringBuilder();
        streamed("openai", reply)
                .forEach(event ->
                        pieces.append(event.at("/choices/0/delta/refusal").asText("")));
        assertThat(pieces.toString().replace("null", "")).isEqualTo("I must not.");
    }

    @Test
    void audio_comes_with_its_transcript() {
        byte[] sound = "sound".getBytes(StandardCharsets.UTF_8);
        Reply reply = Reply.empty().audio(sound, "beep").usage(Tokens.of(22, 18).withAudio(3, 12));

        JsonNode body = whole("openai", reply);

        assertThat(body.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(Base64.getDecoder()
                        .decode(body.at("/choices/0/message/audio/data").asText()))
                .isEqualTo(sound);
        assertThat(body.at("/choices/0/message/audio/transcript").asText()).isEqualTo("beep");
        assertThat(body.at("/usage/completion_tokens_details/audio_tokens").asInt())
                .isEqualTo(12);
        assertThat(body.at("/usage/prompt_tokens_details/audio_tokens").asInt()).isEqualTo(3);
        assertThat(streamed("openai", reply))
                .anyMatch(event -> event.at("/choices/0/delta/audio").has("data"));
    }

    @Test
    void sources_become_annotations() {
        Reply reply = Reply.text("As said.").citing("https://example.org/a", "A", "said");

        assertThat(whole("openai", reply)
                        .at("/choices/0/message/annotations/0/url_citation/url")
                        .asText())
                .isEqualTo("https://example.org/a");
        assertThat(whole("openrouter", reply)
                        .at("/choices/0/message/annotations/0/url_citation/content")
                        .asText())
                .isEqualTo("said");
        assertThat(streamed("openrouter", reply))
                .anyMatch(event -> event.at("/choices/0/delta/annotations/0/url_citation/title")
                        .asText()
                        .equals("A"));
    }

    @Test
    void tokens_model_tier_and_finish_are_what_the_script_says() {
        Reply reply = Reply.text("x")
                .usage(Tokens.of(100, 20).withCached(60).withCacheWrite(10).withReasoning(5))
                .model("gpt-4o-2026-01-01")
                .serviceTier("priority")
                .finish("length");

        JsonNode body = whole("openai", reply);

        assertThat(body.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(60);
        assertThat(body.at("/usage/prompt_tokens_details/cache_write_tokens").asInt())
                .isEqualTo(10);
        assertThat(body.at("/usage/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(5);
        assertThat(body.path("model").asText()).isEqualTo("gpt-4o-2026-01-01");
        assertThat(body.path("service_tier").asText()).isEqualTo("priority");
        assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void unstated_tokens_are_counted_words() {
        JsonNode usage = whole("openai", Reply.text("one two three")).path("usage");

        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(3 + 4);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(3);
    }

    @Test
    void pieces_are_words_or_exactly_what_the_script_says() {
        assertThat(streamed("groq", Reply.text("a b c d e").chunkWords(2)))
                .extracting(event -> event.at("/choices/0/delta/content").asText())
                .containsSequence("a b", " c d", " e");
        assertThat(streamed("groq", Reply.chunks("a", "", "\uD83D\uDE00b")))
                .extracting(event -> event.at("/choices/0/delta/content").asText())
                .containsSequence("a", "", "\uD83D\uDE00b");
        assertThatThrownBy(() -> Reply.text("x").chunkWords(0)).hasMessageContaining("1 or more");
    }

    @Test
    void what_has_no_word_can_be_rewritten() {
        Reply reply = Reply.text("x").rewrite(node -> node.put("moderation", true));

        assertThat(whole("openai", reply).path("moderation").asBoolean()).isTrue();
        assertThat(streamed("openai", reply))
                .allMatch(event -> event.path("moderation").asBoolean());
    }

    @Test
    void reasoning_of_openrouter_can_be_sent_back() {
        JsonNode message =
                whole("openrouter", Reply.text("7").reasoning("prime")).at("/choices/0/message");

        assertThat(message.path("reasoning").asText()).isEqualTo("prime");
        assertThat(message.at("/reasoning_details/0/signature").asText()).isNotEmpty();
    }

    @Test
    void a_demanded_tool_is_called_with_arguments_that_fit_its_schema() {
        String any = ",\"tool_choice\":\"required\"";
        String named = ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}";

        JsonNode call = whole("openai", Reply.usual(), WEATHER, any).at("/choices/0/message/tool_calls/0/function");
        JsonNode arguments = Calls.json(call.path("arguments").asText());

        assertThat(call.path("name").asText()).isEqualTo("weather");
        assertThat(arguments.path("city").isTextual()).isTrue();
        assertThat(arguments.path("days").asInt()).isEqualTo(2);
        assertThat(arguments.path("unit").asText()).isEqualTo("celsius");
        assertThat(arguments.path("when").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(arguments.at("/tags/0").isBoolean()).isTrue();
        assertThat(whole("openai", Reply.usual().finish("length"), WEATHER, named)
                        .at("/choices/0/finish_reason")
                        .asText())
                .isEqualTo("length");
    }

    @Test
    void json_is_answered_when_json_is_wanted() {
        String format = ",\"response_format\":{\"type\":\"json_object\"}";
        String body = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"as JSON\"}]" + format + "}";

        JsonNode answer = Calls.json(Calls.post(simulator.provider("openai"), CHAT, body));

        assertThat(Calls.json(answer.at("/choices/0/message/content").asText()).has("answer"))
                .isTrue();
    }

    @Test
    void scripted_vectors_are_the_embeddings() {
        SimulatedProvider openai = simulator.provider("openai").enqueue(Reply.vectors(new float[] {0.5f, -0.25f}));

        JsonNode body =
                Calls.json(Calls.post(openai, "/embeddings", "{\"model\":\"text-embedding-3-small\",\"input\":\"x\"}"));

        assertThat(body.at("/data/0/embedding").toString()).isEqualTo("[0.5,-0.25]");
    }

    @Test
    void models_are_listed_as_far_as_they_are_known() {
        SimulatedProvider openai = simulator.provider("openai").serveModels("b", "a");
        try (RawClient client = new RawClient(simulator.port())) {
            client.send("GET /openai/v1/models HTTP/1.1\r\nAuthorization: Bearer k\r\nConnection: close\r\n\r\n");

            JsonNode list = Calls.json(client.readToEnd().body());
            assertThat(list.at("/data/0/id").asText()).isEqualTo("a");
            assertThat(list.path("data")).hasSize(2);
        }
        assertThat(openai.queued()).isZero();
    }

    @Test
    void an_error_has_no_text_and_a_provider_no_error_that_it_does_not_document() {
        assertThatThrownBy(() -> Reply.error(ErrorCase.OVERLOADED).usage(1, 2)).hasMessageContaining("Reply.text");

        simulator.provider("groq").enqueue(Reply.error(ErrorCase.QUOTA_EXHAUSTED));
        assertThat(Calls.post(simulator.provider("groq"), CHAT, Calls.chat("m", false))
                        .statusCode())
                .isEqualTo(500);
        assertThat(simulator.problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem).hasMessageContaining("groq documents no error QUOTA_EXHAUSTED"));
    }

    @Test
    void a_rate_limit_says_when_to_come_back() {
        simulator.provider("groq").enqueue(Reply.error(ErrorCase.RATE_LIMITED).retryAfter(Duration.ofSeconds(17)));

        assertThat(Calls.post(simulator.provider("groq"), CHAT, Calls.chat("m", false))
                        .headers()
                        .allValues("retry-after"))
                .containsExactly("17");
    }

    @Test
    void tokens_cannot_be_negative_and_waits_say_what_was_missed() {
        assertThatThrownBy(() -> Tokens.of(-1, 0)).hasMessageContaining("input -1");
        assertThatThrownBy(simulator::lastRequest)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no request");
        assertThatThrownBy(() -> simulator.provider("nobody")).hasMessageContaining("deepinfra, deepseek");
        assertThatThrownBy(() -> Reply.text("x").cutAfterBytes(-1)).hasMessageContaining("-1");
    }
}
