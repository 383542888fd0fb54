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
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.profile.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profile of Fireworks AI obeys the pitfalls of its facts (providers/fireworks, read 2026-11-25). */
class FireworksProfileTest {

    private static final Target GPT_OSS = target("models/gpt-oss-120b");

    private static Target target(String name) {
        return Catalog.target("fireworks", "accounts/fireworks/" + name);
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().user("Hello");
    }

    private static ChatRequest reasoning(ReasoningEffort effort, Integer budget) {
        return hello().reasoning(new ReasoningSettings(effort, budget, null)).build();
    }

    @Test
    void an_over_long_prompt_must_be_an_error() {
        assertThat(Bodies.chat(hello().build(), GPT_OSS)).containsEntry("context_length_exceeded_behavior", "error");
        assertThat(Bodies.chat(hello().build(), Catalog.target("fireworks", "accounts/mine/deployments/abc")))
                .containsEntry("context_length_exceeded_behavior", "error");
        assertThat(Bodies.chat(
                        hello().providerOptions(Map.of("context_length_exceeded_behavior", "truncate"))
                                .build(),
                        GPT_OSS))
                .containsEntry("context_length_exceeded_behavior", "truncate");
    }

    @Test
    void the_token_limit_has_one_name() {
        assertThat(Bodies.chat(hello().maxTokens(64).build(), GPT_OSS))
                .containsEntry("max_tokens", 64)
                .doesNotContainKey("max_completion_tokens");
    }

    @Test
    void a_budget_excludes_an_effort() {
        ChatRequest both = reasoning(ReasoningEffort.LOW, 2048);

        assertThat(Bodies.chat(both, target("models/qwen3p7-plus")))
                .containsEntry("thinking", Map.of("type", "enabled", "budget_tokens", 2048))
                .doesNotContainKey("reasoning_effort");
        assertThat(Bodies.notices(both, target("models/qwen3p7-plus"))).containsExactly("reasoningEffort");
    }

    @Test
    void models_that_always_think_are_not_told_to_stop() {
        ChatRequest none = reasoning(ReasoningEffort.NONE, null);

        assertThat(Bodies.chat(none, target("models/kimi-k2p6"))).containsEntry("reasoning_effort", "none");
        assertThat(Bodies.chat(none, GPT_OSS)).doesNotContainKey("reasoning_effort");
        assertThat(Bodies.chat(none, target("models/minimax-m2p7"))).doesNotContainKey("reasoning_effort");
        assertThat(Bodies.notices(none, GPT_OSS)).containsExactly("reasoningEffort");
    }

    @Test
    void a_stream_has_its_usage_and_its_metrics_in_the_last_chunk() {
        ChatResponse response =
                Streams.decode(GPT_OSS, Streams.events("""
                {"id":"f1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":null}],"usage":null}
                """.strip(), """
                {"id":"f1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"reasoning_content":"Small prime."},"finish_reason":null}],"usage":null}
                """.strip(), """
                {"id":"f1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"7"},"finish_reason":null}],"usage":null}
                """.strip(), """
                {"id":"f1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"total_tokens":30,"completion_tokens":10,"prompt_tokens_details":{"cached_tokens":16}},"perf_metrics":{"prompt-tokens":"20"}}
                """.strip(), "[DONE]"));

        assertThat(response.text()).isEqualTo("7");
        assertThat(response.first().parts(Part.Reasoning.class))
                .extracting(Part.Reasoning::text)
                .containsExactly("Small prime.");
        assertThat(response.usage().count(Bucket.INPUT)).hasValue(4);
        assertThat(response.usage().count(Bucket.CACHE_READ)).hasValue(16);
        assertThat(response.usage().totalTokens()).hasValue(30);
        assertThat(response.extras()).containsEntry("perf_metrics", Map.of("prompt-tokens", "20"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            400 | {"error":{"object":"error","type":"invalid_request_error","code":"invalid_request_error","message":"The prompt is too long."}} | CONTEXT_TOO_LONG
            400 | {"error":{"object":"error","type":"invalid_request_error","code":"invalid_request_error","message":"x"}} | INVALID_REQUEST
            404 | {"error":"Model not found, inaccessible, and/or not deployed"} | MODEL_NOT_FOUND
            401 | {"error":"x"} | AUTHENTICATION_FAILED
            402 | {"error":"x"} | QUOTA_EXHAUSTED
            412 | {"error":"x"} | PERMISSION_DENIED
            422 | {"error":"x"} | INVALID_REQUEST
            429 | {"error":"x"} | RATE_LIMITED
            503 | {"error":"x"} | OVERLOADED
            """)
    void an_error_is_a_text_or_an_object(int status, String body, ErrorKind kind) {
        WireReply reply = new WireReply(status, Headers.NONE, ByteChunks.utf8(body));

        assertThat(Streams.DIALECT.error(reply, "chat", GPT_OSS).kind()).isEqualTo(kind);
    }

    @Test
    void a_timeout_at_the_provider_is_worth_a_retry() {
        WireReply reply = new WireReply(408, Headers.NONE, ByteChunks.utf8("{\"error\":\"x\"}"));

        assertThat(Streams.DIALECT.error(reply, "chat", GPT_OSS).kind().worthRetrying())
                .isTrue();
    }
}
