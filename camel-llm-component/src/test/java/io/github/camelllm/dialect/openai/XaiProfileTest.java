/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile of xAI obeys the pitfalls of its provider. */
class XaiProfileTest {

    private static final Map<String, Object> CLOSED_SCHEMA =
            Map.of("type", "object", "properties", Map.of(), "additionalProperties", false);

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().user("Hello");
    }

    private static ChatRequest.Builder limited() {
        return hello().sampling(new Sampling(0.0, 1.0, 40, 5, List.of("END"), 1L, 0.5, -0.5, null, null));
    }

    private static Map<String, Object> body(String model, ChatRequest.Builder request) {
        return Bodies.chat(request.build(), Catalog.target("xai", model));
    }

    private static ReasoningSettings effort(ReasoningEffort effort) {
        return new ReasoningSettings(effort, null, null);
    }

    private static ChatResponse answer(Target target, String body) {
        return Streams.DIALECT.chatResponse(
                new WireReply(200, Headers.NONE, ByteChunks.utf8(body)), Streams.REQUEST, target);
    }

    @Test
    void it_gets_its_own_names_and_schemas_without_what_it_limits() {
        Map<String, Object> body = body(
                "grok-4.3",
                limited()
                        .parallelTools(false)
                        .tool(new ToolSpec("lookup", "Looks up", CLOSED_SCHEMA, null))
                        .reasoning(effort(ReasoningEffort.XHIGH)));

        assertThat(body)
                .containsEntry("max_completion_tokens", 5)
                .containsEntry("parallel_function_calling", false)
                .containsEntry("reasoning_effort", "xhigh")
                .doesNotContainKeys("max_tokens", "parallel_tool_calls", "top_k");
        assertThat(body.get("tools").toString()).contains("lookup").doesNotContain("additionalProperties");
    }

    @Test
    void what_is_taken_out_of_a_schema_is_told() {
        ChatRequest closed =
                hello().tool(new ToolSpec("lookup", null, CLOSED_SCHEMA, null)).build();
        ChatRequest open = hello().tool(new ToolSpec("lookup", null, Map.of("type", "object"), null))
                .build();

        assertThat(Bodies.notices(closed, Catalog.target("xai", "grok-4.3"))).containsExactly("tools");
        assertThat(Bodies.notices(open, Catalog.target("xai", "grok-4.3"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grok-4.3", "grok-4.20-0309-reasoning", "grok-build-0.1"})
    void models_that_think_get_neither_stop_texts_nor_penalties(String model) {
        assertThat(body(model, limited()))
                .containsEntry("temperature", 0)
                .doesNotContainKeys("stop", "frequency_penalty", "presence_penalty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grok-4.20-0309-non-reasoning", "grok-of-tomorrow"})
    void other_models_get_them(String model) {
        assertThat(body(model, limited())).containsKeys("stop", "frequency_penalty", "presence_penalty");
    }

    @ParameterizedTest
    @CsvSource({
        "grok-4.20-0309-reasoning,LOW",
        "grok-4.20-0309-non-reasoning,NONE",
        "grok-4.20-0309-non-reasoning,HIGH",
        "grok-4.3,MINIMAL",
        "grok-4.3,MAX",
    })
    void an_effort_that_would_be_an_error_is_not_sent(String model, ReasoningEffort effort) {
        assertThat(body(model, hello().reasoning(effort(effort)))).doesNotContainKey("reasoning_effort");
    }

    @Test
    void thoughts_are_counted_outside_the_answer_and_the_bill_is_in_ticks() {
        ChatResponse response = answer(Catalog.target("xai", "grok-4.3"), """
                {"id":"x1","choices":[{"message":{"content":"4","reasoning_content":"Simple sum."},"finish_reason":"stop"}],
                 "citations":["https://example.org"],
                 "usage":{"prompt_tokens":204,"completion_tokens":1,"total_tokens":287,
                  "prompt_tokens_details":{"cached_tokens":192},"completion_tokens_details":{"reasoning_tokens":82},
                  "cost_in_usd_ticks":2609000}}
                """);

        assertThat(response.usage().count(Bucket.OUTPUT)).hasValue(1);
        assertThat(response.usage().count(Bucket.REASONING)).hasValue(82);
        assertThat(response.usage().count(Bucket.CACHE_READ)).hasValue(192);
        assertThat(response.usage().totalTokens()).hasValue(287);
        assertThat(response.cost().amount().orElseThrow()).isEqualByComparingTo("0.0002609");
        assertThat(response.citations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"code":"invalid-argument","error":"Incorrect API key provided. You can obtain an API key from https://console.x.ai."} | AUTHENTICATION_FAILED
            400 | {"code":"invalid-argument","error":"temperature is out of range"} | INVALID_REQUEST
            400 | {"code":"invalid-argument","error":"This model's maximum prompt length is 131072 but the request contains 136973 tokens."} | CONTEXT_TOO_LONG
            403 | {"code":"permission-denied","error":"Content violates usage guidelines. "} | CONTENT_BLOCKED
            403 | {"code":"permission-denied","error":"Access to the chat endpoint is denied."} | PERMISSION_DENIED
            429 | {"code":"x","error":"Your team has either used all available credits or reached its monthly spending limit."} | QUOTA_EXHAUSTED
            429 | {"error":{"message":"Rate limit reached","type":"rate_limit_error","param":null,"code":null}} | RATE_LIMITED
            200 | {"code":"The service is currently unavailable","error":"try again"} | OVERLOADED
            404 | {"code":"x","error":"The model grok-3 does not exist"} | MODEL_NOT_FOUND
            422 | Failed to deserialize the JSON body into the target type | INVALID_REQUEST
            """)
    void each_error_has_its_kind(int status, String body, ErrorKind kind) {
        WireReply reply = new WireReply(status, Headers.NONE, ByteChunks.utf8(body));

        assertThat(Streams.DIALECT
                        .error(reply, "chat", Catalog.target("xai", "any-model"))
                        .kind())
                .isEqualTo(kind);
    }
}
