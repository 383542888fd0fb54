/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import static io.github.camelllm.dialect.responses.Responses.stream;
import static io.github.camelllm.dialect.responses.Responses.streamed;
import static io.github.camelllm.dialect.responses.Responses.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as the OpenAPI document of 2026-08-21 and recorded traffic have them. */
class ResponsesDecodingTest {

    private static final String THOUGHTS =
            "{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"One.\"},{\"type\":\"summary_text\",\"text\":\"Two.\"}],\"encrypted_content\":\"gAAA\"}";
    private static final String FIRST =
            "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_1\",\"name\":\"look\",\"arguments\":\"{\\\"a\\\":1}\"}";
    private static final String SECOND =
            "{\"id\":\"fc_2\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_2\",\"name\":\"look\",\"arguments\":\"{\\\"a\\\":2}\"}";
    private static final String SAID =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\"completed\",\"phase\":\"final_answer\",\"content\":[{\"type\":\"output_text\",\"text\":\"Two.\",\"annotations\":[{\"type\":\"url_citation\",\"url\":\"https://a.example\",\"title\":\"A\",\"start_index\":0,\"end_index\":4}]}]}";
    private static final String USAGE =
            "\"usage\":{\"input_tokens\":100,\"input_tokens_details\":{\"cached_tokens\":60,\"cache_write_tokens\":10},\"output_tokens\":20,\"output_tokens_details\":{\"reasoning_tokens\":15},\"total_tokens\":120}";

