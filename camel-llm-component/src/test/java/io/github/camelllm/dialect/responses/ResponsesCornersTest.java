/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import static io.github.camelllm.dialect.responses.Responses.DIALECT;
import static io.github.camelllm.dialect.responses.Responses.reply;
import static io.github.camelllm.dialect.responses.Responses.sent;
import static io.github.camelllm.dialect.responses.Responses.stream;
import static io.github.camelllm.dialect.responses.Responses.streamed;
import static io.github.camelllm.dialect.responses.Responses.target;
import static io.github.camelllm.dialect.responses.Responses.whole;
import static io.github.camelllm.dialect.responses.Responses.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers and requests may hold besides the usual. */
class ResponsesCornersTest {

    private static final ToolSpec LOOK =
            new ToolSpec("look", "Looks.", Map.of("type", "object", "properties", Map.of()), true);

    private static String response(String more) {
        return "{\"id\":\"r\",\"object\":\"response\",\"model\":\"m\"," + more + "}";
    }

    private static String message(String parts) {
        return "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[" + parts + "]}";
    }

    @Test
    void the_likelihoods_of_tokens_are_told_with_their_rivals() {
        ChatResponse answer = whole(response("\"output\":["
                + message(
                        "{\"type\":\"output_text\",\"text\":\"Yes\",\"logprobs\":[{\"token\":\"Yes\",\"logprob\":-0.5,"
                                + "\"top_logprobs\":[{\"token\":\"No\",\"logprob\":-1.5}]},{\"token\":\"odd\"},7]}")
                + "]"));

        assertThat(answer.first().logprobs()).singleElement().satisfies(token -> {
            assertThat(token.token()).isEqualTo("Yes");
            assertThat(token.logprob()).isEqualTo(-0.5);
            assertThat(token.alternatives())
                    .singleElement()
                    .satisfies(rival -> assertThat(rival.token()).isEqualTo("No"));
        });
    }

    @Test
    void a_picture_that_was_made_is_a_part_and_one_that_cannot_be_read_an_extra() {
        ChatResponse answer = whole(response(
                "\"output\":[{\"type\":\"image_generation_call\",\"id\":\"ig_1\",\"result\":\"AQID\",\"output_format\":\"webp\"},"
                        + "{\"type\":\"image_generation_call\",\"id\":\"ig_2\",\"result\":\"*\"},"
                        + "{\"type\":\"image_generation_call\",\"id\":\"ig_3\",\"result\":null},"
                        + "{\"type\":\"image_generation_call\",\"id\":\"ig_4\",\"result\":\"AQID\"}]"));

        assertThat(answer.first().parts(Part.Image.class))
                .extracting(image -> image.media().mediaType())
                .containsExactly("image/webp", "image/png");
        assertThat(answer.extras()).extractingByKey("output_items").asString().contains("ig_2", "ig_3");
    }

    @Test
    void an_item_is_told_once_even_when_the_last_event_numbers_it_anew() {
        String words = "\"item\":{\"type\":\"message\",\"id\":\"msg_1\",\"content\":"
                + "[{\"type\":\"output_text\",\"text\":\"Two.\"}]}";
        String call = "\"item\":{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"c\",\"name\":\"look\","
                + "\"arguments\":\"{}\"}";

        ChatResponse answer = Responses.streamed(
                Responses.stream(
                        "{\"type\":\"response.created\",\"response\":{\"id\":\"r\"}}",
                        "{\"type\":\"response.output_item.done\",\"output_index\":1," + words + "}",
                        "{\"type\":\"response.output_item.done\",\"output_index\":3," + call + "}",
                        "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"status\":\"completed\",\"output\":["
                                + words.substring("\"item\":".length()) + ","
                                + call.substring("\"item\":".length()) + "]}}"),
                1000);

        assertThat(answer.text()).isEqualTo("Two.");
        assertThat(answer.toolCalls()).hasSize(1);
    }

    @Test
    void a_tool_that_takes_free_text_is_called_with_it() {
        ChatResponse answer = whole(
                response(
                        "\"output\":[{\"type\":\"custom_tool_call\",\"call_id\":\"c\",\"name\":\"run\",\"input\":\"print(1)\"}]"));

        assertThat(answer.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("run");
            assertThat(call.arguments()).isEqualTo("print(1)");
        });
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void sources_are_told_once_and_a_file_by_its_name() {
        String file = "{\"type\":\"file_citation\",\"file_id\":\"f_1\",\"filename\":\"a.pdf\",\"index\":3}";

        ChatResponse answer = whole(response("\"output\":["
                + message("{\"type\":\"output_text\",\"text\":\"It is.\",\"annotations\":[" + file + "," + file
                        + ",7]},7")
                + "]"));

        assertThat(answer.citations()).extracting(Citation::title).containsExactly("a.pdf");
    }

