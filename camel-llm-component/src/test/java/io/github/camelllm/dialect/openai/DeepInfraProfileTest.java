/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DeepInfra's profile obeys the pitfalls of its facts (providers/deepinfra, read 2026-11-25). */
class DeepInfraProfileTest {

    private static final Target GPT_OSS = Catalog.target("deepinfra", "openai/gpt-oss-120b");

    private static ChatResponse answer(Target target, String body) {
        return Streams.DIALECT.chatResponse(
                new WireReply(200, Headers.NONE, ByteChunks.utf8(body)), Streams.REQUEST, target);
    }

    @Test
    void only_members_of_its_request_are_sent() {
        ChatRequest request = ChatRequest.builder()
                .user("Hello")
                .sampling(new Sampling(0.0, 0.5, 40, 100, List.of("end"), 7L, 0.1, 0.1, 1, 2))
                .metadata(Map.of("a", "b"))
                .promptCacheKey("key")
                .serviceTier("flex")
                .build();

        assertThat(Bodies.chat(request, GPT_OSS))
                .containsEntry("max_tokens", 100)
                .containsEntry("temperature", 0)
                .containsEntry("logprobs", true)
                .containsEntry("prompt_cache_key", "key")
                .containsEntry("service_tier", "flex")
                .doesNotContainKeys("max_completion_tokens", "top_logprobs", "metadata", "parallel_tool_calls");
        assertThat(Bodies.notices(request, GPT_OSS)).containsExactlyInAnyOrder("topLogprobs", "metadata");
    }

    @Test
    void an_effort_that_the_model_does_not_know_is_told() {
        ChatRequest request = ChatRequest.builder()
                .user("Hello")
                .reasoning(new ReasoningSettings(ReasoningEffort.XHIGH, null, null))
                .build();

        assertThat(Bodies.chat(request, Catalog.target("deepinfra", "zai-org/GLM-5.2")))
                .containsEntry("reasoning_effort", "xhigh");
        assertThat(Bodies.chat(request, GPT_OSS)).doesNotContainKey("reasoning_effort");
        assertThat(Bodies.notices(request, GPT_OSS)).containsExactly("reasoningEffort");
    }

    @Test
    void a_last_message_of_the_assistant_is_continued_without_a_flag() {
        ChatRequest request = ChatRequest.builder()
                .user("Count.")
                .message(Message.assistant("One, two,"))
                .build();

        assertThat(Bodies.messages(request, GPT_OSS).get(1))
                .isEqualTo(Map.of("role", "assistant", "content", "One, two,"));
    }

    @Test
    void sound_goes_to_models_that_hear() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(new Part.Audio(Media.of(new byte[] {1}, "audio/wav"), null, null)))
                .build();

        assertThat(Bodies.messages(request, Catalog.target("deepinfra", "XiaomiMiMo/MiMo-V2.5"))
                        .get(0)
                        .get("content"))
                .isEqualTo(
                        List.of(Map.of("type", "input_audio", "input_audio", Map.of("data", "AQ==", "format", "wav"))));
        assertThatThrownBy(() -> Bodies.messages(request, GPT_OSS)).hasMessageContaining("The model takes text only");
    }

    @Test
    void its_estimate_is_the_bill() {
        ChatResponse response = answer(GPT_OSS, """
                {"id":"chatcmpl-d1","object":"chat.completion","model":"openai/gpt-oss-120b","service_tier":"flex",
                 "choices":[{"index":0,"finish_reason":"stop",
                  "message":{"role":"assistant","content":"7","reasoning_content":"Small prime."}}],
                 "usage":{"prompt_tokens":20,"completion_tokens":12,"total_tokens":32,"estimated_cost":0.0000031,
                  "prompt_tokens_details":{"cached_tokens":0}}}
                """);

        assertThat(response.text()).isEqualTo("7");
        assertThat(response.cost().basis()).isEqualTo(CostBasis.REPORTED);
        assertThat(response.cost().money()).hasToString("0.0000031 USD");
    }

    /** The figures of the test of vercel/ai, packages/deepinfra. */
    @Test
    void thoughts_of_gemma_stand_beside_the_answer() {
        ChatResponse response = answer(Catalog.target("deepinfra", "google/gemma-4-31B-it"), """
                {"id":"d2","choices":[{"finish_reason":"stop","message":{"content":"7"}}],
                 "usage":{"prompt_tokens":19,"completion_tokens":84,"total_tokens":1184,"prompt_tokens_details":null,
                  "completion_tokens_details":{"reasoning_tokens":1081}}}
                """);

        assertThat(response.usage().count(Bucket.OUTPUT)).hasValue(84);
        assertThat(response.usage().count(Bucket.REASONING)).hasValue(1081);
        assertThat(response.usage().totalTokens()).hasValue(1184);
    }

    @Test
    void thoughts_within_the_text_are_reasoning() {
        ChatResponse response = answer(Catalog.target("deepinfra", "deepseek-ai/DeepSeek-R1-0528"), """
                {"id":"d3","choices":[{"finish_reason":"stop","message":{"content":"<think>Small prime.</think>7"}}]}
                """);

        assertThat(response.text()).isEqualTo("7");
        assertThat(response.first().parts(Part.Reasoning.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            404 | {"error":{"message":"The model `x/y` does not exist","type":"NotFoundError"}} | MODEL_NOT_FOUND
            401 | {"detail":{"error":"User is not authenticated"}} | AUTHENTICATION_FAILED
            423 | {"error":"Deployment is being started"} | OVERLOADED
            404 | {"error":"Deployment is being started"} | OVERLOADED
            422 | {"detail":[{"loc":["body","messages"],"msg":"field required","type":"value_error.missing"}]} | INVALID_REQUEST
            402 | {"error":"x"} | QUOTA_EXHAUSTED
            403 | {"error":"x"} | PERMISSION_DENIED
            429 | {"error":"x"} | RATE_LIMITED
            """)
    void each_of_its_error_bodies_has_its_kind(int status, String body, ErrorKind kind) {
        WireReply reply = new WireReply(status, Headers.NONE, ByteChunks.utf8(body));

        assertThat(Streams.DIALECT.error(reply, "chat", GPT_OSS).kind()).isEqualTo(kind);
    }
}