    private static String response(String status, String more, String... items) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"" + status + "\"," + more
                + "\"model\":\"m-1\",\"output\":[" + String.join(",", items) + "]," + USAGE + "}";
    }

    private static String event(String type, String members) {
        return "{\"type\":\"" + type + "\"," + members + "}";
    }

    private static final String STREAM = stream(
            event(
                    "response.created",
                    "\"response\":{\"id\":\"resp_1\",\"model\":\"m-1\",\"status\":\"in_progress\",\"output\":[]}"),
            event(
                    "response.output_item.added",
                    "\"output_index\":0,\"item\":{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[]}"),
            event("response.reasoning_summary_text.delta", "\"output_index\":0,\"summary_index\":0,\"delta\":\"One.\""),
            event("response.reasoning_summary_text.delta", "\"output_index\":0,\"summary_index\":1,\"delta\":\"Two.\""),
            event("response.output_item.done", "\"output_index\":0,\"item\":" + THOUGHTS),
            event(
                    "response.output_item.added",
                    "\"output_index\":1,\"item\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}"),
            event("response.output_text.delta", "\"output_index\":1,\"content_index\":0,\"delta\":\"Tw\""),
            event("response.output_text.delta", "\"output_index\":1,\"content_index\":0,\"delta\":\"o.\""),
            event("response.newer.than.this", "\"output_index\":1,\"delta\":{\"a\":1}"),
            event("response.output_item.done", "\"output_index\":1,\"item\":" + SAID),
            event("response.output_item.added", "\"output_index\":2,\"item\":" + FIRST.replace("{\\\"a\\\":1}", "")),
            event("response.output_item.added", "\"output_index\":3,\"item\":" + SECOND.replace("{\\\"a\\\":2}", "")),
            event("response.function_call_arguments.delta", "\"output_index\":3,\"delta\":\"{\\\"a\\\":\""),
            event("response.function_call_arguments.delta", "\"output_index\":2,\"delta\":\"{\\\"a\\\":1}\""),
            event("response.function_call_arguments.delta", "\"output_index\":3,\"delta\":\"2}\""),
            event("response.output_item.done", "\"output_index\":2,\"item\":" + FIRST),
            event("response.output_item.done", "\"output_index\":3,\"item\":" + SECOND),
            event("response.completed", "\"response\":" + response("completed", "", THOUGHTS, SAID, FIRST, SECOND)));

    private static void check(ChatResponse response) {
        assertThat(response.id()).isEqualTo("resp_1");
        assertThat(response.model()).isEqualTo("m-1");
        assertThat(response.text()).isEqualTo("Two.");
        assertThat(response.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .extracting(call -> call.id() + call.name() + call.arguments())
                .containsExactly("call_1look{\"a\":1}", "call_2look{\"a\":2}");
        Part.Reasoning thoughts = response.first().parts(Part.Reasoning.class).get(0);
        assertThat(thoughts.text()).isEqualTo("One.\n\nTwo.");
        assertThat(thoughts.details())
                .anySatisfy(detail -> assertThat(detail).containsEntry("encrypted_content", "gAAA"))
                .contains(Map.of("type", "message_phase", "phase", "final_answer"));
        assertThat(response.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.url()).isEqualTo("https://a.example");
            assertThat(citation.end()).isEqualTo(4);
        });
        assertThat(response.usage().inputTokens()).hasValue(100);
        assertThat(response.usage().outputTokens()).hasValue(20);
        assertThat(response.usage().count(Bucket.CACHE_READ)).hasValue(60);
        assertThat(response.usage().count(Bucket.CACHE_WRITE)).hasValue(10);
        assertThat(response.usage().count(Bucket.INPUT)).hasValue(30);
        assertThat(response.usage().count(Bucket.REASONING)).hasValue(15);
    }

    @Test
    void a_whole_answer_has_thoughts_text_calls_and_counts() {
        check(whole(response("completed", "", THOUGHTS, SAID, FIRST, SECOND)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void a_streamed_answer_is_the_same_however_it_is_cut(int piece) {
        check(streamed(STREAM, piece));
    }

    @Test
    void a_stream_without_its_last_event_is_no_answer() {
        String[] events = STREAM.split("(?<=\n\n)");
        StringBuilder begun = new StringBuilder();
        for (int i = 0; i < events.length - 1; i++) {
            begun.append(events[i]);
            String cut = begun.toString();
            assertThatThrownBy(() -> streamed(cut, 4096))
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STREAM_INTERRUPTED));
        }
    }

    @ParameterizedTest
    @CsvSource({"max_output_tokens, LENGTH", "content_filter, CONTENT_FILTER", "something_new, OTHER"})
    void an_incomplete_answer_says_why(String reason, FinishReason expected) {
        String body = response("incomplete", "\"incomplete_details\":{\"reason\":\"" + reason + "\"},", SAID);

        assertThat(whole(body).finish().reason()).isEqualTo(expected);
        assertThat(streamed(stream(event("response.incomplete", "\"response\":" + body)), 64)
                        .finish()
                        .reason())
                .isEqualTo(expected);
    }

    @Test
    void an_answer_that_is_not_finished_is_none() {
        assertThatThrownBy(() -> whole(response("queued", "")))
                .isInstanceOf(LlmException.class)
                .hasMessageContaining("did not finish");
    }

    @Test
    void a_refusal_is_no_text() {
        ChatResponse response = whole(
                response(
                        "completed",
                        "",
                        "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}"));

        assertThat(response.text()).isEmpty();
        assertThat(response.first().parts(Part.Refusal.class))
                .extracting(Part.Refusal::text)
                .containsExactly("No.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"sequence_number\":2,\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\",\"message\":\"No credit\"}}",
                "{\"type\":\"error\",\"code\":\"insufficient_quota\",\"message\":\"No credit\",\"param\":null}",
                "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"insufficient_quota\",\"message\":\"No credit\"},\"output\":[]}}",
                "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"No credit\"}}"
            })
    void an_error_within_a_stream_is_told_in_all_its_forms(String event) {
        assertThatThrownBy(() -> streamed(stream(event), 64)).isInstanceOfSatisfying(LlmException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.QUOTA_EXHAUSTED);
            assertThat(e).hasMessageContaining("No credit");
        });
    }

    @Test
    void a_call_without_a_name_is_an_invalid_answer() {
        assertThatThrownBy(() -> whole(response("completed", "", "{\"type\":\"function_call\",\"call_id\":\"c\"}")))
                .hasMessageContaining("without naming it");
    }

    @Test
    void items_of_the_providers_own_tools_are_kept_as_extras() {
        ChatResponse response = whole(response(
                "completed", "", "{\"type\":\"web_search_call\",\"id\":\"ws_1\",\"status\":\"completed\"}", SAID));

        assertThat(response.extras()).extractingByKey("output_items").asString().contains("ws_1");
        assertThat(response.text()).isEqualTo("Two.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}} | AUTHENTICATION_FAILED",
                "400 | {\"error\":{\"message\":\"The requested model does not exist\",\"code\":\"model_not_found\",\"param\":\"model\"}} | MODEL_NOT_FOUND",
                "400 | {\"error\":{\"message\":\"Your input exceeds the context window of this model.\",\"code\":\"context_length_exceeded\"}} | CONTEXT_TOO_LONG",
                "400 | {\"error\":{\"message\":\"flagged\",\"code\":\"invalid_prompt\"}} | CONTENT_BLOCKED",
                "429 | {\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}} | RATE_LIMITED",
                "429 | {\"error\":{\"message\":\"pay\",\"type\":\"insufficient_quota\",\"code\":null}} | QUOTA_EXHAUSTED",
                "503 | {\"error\":{\"message\":\"busy\",\"code\":\"server_is_overloaded\"}} | OVERLOADED",
                "400 | {\"error\":{\"message\":\"wrong\",\"type\":\"invalid_request_error\",\"code\":null}} | INVALID_REQUEST",
                "502 | <html><title>Bad Gateway</title></html> | SERVER_ERROR",
            })
    void an_error_is_told_by_its_code(int status, String body, ErrorKind kind) {
        LlmException problem =
                Responses.DIALECT.error(Responses.reply(status, body), "chat", Responses.target(Map.of()));

        assertThat(problem.kind()).isEqualTo(kind);
    }
}
