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
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.TokenLogprob;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The profile of Together AI obeys the pitfalls of its provider. */
class TogetherAiProfileTest {

    private static final Target TARGET = Catalog.target("together-ai", "openai/gpt-oss-120b");

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().user("Hello");
    }

    private static Map<String, Object> body(String model, ChatRequest.Builder request) {
        return Bodies.chat(request.build(), Catalog.target("together-ai", model));
    }

    private static ChatRequest.Builder thinking(ReasoningEffort effort) {
        return hello().reasoning(new ReasoningSettings(effort, null, null));
    }

    @Test
    void it_gets_what_its_schema_names_and_nothing_else() {
        Map<String, Object> body = body(
                "openai/gpt-oss-120b",
                hello().sampling(new Sampling(0.0, 1.0, 40, 5, List.of("END"), 1L, 0.5, -0.5, 2, 3))
                        .endUser("tenant-1")
                        .metadata(Map.of("team", "support"))
                        .serviceTier("auto")
                        .promptCacheKey("tickets")
                        .parallelTools(false)
                        .tool(new ToolSpec("lookup", "Looks up", Map.of(), true)));

        assertThat(body)
                .containsEntry("max_tokens", 5)
                .containsEntry("top_k", 40)
                .containsEntry("stop", List.of("END"))
                .containsEntry("logprobs", 3)
                .containsEntry("n", 2)
                .doesNotContainKeys(
                        "max_completion_tokens",
                        "top_logprobs",
                        "user",
                        "metadata",
                        "service_tier",
                        "prompt_cache_key",
                        "parallel_tool_calls");
        assertThat(body.get("tools").toString()).doesNotContain("strict");
    }

    @Test
    void a_stream_is_asked_for_without_stream_options() {
        String body = Streams.DIALECT.chat(hello().build(), TARGET, true).body().text();

        assertThat(body).contains("\"stream\":true").doesNotContain("stream_options");
    }

    @Test
    void a_format_does_not_stand_beside_tools() {
        ChatRequest.Builder both =
                hello().output(new OutputFormat.JsonObject()).tool(new ToolSpec("lookup", "Looks up", Map.of(), null));

        assertThat(body("openai/gpt-oss-120b", both)).containsKey("tools").doesNotContainKey("response_format");
    }

    @Test
    void instructions_in_several_parts_become_one_text() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.system("Be "))
                .message(Message.user(Part.text("Name "), Part.text("a prime.")))
                .build();

        assertThat(Bodies.messages(request, TARGET).get(1)).containsEntry("content", "Name a prime.");
    }

    @Test
    void models_with_a_switch_are_switched_and_others_told_how_hard_to_think() {
        assertThat(body("openai/gpt-oss-120b", thinking(ReasoningEffort.LOW)))
                .containsEntry("reasoning_effort", "low")
                .doesNotContainKey("reasoning");
        assertThat(body("moonshotai/Kimi-K2.6", thinking(ReasoningEffort.HIGH)))
                .containsEntry("reasoning", Map.of("enabled", true))
                .doesNotContainKey("reasoning_effort");
        assertThat(body("zai-org/GLM-5.2", thinking(ReasoningEffort.NONE)))
                .containsEntry("reasoning", Map.of("enabled", false))
                .doesNotContainKey("reasoning_effort");
        assertThat(body("zai-org/GLM-5.2", thinking(ReasoningEffort.MAX)))
                .containsEntry("reasoning", Map.of("enabled", true))
                .containsEntry("reasoning_effort", "max");
        assertThat(body("MiniMaxAI/MiniMax-M3", thinking(ReasoningEffort.LOW)))
                .doesNotContainKeys("reasoning", "reasoning_effort");
    }

    @Test
    void earlier_thoughts_go_back() {
        ChatRequest request = hello().message(
                        Message.assistant(List.of(new Part.Reasoning("Small prime.", List.of()), Part.text("7"))))
                .user("Another.")
                .build();

        assertThat(Bodies.messages(request, TARGET).get(1)).containsEntry("reasoning", "Small prime.");
    }

    @Test
    void a_text_that_comes_twice_counts_once_and_usage_comes_with_the_end() {
        ChatResponse response = Streams.decode(TARGET, Streams.events("""
                        {"id":"o","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"text":"","logprobs":null,"seed":null,"finish_reason":null,"delta":{"token_id":12,"role":"assistant","content":"","reasoning":"Small"}}],"model":"m","usage":null}""", """
                        {"id":"o","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"text":"7","logprobs":null,"seed":null,"finish_reason":null,"delta":{"token_id":22,"role":"assistant","content":"7"}}],"model":"m","usage":null}""", """
                        {"id":"o","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"text":"","logprobs":null,"seed":18446744073709551615,"finish_reason":"eos","delta":{"token_id":199999,"role":"assistant","content":""}}],"model":"m","usage":{"prompt_tokens":20,"completion_tokens":12,"total_tokens":32,"cached_tokens":16}}""", "[DONE]"));

        assertThat(response.text()).isEqualTo("7");
        assertThat(response.first().parts(Part.Reasoning.class))
                .extracting(Part.Reasoning::text)
                .containsExactly("Small");
        assertThat(response.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage().count(Bucket.CACHE_READ)).hasValue(16);
        assertThat(response.usage().count(Bucket.INPUT)).hasValue(4);
        assertThat(response.usage().totalTokens()).hasValue(32);
    }

    @Test
    void tagged_thoughts_are_no_text() {
        ChatResponse response = Streams.DIALECT.chatResponse(
                new WireReply(
                        200,
                        Headers.NONE,
                        ByteChunks.utf8(
                                "{\"id\":\"o\",\"prompt\":[],\"choices\":[{\"index\":0,\"message\":{\"role\":"
                                        + "\"assistant\",\"content\":\"<think>Small.</think>7\"},\"finish_reason\":\"stop\"}]}")),
                Streams.REQUEST,
                TARGET);

        assertThat(response.text()).isEqualTo("7");
    }

    @Test
    void log_probabilities_come_in_lists_or_one_by_one() {
        ChatResponse whole = Streams.DIALECT.chatResponse(
                new WireReply(200, Headers.NONE, ByteChunks.utf8("""
                        {"id":"o","prompt":[],"choices":[{"index":0,"message":{"role":"assistant","content":"7!"},
                         "logprobs":{"token_ids":[1,2],"tokens":["7","!"],"token_logprobs":[-0.25,null]},
                         "finish_reason":"stop"}]}
                        """)), Streams.REQUEST, TARGET);
        ChatResponse streamed = Streams.decode(TARGET, Streams.events("""
                        {"id":"o","choices":[{"index":0,"text":"7","logprobs":-0.25,"finish_reason":null,"delta":{"role":"assistant","content":"7"}}],"usage":null}""", """
                        {"id":"o","choices":[{"index":0,"text":"","logprobs":-9,"finish_reason":"stop","delta":{"role":"assistant","content":""}}],"usage":null}""", "[DONE]"));

        TokenLogprob seven = new TokenLogprob("7", -0.25, List.of());
        assertThat(whole.first().logprobs()).containsExactly(seven);
        assertThat(streamed.first().logprobs()).containsExactly(seven);
    }

    @Test
    void the_likeliest_tokens_come_in_a_list_of_maps() {
        ChatResponse whole = Streams.DIALECT.chatResponse(
                new WireReply(200, Headers.NONE, ByteChunks.utf8("""
                        {"id":"o","prompt":[],"choices":[{"index":0,"message":{"role":"assistant","content":"7!?"},
                         "logprobs":{"token_ids":[1,2,3],"tokens":["7","!","?"],"token_logprobs":[-0.25,-1,-2],
                         "top_logprobs":[{"7":-0.25,"8":-1.5},null]},"finish_reason":"stop"}]}
                        """)), Streams.REQUEST, TARGET);
        ChatResponse odd = Streams.DIALECT.chatResponse(
                new WireReply(200, Headers.NONE, ByteChunks.utf8("""
                        {"id":"o","prompt":[],"choices":[{"index":0,"message":{"role":"assistant","content":"7"},
                         "logprobs":{"tokens":["7"],"token_logprobs":[-0.25],"top_logprobs":{"7":-0.25}},
                         "finish_reason":"stop"}]}
                        """)), Streams.REQUEST, TARGET);

        TokenLogprob seven = new TokenLogprob("7", -0.25, List.of());
        assertThat(whole.first().logprobs())
                .containsExactly(
                        new TokenLogprob("7", -0.25, List.of(seven, new TokenLogprob("8", -1.5, List.of()))),
                        new TokenLogprob("!", -1, List.of()),
                        new TokenLogprob("?", -2, List.of()));
        assertThat(odd.first().logprobs()).containsExactly(seven);
    }

    @Test
    void a_picture_is_sent_without_a_detail_which_a_notice_tells() {
        Target sees = Catalog.target("together-ai", "MiniMaxAI/MiniMax-M3");
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(new Part.Image(Media.at(URI.create("https://example.org/cat.png")), "low", null)))
                .build();

        assertThat(Bodies.messages(request, sees).get(0).get("content").toString())
                .contains("https://example.org/cat.png")
                .doesNotContain("detail");
        assertThat(Bodies.notices(request, sees)).containsExactly("image.detail");
    }

    @Test
    void vectors_come_without_usage_and_cost_something_unknown() {
        EmbeddingRequest request = EmbeddingRequest.of(List.of("cat"));
        EmbeddingResponse response = Streams.DIALECT.embedResponse(
                new WireReply(
                        200,
                        Headers.NONE,
                        ByteChunks.utf8("{\"object\":\"list\",\"model\":\"e5\",\"data\":[{\"object\":\"embedding\","
                                + "\"index\":0,\"embedding\":[0.5,-1]}]}")),
                request,
                Catalog.target("together-ai", "intfloat/multilingual-e5-large-instruct"));

        assertThat(response.embeddings()).hasSize(1);
        assertThat(response.usage().known()).isFalse();
        assertThat(response.cost().basis()).isEqualTo(CostBasis.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            401 | {"error":{"message":"Invalid API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}} | AUTHENTICATION_FAILED
            402 | {"error":{"message":"x","type":"y"}} | QUOTA_EXHAUSTED
            403 | {"error":{"message":"x","type":"invalid_request_error","param":null,"code":null}} | CONTEXT_TOO_LONG
            400 | {"error":{"message":"Input validation error: ´inputs´ tokens + ´max_new_tokens´ must be <= 4097","type":"invalid_request_error","param":"max_tokens","code":null}} | CONTEXT_TOO_LONG
            400 | {"error":{"message":"x","type":"invalid_request_error"}} | INVALID_REQUEST
            404 | {"error":{"message":"x","type":"invalid_request_error"}} | MODEL_NOT_FOUND
            422 | {"error":{"message":"x","type":"invalid_request_error"}} | INVALID_REQUEST
            429 | {"error":{"message":"x","type":"y"},"error_type":"dynamic_token_limited"} | RATE_LIMITED
            500 | {"error":{"message":"x","type":"y"}} | SERVER_ERROR
            503 | {"error":{"message":"x","type":"y"}} | OVERLOADED
            524 | {"error":{"message":"x","type":"y"}} | SERVER_ERROR
            529 | {"error":{"message":"x","type":"y"}} | OVERLOADED
            """)
    void each_error_has_its_kind(int status, String body, ErrorKind kind) {
        WireReply reply = new WireReply(status, Headers.NONE, ByteChunks.utf8(body.replace('´', '`')));

        assertThat(Streams.DIALECT.error(reply, "chat", TARGET).kind()).isEqualTo(kind);
    }
}
