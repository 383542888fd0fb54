/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.test.ErrorCase;
import io.github.camelllm.test.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dedicated endpoint of Hugging Face with Text Generation Inference, which is stricter than the router. */
class DedicatedEndpointTest {

    private static final String PROVIDER = "huggingface";
    private static final Map<String, Object> SCHEMA = Map.of(
            "type", "object", "properties", Map.of("prime", Map.of("type", "integer")), "required", List.of("prime"));

    private final Bench bench = new Bench();
    private final LoadedModel endpoint = bench.client.load(PROVIDER, "tgi", bench.settings(PROVIDER));

    @AfterEach
    void close() {
        bench.close();
    }

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Name a prime.");
    }

    @Test
    void the_bounds_that_it_refuses_are_left_out_and_told() {
        ChatRequest request = ask().sampling(
                        new Sampling(0.0, 1.0, null, 64, List.of("END"), 42L, null, null, null, null))
                .build();

        ChatResponse response = Bench.answer(endpoint.complete(request));

        assertThat(response.notices()).extracting(Notice::setting).containsExactly("temperature", "topP");
        assertThat(bench.request().json().has("temperature")).isFalse();
        assertThat(bench.request().json().path("max_tokens").intValue()).isEqualTo(64);
    }

    @Test
    void its_answer_obeys_a_schema() {
        ChatRequest request = ask().output(new OutputFormat.JsonSchema("prime", SCHEMA, null, true))
                .build();

        ChatResponse response = Bench.answer(endpoint.complete(request));

        assertThat(response.text()).contains("\"prime\"");
        assertThat(response.notices()).isEmpty();
    }

    @Test
    void a_tool_that_is_demanded_is_called_whole_and_streamed() {
        ChatRequest request = Requests.withTool().toBuilder()
                .toolChoice(ToolChoice.tool("lookup"))
                .build();
        Reply call = Reply.toolCall("lookup", "{\"word\":\"cat\"}").andToolCall("lookup", "{\"word\":\"dog\"}");
        bench.at(PROVIDER).enqueue(call, call);

        ChatResponse whole = Bench.answer(endpoint.complete(request));
        ChatResponse streamed = Bench.read(endpoint.stream(request)).response();

        JsonNode choice = bench.request().json().path("tool_choice");
        assertThat(choice.has("type")).isFalse();
        for (ChatResponse response : List.of(whole, streamed)) {
            assertThat(response.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
            assertThat(response.toolCalls())
                    .extracting(tool -> tool.name() + tool.arguments())
                    .containsExactly("lookup{\"word\":\"cat\"}", "lookup{\"word\":\"dog\"}");
            assertThat(response.toolCalls()).extracting(tool -> tool.id()).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_stream_keeps_alive_by_comments_and_ends_with_its_usage() {
        bench.at(PROVIDER).enqueue(Reply.text("Two is a prime.").usage(11, 5));

        ChatResponse response = Bench.read(endpoint.stream(ask().build())).response();

        assertThat(response.text()).isEqualTo("Two is a prime.");
        assertThat(response.usage().inputTokens()).hasValue(11);
        assertThat(response.usage().totalTokens()).hasValue(16);
    }

    @Test
    void an_error_within_the_stream_is_the_servers_fault_with_what_came() {
        bench.at(PROVIDER)
                .enqueue(Reply.chunks("Two ", "is ", "a prime.").failingAfterChunks(1, ErrorCase.SERVER_ERROR));

        LlmException problem = Bench.read(endpoint.stream(ask().build())).failure(ErrorKind.SERVER_ERROR);

        assertThat(problem).hasMessageContaining("out of memory");
        assertThat(problem.partial())
                .hasValueSatisfying(partial -> assertThat(partial.text()).isEqualTo("Two "));
    }

    @Test
    void what_it_cannot_take_now_is_told_apart_from_what_it_never_takes() {
        bench.at(PROVIDER).enqueue(Reply.error(ErrorCase.OVERLOADED), Reply.error(ErrorCase.CONTEXT_TOO_LONG));

        assertThat(Bench.failure(endpoint.complete(ask().build())).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(Bench.failure(endpoint.complete(ask().build())).kind()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
    }
}
