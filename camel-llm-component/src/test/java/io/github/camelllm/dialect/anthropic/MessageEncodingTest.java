/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static io.github.camelllm.dialect.anthropic.Wire.body;
import static io.github.camelllm.dialect.anthropic.Wire.notices;
import static io.github.camelllm.dialect.anthropic.Wire.refused;
import static io.github.camelllm.dialect.anthropic.Wire.target;
import static io.github.camelllm.dialect.anthropic.Wire.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.HttpHeader;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a conversation is sent. (providers/anthropic, Chat request and Limits and pitfalls, read 2026-11-25) */
class MessageEncodingTest {

    private static final Target TARGET = target();
    private static final CacheHint SHORT = new CacheHint(null);

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Hello");
    }

    private static ChatRequest user(Part... parts) {
        return ChatRequest.builder().message(Message.user(parts)).build();
    }

    private static JsonNode content(Part... parts) {
        return body(user(parts), TARGET).at("/messages/0/content");
    }

    @Test
    void a_plain_request_has_model_limit_and_messages_and_nothing_else() {
        assertThat(body(Wire.HELLO, TARGET))
                .isEqualTo(tree("{\"model\":\"a-model\",\"max_tokens\":4096,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"));
    }

    @Test
    void instructions_stand_beside_the_messages() {
        ChatRequest request =
                ChatRequest.builder().system("Be brief.").user("Hello").build();

        assertThat(body(request, TARGET).path("system").textValue()).isEqualTo("Be brief.");
        assertThat(body(request, TARGET).path("messages")).hasSize(1);
    }

    @Test
    void several_instructions_stay_apart_and_one_in_the_middle_moves_with_a_notice() {
        ChatRequest request = ChatRequest.builder()
                .system("Be brief.")
                .user("Hello")
                .system("Be polite.")
                .user("Hello?")
                .build();

        assertThat(body(request, TARGET).path("system"))
                .isEqualTo(tree(
                        "[{\"type\":\"text\",\"text\":\"Be brief.\"},{\"type\":\"text\",\"text\":\"Be polite.\"}]"));
        assertThat(notices(request, TARGET)).containsExactly("messages");
    }

    @Test
    void what_one_side_says_in_several_messages_is_one_turn() {
        ChatRequest request = ChatRequest.builder()
                .user("Hello")
                .user("")
                .user("Are you there?")
                .message(Message.assistant("Yes."))
                .user("Good.")
                .build();

        assertThat(body(request, TARGET).path("messages"))
                .isEqualTo(
                        tree(
                                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"},{\"type\":\"text\",\"text\":\"Are you there?\"}]},"
                                        + "{\"role\":\"assistant\",\"content\":\"Yes.\"},{\"role\":\"user\",\"content\":\"Good.\"}]"));
    }

    @Test
    void a_conversation_begins_with_the_user() {
        LlmException problem = refused(
                ChatRequest.builder()
                        .message(Message.assistant("Yes."))
                        .user("Good.")
                        .build(),
                TARGET);

        assertThat(problem.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(problem).hasMessageContaining("must begin with a message of the user");
    }

    @Test
    void results_of_parallel_calls_come_first_in_one_message() {
        ChatRequest request = ask().message(Message.assistant(List.of(
                        Part.text("I look."),
                        new Part.ToolCall("toolu_1", "lookup", "{\"word\":\"cat\"}"),
                        new Part.ToolCall("toolu_2", "today", ""))))
                .message(Message.toolResult("toolu_1", "a cat"))
                .message(new Message(
                        Role.USER,
                        List.of(
                                Part.text("Go on."),
                                new Part.ToolResult("toolu_2", null, List.of(Part.text("no clock")), true))))
                .build();

        JsonNode messages = body(request, TARGET).path("messages");

        assertThat(messages.at("/1/content"))
                .isEqualTo(tree("[{\"type\":\"text\",\"text\":\"I look.\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"lookup\",\"input\":{\"word\":\"cat\"}},"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"today\",\"input\":{}}]"));
        assertThat(messages).hasSize(3);
        assertThat(messages.at("/2/content"))
                .isEqualTo(tree("[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\",\"content\":\"a cat\"},"
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_2\",\"is_error\":true,\"content\":\"no clock\"},"
                        + "{\"type\":\"text\",\"text\":\"Go on.\"}]"));
    }

    @Test
    void a_tool_may_answer_with_a_picture_but_not_with_a_sound() {
        Part.Image picture = new Part.Image(Media.of(new byte[] {1}, "image/png"), null, null);
        Part.Audio sound = new Part.Audio(Media.of(new byte[] {1}, "audio/wav"), null, null);

        JsonNode result = content(new Part.ToolResult("toolu_1", null, List.of(Part.text("see"), picture), false));

        assertThat(result.at("/0/content/1/source/data").textValue()).isEqualTo("AQ==");
        assertThat(refused(user(new Part.ToolResult("toolu_1", null, List.of(sound), false)), TARGET))
                .hasMessageContaining("audio in a tool result")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"word\":", "[1]", "\"cat\"", "{} {}"})
    void arguments_that_are_no_object_stop_the_request(String arguments) {
        ChatRequest request = ask().message(
                        Message.assistant(List.of(new Part.ToolCall("toolu_1", "lookup", arguments))))
                .message(Message.toolResult("toolu_1", "a cat"))
                .build();

        assertThat(refused(request, TARGET))
                .hasMessageContaining("the arguments of the tool call toolu_1 are not a JSON object")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @Test
    void pictures_come_as_bytes_address_or_file() {
        assertThat(content(new Part.Image(Media.of(new byte[] {1, 2}, "image/webp"), null, null)))
                .isEqualTo(
                        tree(
                                "[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/webp\",\"data\":\"AQI=\"}}]"));
        assertThat(content(new Part.Image(Media.at(URI.create("https://example.org/a.png")), null, null)))
                .isEqualTo(tree(
                        "[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://example.org/a.png\"}}]"));
        assertThat(refused(user(new Part.Image(Media.of(new byte[] {1}, "image/tiff"), null, null)), TARGET))
                .hasMessageContaining("image/tiff")
                .hasMessageContaining("image/gif, image/jpeg, image/png, image/webp");
    }

    @Test
    void an_uploaded_file_asks_for_its_beta() {
        Media uploaded = new Media(null, null, "file_1", null, null);

        WireRequest request = Wire.request(user(new Part.File(uploaded, null)), TARGET);

        assertThat(tree(request.body().text()).at("/messages/0/content"))
                .isEqualTo(tree("[{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"file_1\"}}]"));
        assertThat(request.headers()).contains(new HttpHeader("anthropic-beta", "files-api-2025-04-14"));
        assertThat(Wire.request(Wire.HELLO, TARGET).headers())
                .extracting(HttpHeader::name)
                .doesNotContain("anthropic-beta");
    }

    @Test
    void documents_are_pdf_or_text() {
        Media pdf = Media.of(new byte[] {'%'}, "application/pdf").named("a.pdf");
        Media text = Media.of("Grüße".getBytes(StandardCharsets.UTF_8), "text/markdown");

        assertThat(content(new Part.File(pdf, null)))
                .isEqualTo(tree("[{\"type\":\"document\",\"source\":{\"type\":\"base64\","
                        + "\"media_type\":\"application/pdf\",\"data\":\"JQ==\"},\"title\":\"a.pdf\"}]"));
        assertThat(content(new Part.File(text, null)))
                .isEqualTo(tree("[{\"type\":\"document\",\"source\":{\"type\":\"text\","
                        + "\"media_type\":\"text/plain\",\"data\":\"Grüße\"}}]"));
        assertThat(refused(user(new Part.File(Media.of(new byte[] {1}, "application/zip"), null)), TARGET))
                .hasMessageContaining("application/zip")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
    }

    @Test
    void a_sound_is_refused() {
        assertThat(refused(user(new Part.Audio(Media.of(new byte[] {1}, "audio/wav"), null, null)), TARGET)
                        .kind())
                .isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
    }

    @Test
    void sources_to_be_cited_stand_before_the_first_words() {
        ChatRequest request = ask().documents(List.of(
                        new Document("d1", "Primes", "Two is a prime.", Map.of("page", "7")),
                        new Document("d2", null, "So is three.", Map.of())))
                .build();

        assertThat(body(request, TARGET).at("/messages/0/content"))
                .isEqualTo(tree(
                        "[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"Two is a prime.\"},"
                                + "\"title\":\"Primes\",\"context\":\"{\\\"page\\\":\\\"7\\\"}\",\"citations\":{\"enabled\":true}},"
                                + "{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"So is three.\"},"
                                + "\"citations\":{\"enabled\":true}},{\"type\":\"text\",\"text\":\"Hello\"}]"));
    }

    @Test
    void cache_hints_mark_their_parts_with_the_nearest_time_there_is() {
        ChatRequest request = ChatRequest.builder()
                .message(new Message(Role.SYSTEM, List.of(new Part.Text("Be brief.", SHORT))))
                .message(Message.user(
                        new Part.Text("one", new CacheHint(Duration.ofMinutes(5))),
                        new Part.Text("two", new CacheHint(Duration.ofMinutes(6)))))
                .build();

        JsonNode body = body(request, TARGET);

        assertThat(body.at("/system/0/cache_control")).isEqualTo(tree("{\"type\":\"ephemeral\"}"));
        assertThat(body.at("/messages/0/content/0/cache_control"))
                .isEqualTo(tree("{\"type\":\"ephemeral\",\"ttl\":\"5m\"}"));
        assertThat(body.at("/messages/0/content/1/cache_control"))
                .isEqualTo(tree("{\"type\":\"ephemeral\",\"ttl\":\"1h\"}"));
    }

    @Test
    void a_fifth_cache_hint_stops_the_request() {
        Part.Text hinted = new Part.Text("words", SHORT);

        assertThat(content(hinted, hinted, hinted, hinted)).hasSize(4);
        assertThat(refused(user(hinted, hinted, hinted, hinted, hinted), TARGET))
                .hasMessageContaining("more than 4 cache hints")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @Test
    void signed_thoughts_go_back_as_they_came_and_others_stay_behind() {
        Map<String, Object> signed = Map.of("type", "thinking", "thinking", "Hm.", "signature", "c2ln");
        Map<String, Object> hidden = Map.of("type", "redacted_thinking", "data", "ZGF0YQ==");
        ChatRequest request = ask().message(Message.assistant(List.of(
                        new Part.Reasoning("Hm.", List.of(signed)),
                        new Part.Reasoning("", List.of(hidden)),
                        new Part.Reasoning("Of another provider.", List.of()),
                        new Part.ToolCall("toolu_1", "lookup", "{}"))))
                .message(Message.toolResult("toolu_1", "a cat"))
                .build();

        JsonNode turn = body(request, TARGET).at("/messages/1/content");

        assertThat(turn.get(0)).isEqualTo(tree("{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"}"));
        assertThat(turn.get(1)).isEqualTo(tree("{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"}"));
        assertThat(turn).hasSize(3);
        assertThat(notices(request, TARGET)).containsExactly("reasoning");
    }

    @Test
    void a_turn_of_nothing_but_foreign_thoughts_is_left_out() {
        ChatRequest request = ask().message(
                        Message.assistant(List.of(new Part.Reasoning("Of another provider.", List.of()))))
                .user("Go on.")
                .build();

        assertThat(body(request, TARGET).path("messages"))
                .allMatch(message -> !message.path("content").isEmpty()
                        || message.path("content").isTextual());
    }

    @Test
    void the_beginning_of_an_answer_has_no_blanks_at_its_end() {
        ChatRequest request = ask().message(Message.assistant("Two is \n")).build();

        assertThat(body(request, TARGET).at("/messages/1/content").textValue()).isEqualTo("Two is");
        assertThat(refused(request, Wire.claude("claude-opus-4-6")))
                .hasMessageContaining("Claude 4.6")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
    }

    @Test
    void a_refusal_goes_back_as_text() {
        ChatRequest request = ask().message(Message.assistant(List.of(new Part.Refusal("I cannot."))))
                .user("Why?")
                .build();

        assertThat(body(request, TARGET).at("/messages/1/content/0"))
                .isEqualTo(tree("{\"type\":\"text\",\"text\":\"I cannot.\"}"));
    }

    @Test
    void a_stream_is_asked_for_in_body_and_header() {
        WireRequest request = new AnthropicDialect().chat(Wire.HELLO, TARGET, true);

        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(tree(request.body().text()).path("stream").booleanValue()).isTrue();
        assertThat(request.headers()).contains(new HttpHeader("Accept", "text/event-stream"));
    }
}