    @Test
    void several_messages_are_parted_by_a_blank_line_also_when_they_are_streamed() {
        String both = "\"output\":[" + message("{\"type\":\"output_text\",\"text\":\"One.\"}") + ","
                + message("{\"type\":\"output_text\",\"text\":\"Two.\"}") + "]";

        assertThat(whole(response(both)).text()).isEqualTo("One.\n\nTwo.");
        assertThat(streamed(
                                stream(
                                        "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"One.\"}",
                                        "{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":\"\"}",
                                        "{\"type\":\"response.output_text.delta\",\"output_index\":1,\"delta\":\"Two.\"}",
                                        "{\"type\":\"response.completed\",\"response\":" + response(both) + "}"),
                                64)
                        .text())
                .isEqualTo("One.\n\nTwo.");
    }

    @Test
    void a_streamed_refusal_is_told_once() {
        String refused = "\"output\":[" + message("{\"type\":\"refusal\",\"refusal\":\"No.\"}") + "]";

        ChatResponse answer = streamed(
                stream(
                        "{\"type\":\"response.refusal.delta\",\"output_index\":0,\"delta\":\"\"}",
                        "{\"type\":\"response.refusal.delta\",\"output_index\":0,\"delta\":\"No.\"}",
                        "{\"type\":\"response.completed\",\"response\":" + response(refused) + "}"),
                1);

        assertThat(answer.first().parts(Part.Refusal.class))
                .extracting(Part.Refusal::text)
                .containsExactly("No.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"status\":\"incomplete\",\"output\":[]' | OTHER",
                "'\"status\":\"completed\",\"output\":[]' | STOP",
                "'\"output\":[]' | STOP"
            })
    void the_status_tells_the_end(String members, FinishReason expected) {
        assertThat(whole(response(members)).finish().reason()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"usage\":null,\"output\":[]",
                "\"usage\":{\"input_tokens\":-1,\"output_tokens\":\"many\"},\"output\":[]",
                "\"usage\":7,\"output\":[]"
            })
    void a_count_that_is_none_stays_unknown(String members) {
        assertThat(whole(response(members)).usage().known()).isFalse();
    }

    @Test
    void counts_without_details_and_details_beyond_their_sum_are_never_negative() {
        ChatResponse answer = whole(response("\"output\":[],\"usage\":{\"input_tokens\":5,\"input_tokens_details\":"
                + "{\"cached_tokens\":9},\"output_tokens\":2}"));

        assertThat(answer.usage().inputTokens()).hasValue(5);
        assertThat(answer.usage().outputTokens()).hasValue(2);
    }

