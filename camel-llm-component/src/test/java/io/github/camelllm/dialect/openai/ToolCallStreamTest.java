/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static io.github.camelllm.dialect.openai.StreamDecodingTest.FINISH;
import static io.github.camelllm.dialect.openai.StreamDecodingTest.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCallStreamTest {

    private static ChatResponse decode(String... payloads) {
        return Streams.decode(Targets.plain(), Streams.events(payloads));
    }

    /** The calls of a stream whose deltas have these {@code tool_calls}. */
    private static List<Part.ToolCall> calls(String... pieces) {
        List<String> payloads = new ArrayList<>();
        for (String piece : pieces) {
            payloads.add(chunk("{\"tool_calls\":" + piece + "}"));
        }
        payloads.add(FINISH);
        return decode(payloads.toArray(String[]::new)).toolCalls();
    }

    @Test
    void D12_streamed_tool_calls_are_put_together() {
        ChatResponse answer = decode(
                chunk(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}"),
                chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}]}"),
                chunk(
                        "{\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}"),
                chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"\",\"arguments\":\"1}\"}}]}"),
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}");

        assertThat(answer.toolCalls())
                .containsExactly(new Part.ToolCall("call_1", "f", "{\"a\":1}"), new Part.ToolCall("call_2", "g", "{}"));
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void calls_without_index_are_told_apart_by_id_name_or_position() {
        assertThat(calls("[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                        + "{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]"))
                .containsExactly(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{}"));
        assertThat(calls(
                        "[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]",
                        "[{\"function\":{\"arguments\":\"}\"}}]",
                        "[{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{\"}}]",
                        "[{\"function\":{\"arguments\":\"}\"}}]"))
                .containsExactly(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{}"));
        assertThat(calls(
                        "[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]",
                        "[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"))
                .extracting(Part.ToolCall::name)
                .containsExactly("f", "f");
    }

    @Test
    void an_index_that_every_call_shares_does_not_merge_them() {
        assertThat(calls(
                        "[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]",
                        "[{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"{\"}}]",
                        "[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]"))
                .containsExactly(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "g", "{}"));
    }

    @Test
    void a_name_and_an_id_that_are_repeated_with_each_piece_make_one_call() {
        assertThat(calls(
                        "[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]",
                        "[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"}\"}}]"))
                .containsExactly(new Part.ToolCall("a", "f", "{}"));
    }

    @Test
    void more_calls_than_any_model_makes_are_refused() {
        StringBuilder calls = new StringBuilder("{\"tool_calls\":[");
        for (int i = 0; i < 1025; i++) {
            calls.append(i == 0 ? "" : ",").append("{\"index\":").append(i).append(",\"function\":{\"name\":\"f\"}}");
        }

        assertThat(Streams.failure(Targets.plain(), Streams.events(chunk(calls + "]}"))))
                .hasMessageContaining("more than 1024 tools")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.RESPONSE_INVALID);
    }

    @Test
    void arguments_that_come_before_their_name_wait_for_it() {
        assertThat(calls(
                        "[{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{\"}}]",
                        "[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]",
                        "[{\"index\":0,\"function\":{\"name\":\"f\"}}]"))
                .containsExactly(new Part.ToolCall("a", "f", "{}"));
    }

    @Test
    void an_id_that_is_missing_is_made_up_and_different_for_each_call() {
        List<Part.ToolCall> calls = calls("[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"index\":1,\"id\":\"\",\"function\":{\"name\":\"g\"}}]");

        assertThat(calls)
                .extracting(Part.ToolCall::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("call_[0-9a-f]+_[01]"));
    }

    @Test
    void odd_forms_of_tool_calls_are_understood() {
        assertThat(calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1}}}"))
                .containsExactly(new Part.ToolCall("a", "f", "{\"x\":1}"));
        assertThat(calls("[{\"id\":\"a\",\"function\":\"f\"},7]")).containsExactly(new Part.ToolCall("a", "f", ""));
        assertThat(calls("[{\"id\":\"a\",\"type\":\"custom\",\"custom\":{\"name\":\"f\",\"input\":\"x\",\"y\":1}}]"))
                .containsExactly(new Part.ToolCall("a", "f", "x"));
        assertThat(decode(
                                chunk("{\"tool_calls\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}}"),
                                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"function_call\"}]}")
                        .toolCalls())
                .extracting(Part.ToolCall::name)
                .containsExactly("f");
    }

    @Test
    void a_name_that_comes_after_arguments_holds_them_back() {
        List<StreamEvent> events = Streams.read(
                Targets.plain(),
                Streams.events(
                        chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{\"}}]}"),
                        chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"}\"}}]}"),
                        FINISH),
                1000);

        assertThat(events)
                .containsSubsequence(
                        new StreamEvent.ToolCallStarted(0, 0, "a", "f"), new StreamEvent.ToolCallDelta(0, 0, "{}"));
    }

    @Test
    void a_call_that_never_tells_its_name_is_an_error() {
        byte[] stream = Streams.events(
                chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\"{}\"}}]}"), FINISH);

        assertThat(Streams.failure(Targets.plain(), stream)).hasMessageContaining("calls a tool without naming it");
    }

    @Test
    void the_content_decides_between_stop_and_tool_calls() {
        assertThat(decode(chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\"}}]}"), FINISH)
                        .finish())
                .isEqualTo(new Finish(FinishReason.TOOL_CALLS, "stop"));
        assertThat(decode("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\",\"tool_calls\":[]},"
                                + "\"finish_reason\":\"tool_calls\"}]}")
                        .finish())
                .isEqualTo(new Finish(FinishReason.STOP, "tool_calls"));
    }
}
