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
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hugging Face's profile obeys the pitfalls of its facts (providers/huggingface, read 2026-11-25). */
class HuggingFaceProfileTest {

    private static final Target ROUTED = Catalog.target("huggingface", "openai/gpt-oss-120b");
    private static final Target TGI = Catalog.target("huggingface", "tgi");
    private static final Map<String, Object> SCHEMA = Map.of("type", "object", "properties", Map.of());

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().user("Hello");
    }

    private static ChatRequest sampling(double temperature, double topP) {
        return hello().sampling(new Sampling(temperature, topP, null, 64, List.of(), null, null, null, null, null))
                .build();
    }

    private static ChatResponse answer(Target target, String body) {
        return Streams.DIALECT.chatResponse(
                new WireReply(200, Headers.NONE, ByteChunks.utf8(body)), Streams.REQUEST, target);
    }

    @Test
    void temperature_0_goes_to_the_router_and_not_to_tgi() {
        assertThat(Bodies.chat(sampling(0, 1), ROUTED))
                .containsEntry("temperature", 0)
                .containsEntry("top_p", 1)
                .containsEntry("max_tokens", 64);
        assertThat(Bodies.chat(sampling(0, 1), TGI))
                .containsEntry("max_tokens", 64)
                .doesNotContainKeys("temperature", "top_p");
        assertThat(Bodies.notices(sampling(0, 1), TGI)).containsExactly("temperature", "topP");
        assertThat(Bodies.chat(sampling(0.1, 0.9), TGI))
                .containsEntry("temperature", 0.1)
                .containsEntry("top_p", 0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai/gpt-oss-120b:together",
                "openai/gpt-oss-120b:fastest",
                "openai/gpt-oss-120b:cheapest",
                "owner/name:preferred"
            })
    void a_suffix_is_part_of_the_name(String model) {
        assertThat(Bodies.chat(hello().build(), Catalog.target("huggingface", model)))
                .containsEntry("model", model);
    }

    @Test
    void a_schema_is_the_value_of_tgis_format() {
        ChatRequest request = hello().output(new OutputFormat.JsonSchema("answer", SCHEMA, null, true))
                .build();
        ChatRequest any = hello().output(new OutputFormat.JsonObject()).build();

        assertThat(Bodies.chat(request, TGI)).containsEntry("response_format", Map.of("type", "json", "value", SCHEMA));
        assertThat(Bodies.chat(request, ROUTED).get("response_format"))
                .isEqualTo(Map.of(
                        "type",
                        "json_schema",
                        "json_schema",
                        Map.of("name", "answer", "schema", SCHEMA, "strict", true)));
        assertThat(Bodies.chat(any, TGI)).doesNotContainKey("response_format");
        assertThat(Bodies.notices(any, TGI)).containsExactly("jsonObject");
    }

    @Test
    void tgi_takes_no_format_beside_tools() {
        ChatRequest request = hello().tool(new ToolSpec("lookup", "Looks up", SCHEMA, null))
                .output(new OutputFormat.JsonSchema("answer", SCHEMA, null, true))
                .build();

        assertThat(Bodies.chat(request, TGI)).containsKey("tools").doesNotContainKey("response_format");
        assertThat(Bodies.notices(request, TGI)).containsExactly("jsonSchema");
        assertThat(Bodies.chat(request, ROUTED)).containsKeys("tools", "response_format");
    }

    @Test
    void one_tool_is_demanded_in_each_ones_own_form() {
        ChatRequest request = hello().tool(new ToolSpec("lookup", "Looks up", SCHEMA, null))
                .toolChoice(ToolChoice.tool("lookup"))
                .build();

        assertThat(Bodies.chat(request, TGI))
                .containsEntry("tool_choice", Map.of("function", Map.of("name", "lookup")));
        assertThat(Bodies.chat(request, ROUTED))
                .containsEntry("tool_choice", Map.of("type", "function", "function", Map.of("name", "lookup")));
    }

    @Test
    void what_no_provider_behind_the_router_need_take_is_told_and_left_out() {
        ChatRequest request = hello().metadata(Map.of("a", "b"))
                .promptCacheKey("key")
                .serviceTier("auto")
                .build();

        assertThat(Bodies.chat(request, ROUTED)).doesNotContainKeys("metadata", "prompt_cache_key", "service_tier");
        assertThat(Bodies.notices(request, ROUTED))
                .containsExactlyInAnyOrder("metadata", "promptCacheKey", "serviceTier");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":\"7\",\"reasoning\":\"Small prime.\"}",
                "{\"content\":\"7\",\"reasoning_content\":\"Small prime.\"}",
                "{\"content\":\"<think>Small prime.</think>7\"}"
            })
    void thoughts_are_found_in_all_three_places(String message) {
        ChatResponse response = answer(
                ROUTED, "{\"id\":\"h1\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":" + message + "}]}");

        assertThat(response.text()).isEqualTo("7");
        assertThat(response.first().parts(Part.Reasoning.class))
                .extracting(Part.Reasoning::text)
                .containsExactly("Small prime.");
    }

    @Test
    void the_form_of_together_behind_the_router_is_understood() {
        ChatResponse response = Streams.decode(ROUTED, Streams.events("""
                {"id":"o1","object":"chat.completion.chunk","choices":[{"index":0,"text":"7","seed":null,"delta":{"token_id":22,"role":"assistant","content":"7"},"finish_reason":null}],"usage":null}
                """.strip(), """
                {"id":"o1","object":"chat.completion.chunk","choices":[{"index":0,"text":"","seed":1,"delta":{"token_id":22,"role":"assistant","content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":2,"total_tokens":22,"cached_tokens":16}}
                """.strip(), "[DONE]"));

        assertThat(response.text()).isEqualTo("7");
        assertThat(response.usage().count(Bucket.CACHE_READ)).hasValue(16);
        assertThat(response.usage().totalTokens()).hasValue(22);
    }

    @Test
    void arguments_of_tgi_may_be_an_object() {
        ChatResponse response = answer(TGI, """
                {"id":"","object":"chat.completion","model":"tgi","system_fingerprint":"3.3.5-native",
                 "choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"0","type":"function",
                  "function":{"description":null,"name":"lookup","arguments":{"word":"cat"}}}]},"logprobs":null,
                  "finish_reason":"tool_calls"}],
                 "usage":{"prompt_tokens":20,"completion_tokens":12,"total_tokens":32}}
                """);

        assertThat(response.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("lookup");
            assertThat(call.arguments()).isEqualTo("{\"word\":\"cat\"}");
        });
    }

    @Test
    void an_error_within_tgis_stream_is_the_servers_whatever_code_it_tells() {
        LlmException problem = Streams.failure(
                TGI,
                Streams.events(
                        "{\"error\":{\"message\":\"Request failed during generation: out of memory\",\"http_status_code\":422}}",
                        "[DONE]"));

        assertThat(problem.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
        assertThat(problem).hasMessageContaining("out of memory");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            400 | {"error":{"message":"The requested model 'x/y' is not supported by any provider you have enabled.","type":"invalid_request_error","code":"model_not_supported"}} | MODEL_NOT_FOUND
            400 | {"error":"The requested model 'x/y' is not supported by any provider you have enabled."} | MODEL_NOT_FOUND
            402 | {"error":"You have exceeded your monthly included credits for Inference Providers."} | QUOTA_EXHAUSTED
            401 | {"message":"x"} | AUTHENTICATION_FAILED
            403 | {"detail":"x"} | PERMISSION_DENIED
            404 | {"error":"x"} | MODEL_NOT_FOUND
            422 | {"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 100 `max_new_tokens`","error_type":"validation"} | CONTEXT_TOO_LONG
            422 | {"error":"Input validation error: `temperature` must be strictly positive","error_type":"validation"} | INVALID_REQUEST
            422 | {"error":"x","error_type":"template_error"} | INVALID_REQUEST
            424 | {"error":"x","error_type":"generation"} | SERVER_ERROR
            429 | {"error":"Model is overloaded","error_type":"overloaded"} | OVERLOADED
            429 | {"error":"x"} | RATE_LIMITED
            500 | {"error":"x","error_type":"incomplete_generation"} | SERVER_ERROR
            503 | {"error":"x"} | OVERLOADED
            """)
    void errors_of_the_router_and_of_tgi_have_their_kind(int status, String body, ErrorKind kind) {
        WireReply reply = new WireReply(status, Headers.NONE, ByteChunks.utf8(body));

        assertThat(Streams.DIALECT.error(reply, "chat", TGI).kind()).isEqualTo(kind);
    }
}
