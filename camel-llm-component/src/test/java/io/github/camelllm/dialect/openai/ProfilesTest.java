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
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each shipped profile obeys the pitfalls section of its provider's facts, as far as the dialect is concerned. */
class ProfilesTest {

    private static final ToolSpec TOOL = new ToolSpec("lookup", "Looks up", Map.of(), null);
    private static final Map<String, Object> SCHEMA = Map.of("type", "object", "properties", Map.of());

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().user("Hello");
    }

    private static Map<String, Object> body(String provider, String model, ChatRequest.Builder request) {
        return Bodies.chat(request.build(), Catalog.target(provider, model));
    }

    private static List<String> notices(String provider, String model, ChatRequest.Builder request) {
        return Bodies.notices(request.build(), Catalog.target(provider, model));
    }

    private static ChatRequest.Builder everySetting() {
        return hello().sampling(new Sampling(0.0, 0.5, 40, 100, List.of("end"), 7L, 0.1, 0.1, 1, 2))
                .promptCacheKey("key")
                .endUser("user-1")
                .metadata(Map.of("a", "b"))
                .serviceTier("auto");
    }

    private static ErrorKind kind(String provider, int status, String body) {
        Target target = Catalog.target(provider, "any-model");
        return Streams.DIALECT
                .error(new WireReply(status, Headers.NONE, ByteChunks.utf8(body)), "chat", target)
                .kind();
    }

    @Test
    void openai_gets_its_own_words() {
        Map<String, Object> body = body("openai", "gpt-4.1", everySetting());

        assertThat(body)
                .containsEntry("max_completion_tokens", 100)
                .containsEntry("safety_identifier", "user-1")
                .containsEntry("temperature", 0)
                .doesNotContainKeys("max_tokens", "user", "top_k");
        assertThat(notices("openai", "gpt-4.1", everySetting())).containsExactly("topK");
    }

    @Test
    void openai_takes_sampling_of_newer_models_only_without_reasoning() {
        ChatRequest.Builder warm = hello().temperature(0.5);

        assertThat(notices("openai", "gpt-5.4", warm.reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, null))))
                .contains("temperature");
        assertThat(body("openai", "gpt-5.4", warm.reasoning(new ReasoningSettings(ReasoningEffort.NONE, null, null))))
                .containsEntry("temperature", 0.5)
                .containsEntry("reasoning_effort", "none");
        assertThat(Bodies.messages(hello().system("Be brief.").build(), Catalog.target("openai", "gpt-5.4")))
                .extracting(m -> m.get("role"))
                .contains("developer");
    }

    @Test
    void openai_refuses_tools_with_models_that_take_them_only_elsewhere() {
        assertThat(body("openai", "gpt-5.4", hello().tool(TOOL))).containsEntry("reasoning_effort", "none");
        assertThatThrownBy(() -> body("openai", "gpt-6.2-sol", hello().tool(TOOL)))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE));
    }

    @Test
    void openai_never_takes_sampling_with_its_first_reasoning_models() {
        ChatRequest.Builder warm =
                hello().sampling(new Sampling(0.5, 0.5, null, null, List.of(), null, null, null, null, 1));

        for (String model : List.of("gpt-5", "o3")) {
            assertThat(body("openai", model, warm)).doesNotContainKeys("temperature", "top_p", "logprobs");
            assertThat(notices("openai", model, warm)).contains("temperature", "topP", "logprobs");
        }
    }

    @Test
    void mistral_gets_no_member_that_it_does_not_know() {
        Set<String> allowed = new TreeSet<>(
                Catalog.target("mistral", "mistral-small-latest").quirks().list(OpenAiQuirks.REQUEST_FIELDS));
        ChatRequest request = everySetting()
                .tool(TOOL)
                .toolChoice(ToolChoice.REQUIRED)
                .parallelTools(false)
                .output(new OutputFormat.JsonSchema("answer", SCHEMA, null, true))
                .reasoning(new ReasoningSettings(ReasoningEffort.MEDIUM, 100, true))
                .build();

        WireRequest wire = Streams.DIALECT.chat(request, Catalog.target("mistral", "mistral-small-latest"), true);
        Map<String, Object> body = Bodies.map(wire);

        assertThat(allowed).containsAll(body.keySet());
        assertThat(body)
                .containsEntry("random_seed", 7)
                .containsEntry("max_tokens", 100)
                .containsEntry("tool_choice", "any")
                .containsEntry("temperature", 0)
                .containsEntry("reasoning_effort", "high")
                .doesNotContainKey("stream_options");
        assertThat(wire.notices()).extracting(n -> n.setting()).contains("topK", "logprobs", "user", "reasoningBudget");
    }

    @Test
    void mistral_gets_tool_ids_of_nine_characters_and_parts_in_its_own_form() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(
                        new Part.Image(Media.at(URI.create("https://example.org/cat.png")), null, null),
                        new Part.Audio(Media.of(new byte[] {1}, "audio/wav"), null, null),
                        new Part.File(
                                Media.of(new byte[] {1}, "application/pdf").named("a.pdf"), null)))
                .message(Message.assistant(List.of(new Part.ToolCall("toolu_01abcdefgh", "lookup", "{}"))))
                .message(new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult("toolu_01abcdefgh", null, List.of(Part.text("x")), false))))
                .build();

        List<Map<String, Object>> messages =
                Bodies.messages(request, Catalog.target("mistral", "mistral-small-latest"));

        assertThat(messages.get(0).get("content"))
                .isEqualTo(List.of(
                        Map.of("type", "image_url", "image_url", "https://example.org/cat.png"),
                        Map.of("type", "input_audio", "input_audio", "AQ=="),
                        Map.of(
                                "type",
                                "document_url",
                                "document_url",
                                "data:application/pdf;base64,AQ==",
                                "document_name",
                                "a.pdf")));
        Object id = ((Map<?, ?>) ((List<?>) messages.get(1).get("tool_calls")).get(0)).get("id");
        assertThat(id).asString().matches("[A-Za-z0-9]{9}");
        assertThat(messages.get(2)).containsEntry("tool_call_id", id).containsEntry("name", "lookup");
    }

    @Test
    void mistral_embeddings_have_their_own_member_for_the_length() {
        EmbeddingRequest request = new EmbeddingRequest(null, List.of("a"), 256, null, null, Map.of());

        assertThat(Bodies.map(Streams.DIALECT.embed(request, Catalog.target("mistral", "codestral-embed"))))
                .containsEntry("output_dimension", 256)
                .doesNotContainKey("dimensions");
    }

    @Test
    void groq_gets_nothing_that_it_does_not_support_yet() {
        assertThat(body("groq", "openai/gpt-oss-120b", everySetting()))
                .containsEntry("max_completion_tokens", 100)
                .containsEntry("temperature", 0)
                .doesNotContainKeys(
                        "n", "top_k", "frequency_penalty", "presence_penalty", "logprobs", "top_logprobs", "metadata");
        assertThat(body(
                        "groq",
                        "openai/gpt-oss-120b",
                        hello().reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, false))))
                .containsEntry("reasoning_effort", "low")
                .containsEntry("include_reasoning", false);
        assertThat(body(
                        "groq",
                        "qwen/qwen3-32b",
                        hello().reasoning(new ReasoningSettings(ReasoningEffort.NONE, null, null))))
                .containsEntry("reasoning_effort", "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool_use_failed", "json_validate_failed"})
    void groq_may_be_asked_again_for_what_its_model_spoiled(String code) {
        ErrorKind kind = kind("groq", 400, "{\"error\":{\"message\":\"x\",\"code\":\"" + code + "\"}}");

        assertThat(kind).isEqualTo(ErrorKind.RESPONSE_INVALID);
        assertThat(kind.worthRetrying()).isTrue();
    }

    @Test
    void groq_tells_its_usage_twice_and_it_counts_once() {
        String usage = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";
        byte[] stream = Streams.events(
                "{\"id\":\"g1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"7\"},\"finish_reason\":null}]}",
                "{\"id\":\"g1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"x_groq\":{\"id\":\"r\","
                        + usage + "}," + usage + "}",
                "[DONE]");

        assertThat(Streams.decode(Catalog.target("groq", "openai/gpt-oss-120b"), stream)
                        .usage())
                .isEqualTo(Usage.of(3, 2));
    }

    @Test
    void openrouter_looks_for_a_provider_that_takes_everything_when_it_is_told_to() {
        Map<String, Object> strict = Map.of("require_parameters", true);

        assertThat(body("openrouter", "any/model", everySetting().providerOptions(Map.of("provider", strict))))
                .containsEntry("provider", strict)
                .containsEntry("top_k", 40);
    }

    @Test
    void openrouter_gets_its_reasoning_object_and_its_cache_hints() {
        assertThat(body(
                        "openrouter",
                        "anthropic/claude-haiku-4.5",
                        everySetting().reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, true))))
                .containsEntry("reasoning", Map.of("effort", "low", "exclude", false))
                .containsEntry("max_tokens", 100)
                .containsEntry("top_k", 40);
    }

    @Test
    void perplexity_gets_alternating_messages_and_no_tools() {
        ChatRequest request = ChatRequest.builder().user("a").user("b").build();

        assertThat(Bodies.messages(request, Catalog.target("perplexity", "sonar")))
                .hasSize(1);
        assertThat(body("perplexity", "sonar", everySetting()))
                .containsEntry("max_tokens", 100)
                .containsEntry("temperature", 0)
                .doesNotContainKeys("seed", "user", "metadata", "service_tier", "prompt_cache_key", "n", "logprobs");
        assertThatThrownBy(() -> body("perplexity", "sonar", hello().tool(TOOL)))
                .hasMessageContaining("tools cannot be sent");
        assertThatThrownBy(() -> body("perplexity", "sonar", hello().message(Message.assistant("go on"))))
                .hasMessageContaining("a last message of the assistant cannot be sent");
    }

    @Test
    void deepseek_gets_its_switch_its_words_and_the_thoughts_of_tool_turns() {
        ChatRequest.Builder tools = ChatRequest.builder()
                .user("Look up cat.")
                .message(Message.assistant(List.of(
                        new Part.Reasoning("Use the tool.", List.of()),
                        new Part.ToolCall("call_00_a1", "lookup", "{\"word\":\"cat\"}"))))
                .message(Message.toolResult("call_00_a1", "an animal"));

        assertThat(Bodies.messages(tools.build(), Catalog.target("deepseek", "deepseek-flash"))
                        .get(1))
                .containsEntry("reasoning_content", "Use the tool.")
                .containsEntry("content", "");
        assertThat(body("deepseek", "deepseek-flash", hello().endUser("t").reasoning(effort(ReasoningEffort.NONE))))
                .containsEntry("thinking", Map.of("type", "disabled"))
                .containsEntry("user_id", "t")
                .doesNotContainKey("reasoning_effort");
        assertThat(body("deepseek", "deepseek-flash", hello().reasoning(effort(ReasoningEffort.MEDIUM))))
                .containsEntry("thinking", Map.of("type", "enabled"))
                .containsEntry("reasoning_effort", "high");
        assertThat(body(
                        "deepseek",
                        "deepseek-flash",
                        hello().output(new OutputFormat.JsonSchema("answer", SCHEMA, null, null))))
                .containsEntry("response_format", Map.of("type", "json_object"));
    }

    @Test
    void deepseek_ignores_sampling_while_it_thinks_and_a_notice_says_so() {
        ChatRequest.Builder warm =
                hello().sampling(new Sampling(0.5, 0.5, null, null, List.of(), null, 0.1, 0.1, null, null));

        assertThat(body("deepseek", "deepseek-flash", warm))
                .containsEntry("temperature", 0.5)
                .containsEntry("presence_penalty", 0.1);
        assertThat(notices("deepseek", "deepseek-flash", warm))
                .containsExactly("temperature", "frequencyPenalty", "presencePenalty");
        assertThat(notices("deepseek", "deepseek-flash", warm.reasoning(effort(ReasoningEffort.NONE))))
                .isEmpty();
    }

    private static ReasoningSettings effort(ReasoningEffort effort) {
        return new ReasoningSettings(effort, null, null);
    }

    @Test
    void a_compatible_server_gets_plain_texts_and_the_common_names() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(Part.text("a"), Part.text("b")))
                .maxTokens(5)
                .build();
        Target target = Catalog.target("openai-compatible", "my-model");

        assertThat(Bodies.messages(request, target).get(0)).containsEntry("content", "ab");
        assertThat(Bodies.chat(request, target)).containsEntry("max_tokens", 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "groq | 413 | {\"error\":{\"message\":\"x\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}} | CONTEXT_TOO_LONG",
                "groq | 400 | {\"error\":{\"message\":\"x\",\"code\":\"tool_use_failed\"}} | RESPONSE_INVALID",
                "mistral | 429 | {\"message\":\"Service tier capacity exceeded for this model.\"} | OVERLOADED",
                "mistral | 429 | {\"object\":\"error\",\"message\":\"Rate limit exceeded\",\"type\":\"rate_limited\",\"code\":\"1300\"} | RATE_LIMITED",
                "mistral | 403 | {\"error\":{\"message\":\"Content blocked by guardrail\",\"status\":403},\"guardrails\":{}} | CONTENT_BLOCKED",
                "mistral | 401 | {\"detail\":\"Invalid API Key\"} | AUTHENTICATION_FAILED",
                "openai | 429 | {\"error\":{\"message\":\"x\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}} | QUOTA_EXHAUSTED",
                "openai | 404 | {\"error\":{\"message\":\"x\",\"code\":\"model_not_found\"}} | MODEL_NOT_FOUND",
                "perplexity | 400 | {\"error\":{\"message\":\"x\",\"type\":\"too_many_prompt_tokens\",\"code\":400}} | CONTEXT_TOO_LONG",
                "deepseek | 402 | {\"error\":{\"message\":\"Insufficient Balance\"}} | QUOTA_EXHAUSTED",
                "openrouter | 402 | {\"error\":{\"code\":402,\"message\":\"requires more credits\"}} | QUOTA_EXHAUSTED",
                "openrouter | 403 | {\"error\":{\"code\":403,\"message\":\"x\",\"metadata\":{\"flagged_input\":\"y\"}}} | CONTENT_BLOCKED",
                "openai-compatible | 503 | {\"error\":{\"code\":503,\"message\":\"Loading model\"}} | OVERLOADED",
                "openai-compatible | 400 | {\"error\":{\"code\":400,\"message\":\"x\",\"type\":\"exceed_context_size_error\"}} | CONTEXT_TOO_LONG"
            })
    void errors_of_each_provider_have_their_kind(String provider, int status, String body, ErrorKind kind) {
        assertThat(kind(provider, status, body)).isEqualTo(kind);
    }

    @Test
    void openrouter_bills_itself_and_the_vendor_of_ones_own_key() {
        String answer =
                "{\"id\":\"gen-1\",\"provider\":\"Amazon Bedrock\",\"choices\":[{\"message\":{\"content\":\"7\"},"
                        + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":15,\"completion_tokens\":9,\"total_tokens\":24,"
                        + "\"cost\":0.00006,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.002}}}";
        WireReply reply = new WireReply(200, Headers.NONE, ByteChunks.utf8(answer));

        var response = Streams.DIALECT.chatResponse(
                reply, Streams.REQUEST, Catalog.target("openrouter", "anthropic/claude-haiku-4.5"));

        assertThat(response.cost().amount().orElseThrow()).isEqualByComparingTo("0.00206");
        assertThat(response.extras()).containsEntry("provider", "Amazon Bedrock");
    }
}
