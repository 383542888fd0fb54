/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static io.github.camelllm.dialect.anthropic.Wire.HELLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How whole answers are read. The form is that of providers/anthropic, Chat response (read 2026-11-25). */
class AnswerDecodingTest {

    private static final Target TARGET = Wire.target();

    private static ChatResponse answer(String content, String rest) {
        return Wire.answer(
                "{\"type\":\"message\",\"id\":\"msg_1\",\"model\":\"m\",\"content\":" + content + rest + "}",
                HELLO,
                TARGET);
    }

    private static ChatResponse ended(String reason) {
        return answer("[{\"type\":\"text\",\"text\":\"Two.\"}]", ",\"stop_reason\":\"" + reason + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "refusal, CONTENT_FILTER",
        "pause_turn, OTHER",
        "brand_new, OTHER"
    })
    void each_stop_reason_means_something(String raw, FinishReason reason) {
        assertThat(ended(raw).finish().reason()).isEqualTo(reason);
        assertThat(ended(raw).finish().raw()).isEqualTo(raw);
    }

    @Test
    void a_host_may_have_further_reasons() {
        ChatResponse response = Wire.answer(
                "{\"content\":[],\"stop_reason\":\"guardrail\"}",
                HELLO,
                Wire.target(AnthropicQuirks.FINISH_REASONS, Map.of("guardrail", "content_filter")));

        assertThat(response.finish().reason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void content_may_be_empty_and_members_come_in_any_order() {
        ChatResponse response = Wire.answer(
                "{\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":0},\"content\":[],\"id\":\"msg_1\"}",
                HELLO,
                TARGET);

        assertThat(response.text()).isEmpty();
        assertThat(response.id()).isEqualTo("msg_1");
        assertThat(response.usage().outputTokens()).hasValue(0);
    }

    @Test
    void thoughts_go_back_exactly_as_they_came() {
        ChatResponse response = answer(
                "[{\"type\":\"thinking\",\"thinking\":\"Hm. 🐪\",\"signature\":\"c2ln\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"},{\"type\":\"text\",\"text\":\"I look.\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"lookup\",\"input\":{\"word\":\"cat\",\"n\":[1,null]}}]",
                ",\"stop_reason\":\"tool_use\"");
        ChatRequest next = ChatRequest.builder()
                .user("Hello")
                .message(response.message())
                .message(Message.toolResult("toolu_1", "a cat"))
                .build();

        assertThat(Wire.body(next, TARGET).at("/messages/1/content"))
                .isEqualTo(
                        Wire.tree(
                                "[{\"type\":\"thinking\",\"thinking\":\"Hm. 🐪\",\"signature\":\"c2ln\"},"
                                        + "{\"type\":\"redacted_thinking\",\"data\":\"ZGF0YQ==\"},{\"type\":\"text\",\"text\":\"I look.\"},"
                                        + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"lookup\",\"input\":{\"word\":\"cat\",\"n\":[1,null]}}]"));
        assertThat(Wire.notices(next, TARGET)).isEmpty();
    }

    @Test
    void what_the_providers_own_tools_did_is_kept() {
        ChatResponse response = answer(
                "[{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\",\"name\":\"web_search\",\"input\":{\"query\":\"primes\"}},"
                        + "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srvtoolu_1\",\"content\":[]},"
                        + "{\"type\":\"text\",\"text\":\"Two.\"}]",
                ",\"stop_reason\":\"pause_turn\"");

        assertThat(response.text()).isEqualTo("Two.");
        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.extras().get("server_blocks").toString())
                .contains("web_search")
                .contains("srvtoolu_1");
    }

    @Test
    void a_citation_of_a_document_names_it() {
        ChatRequest request = ChatRequest.builder()
                .user("Name a prime.")
                .documents(List.of(
                        new Document("d1", "One", "One is none.", Map.of()),
                        new Document("d2", "Two", "Two is a prime.", Map.of())))
                .build();
        String json = "{\"content\":[{\"type\":\"text\",\"text\":\"Two.\",\"citations\":[{\"type\":\"char_location\","
                + "\"cited_text\":\"Two is a prime.\",\"document_index\":1,\"document_title\":\"Two\",\"start_char_index\":0},"
                + "{\"type\":\"char_location\",\"document_index\":9},7]}],\"stop_reason\":\"end_turn\"}";

        ChatResponse response = Wire.answer(json, request, TARGET);

        assertThat(response.citations()).hasSize(2);
        assertThat(response.citations().get(0).documentId()).isEqualTo("d2");
        assertThat(response.citations().get(0).title()).isEqualTo("Two");
        assertThat(response.citations().get(1).documentId()).isNull();
    }

    @Test
    void the_body_is_kept_on_request() {
        String json = "{\"content\":[],\"stop_reason\":\"end_turn\"}";

        assertThat(Wire.answer(
                                json,
                                ChatRequest.builder()
                                        .user("Hello")
                                        .rawResponse(true)
                                        .build(),
                                TARGET)
                        .raw())
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html></html>",
                "{\"content\":[]}",
                "{\"stop_reason\":\"end_turn\"}",
                "{\"content\":7,\"stop_reason\":\"end_turn\"}",
                "{\"content\":[],\"stop_reason\":\"end_turn\"} x",
                "{\"content\":[{\"type\":\"text\""
            })
    void what_is_no_answer_is_an_error(String body) {
        LlmException problem = catchThrowableOfType(LlmException.class, () -> Wire.answer(body, HELLO, TARGET));

        assertThat(problem.kind()).isEqualTo(ErrorKind.RESPONSE_INVALID);
    }

    @Test
    void an_answer_of_odd_blocks_is_read_as_far_as_it_can_be() {
        ChatResponse response = answer(
                "[7,null,{\"type\":\"text\"},{\"type\":\"tool_use\",\"input\":7},{\"text\":\"no type\"}]",
                ",\"stop_reason\":\"end_turn\"");

        assertThat(response.text()).isEmpty();
        assertThat(response.first().parts(Part.ToolCall.class)).hasSize(1);
    }
}