    @Test
    void withheld_categories_of_a_content_filter_are_named() {
        ChatResponse answer = whole(response(
                "\"incomplete_details\":{\"reason\":\"content_filter\"},\"status\":\"incomplete\",\"output\":[],\"content_filters\":"
                        + "[{\"content_filter_results\":{\"hate\":{\"filtered\":true,\"severity\":\"high\"},\"violence\":{\"filtered\":false},"
                        + "\"jailbreak\":{\"filtered\":true},\"odd\":1}},{\"other\":1},7]"));

        assertThat(answer.finish().reason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(answer.extras().values().toString())
                .contains("hate (high)", "jailbreak")
                .doesNotContain("violence");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | [{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"pay\"}}] | QUOTA_EXHAUSTED | pay",
                "400 | {\"error\":\"exceeded your current quota\"} | QUOTA_EXHAUSTED | exceeded your current quota",
                "401 | {\"detail\":\"no key\"} | AUTHENTICATION_FAILED | no key",
                "500 | {\"response\":{\"error\":{\"code\":\"slow_down\",\"message\":\"slower\"}}} | RATE_LIMITED | slower",
                "429 | {\"error\":{\"code\":\"429\",\"message\":\"too many\"}} | RATE_LIMITED | too many",
                "503 | upstream connect error | OVERLOADED | upstream connect error",
                "502 | <html>no title</html> | SERVER_ERROR | a web page",
                "400 | 7 | INVALID_REQUEST | 7",
                "404 | '' | MODEL_NOT_FOUND | ''",
                "400 | null | INVALID_REQUEST | ''",
                "400 | {\"error\":{\"code\":\"UNSUPPORTED_PARAMETER\",\"message\":\"no\"}} | UNSUPPORTED_FEATURE | no"
            })
    void an_error_of_any_form_has_its_kind_and_its_words(int status, String body, ErrorKind kind, String words) {
        LlmException problem = DIALECT.error(reply(status, body == null ? "" : body), "chat", target(Map.of()));

        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem).hasMessageContaining(words == null ? "" : words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content_filter_result", "content_filter_results"})
    void a_blocked_prompt_names_its_categories(String member) {
        LlmException problem = DIALECT.error(
                reply(
                        400,
                        "{\"error\":{\"code\":\"content_filter\",\"message\":\"blocked\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\""
                                + member + "\":{\"hate\":{\"filtered\":true,\"severity\":\"high\"},\"odd\":7}}}}"),
                "chat",
                target(Map.of()));

        assertThat(problem.kind()).isEqualTo(ErrorKind.CONTENT_BLOCKED);
        assertThat(problem.details().categories()).containsExactly("hate (high)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"output\":7}", "{\"error\":{\"message\":\"odd\"}}", "nothing", ""})
    void a_body_that_is_no_answer_is_an_error(String body) {
        assertThatThrownBy(() -> whole(body)).isInstanceOf(LlmException.class);
        assertThatThrownBy(() -> streamed(body, 3)).isInstanceOf(LlmException.class);
    }

    @Test
    void a_plain_answer_in_place_of_a_stream_is_the_answer() {
        String body = response("\"output\":[" + message("{\"type\":\"output_text\",\"text\":\"Two.\"}") + "]");

        assertThat(streamed(body, 5).text()).isEqualTo("Two.");
    }

    @ParameterizedTest
    @CsvSource({"AUTO, auto", "NONE, none", "REQUIRED, required"})
    void the_choice_of_tools_is_sent(ToolChoice.Mode mode, String word) {
        ChatRequest request = ChatRequest.builder()
                .user("Hi")
                .tools(List.of(LOOK, new ToolSpec("bare", null, Map.of(), null)))
                .toolChoice(ToolChoice.parse(word))
                .parallelTools(false)
                .build();

        assertThat(ToolChoice.parse(word).mode()).isEqualTo(mode);
        assertThat(sent(request)).containsEntry("tool_choice", word).containsEntry("parallel_tool_calls", false);
        assertThat(sent(request).get("tools").toString()).contains("strict=true", "strict=false", "name=bare");
    }

    @Test
    void a_named_tool_must_be_offered() {
        ChatRequest.Builder request =
                ChatRequest.builder().user("Hi").tools(List.of(LOOK)).toolChoice(ToolChoice.parse("look"));

        assertThat(sent(request.build())).containsEntry("tool_choice", Map.of("type", "function", "name", "look"));
        assertThatThrownBy(
                        () -> wire(request.toolChoice(ToolChoice.parse("hear")).build()))
                .hasMessageContaining("hear");
        assertThatThrownBy(() -> wire(ChatRequest.builder()
                        .user("Hi")
                        .toolChoice(ToolChoice.parse("required"))
                        .build()))
                .hasMessageContaining("offers no tools");
    }

    @Test
    void media_by_url_and_by_id_are_sent_as_they_are() {
        String body = wire(ChatRequest.builder()
                        .message(Message.user(
                                new Part.Image(Media.at(URI.create("https://a.example/a.png")), "low", null),
                                new Part.File(Media.at(URI.create("https://a.example/a.pdf")), null),
                                new Part.File(Media.of(new byte[] {1}, "application/pdf"), null)))
                        .build())
                .body()
                .text();

        assertThat(body)
                .contains("\"image_url\":\"https://a.example/a.png\",\"detail\":\"low\"")
                .contains("\"file_url\":\"https://a.example/a.pdf\"")
                .contains("\"filename\":\"file\"");
    }

    @Test
    void a_hint_to_cache_is_sent_where_the_provider_takes_it_and_else_is_a_notice() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(new Part.Text("Long.", new CacheHint(null)), Part.text("Short.")))
                .build();

        assertThat(wire(request).notices()).isNotEmpty();
        assertThat(DIALECT.chat(request, target(Map.of("cacheHints", "breakpoint")), false)
                        .body()
                        .text())
                .contains("\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}");
    }

    @Test
    void parts_that_only_an_assistant_has_are_refused_in_a_users_message() {
        assertThatThrownBy(() -> wire(ChatRequest.builder()
                        .message(Message.user(Part.text("a"), new Part.Refusal("No.")))
                        .build()))
                .hasMessageContaining("allowed are text, images and files");
    }
}
