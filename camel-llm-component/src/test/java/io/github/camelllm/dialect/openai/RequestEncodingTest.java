/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RequestEncodingTest {

    private static final Map<String, Object> SCHEMA = Map.of(
            "type", "object", "properties", Map.of("city", Map.of("type", "string")), "additionalProperties", false);

    private static final ToolSpec LOOKUP = new ToolSpec("lookup", "Looks a city up", SCHEMA, true);

    private static ChatRequest request(UnaryOperator<ChatRequest.Builder> with) {
        return with.apply(ChatRequest.builder().user("Hello")).build();
    }

    private static Map<String, Object> encoded(UnaryOperator<ChatRequest.Builder> with, Object... quirks) {
        return Bodies.chat(request(with), Targets.with(quirks));
    }

    private static LlmException refused(ChatRequest request, Target target) {
        try {
            Streams.DIALECT.chat(request, target, false);
        } catch (LlmException e) {
            return e;
        }
        throw new AssertionError("the request was encoded");
    }

    @Test
    void a_prompt_alone_is_a_model_and_a_message() {
        WireRequest wire = Streams.DIALECT.chat(ChatRequest.of("Hello"), Targets.plain(), false);

        assertThat(wire.path()).isEqualTo("/chat/completions");
        assertThat(wire.body().text())
                .isEqualTo("{\"model\":\"model-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
        assertThat(wire.notices()).isEmpty();
    }

    @Test
    void each_setting_has_its_member() {
        Map<String, Object> body =
                encoded(b -> b.sampling(new Sampling(0.0, 0.5, 40, 100, List.of("end"), 1L << 62, 0.1, -0.1, 2, 3))
                        .promptCacheKey("key")
                        .endUser("user-1")
                        .metadata(Map.of("a", "b"))
                        .serviceTier("flex"));

        body.remove("model");
        body.remove("messages");
        Map<String, Object> expected = new HashMap<>();
        expected.put("temperature", 0);
        expected.put("top_p", 0.5);
        expected.put("top_k", 40);
        expected.put("max_completion_tokens", 100);
        expected.put("stop", List.of("end"));
        expected.put("seed", 1L << 62);
        expected.put("frequency_penalty", 0.1);
        expected.put("presence_penalty", -0.1);
        expected.put("n", 2);
        expected.put("logprobs", true);
        expected.put("top_logprobs", 3);
        expected.put("prompt_cache_key", "key");
        expected.put("user", "user-1");
        expected.put("metadata", Map.of("a", "b"));
        expected.put("service_tier", "flex");
        assertThat(body).isEqualTo(expected);
    }

    @Test
    void D1_an_explicit_temperature_of_zero_is_sent_as_zero() {
        assertThat(encoded(b -> b.temperature(0.0))).containsEntry("temperature", 0);
        assertThat(encoded(b -> b)).doesNotContainKey("temperature");
    }

    @Test
    void a_stream_asks_for_its_usage_where_that_is_taken() {
        ChatRequest request = ChatRequest.of("Hello");

        assertThat(Bodies.map(Streams.DIALECT.chat(request, Targets.plain(), true)))
                .containsEntry("stream", true)
                .containsEntry("stream_options", Map.of("include_usage", true));
        assertThat(Bodies.map(Streams.DIALECT.chat(request, Targets.with(OpenAiQuirks.STREAM_USAGE, false), true)))
                .containsEntry("stream", true)
                .doesNotContainKey("stream_options");
        assertThat(Bodies.map(Streams.DIALECT.chat(
                        request(b -> b.providerOptions(Map.of("stream_options", Map.of("include_usage", false)))),
                        Targets.plain(),
                        true)))
                .containsEntry("stream_options", Map.of("include_usage", false));
    }

    @Test
    void members_have_the_names_that_the_profile_gives_them() {
        Map<String, Object> body = encoded(
                b -> b.maxTokens(5)
                        .sampling(new Sampling(null, null, null, 5, List.of(), 7L, null, null, null, 2))
                        .endUser("user-1")
                        .tool(LOOKUP)
                        .parallelTools(true),
                OpenAiQuirks.MAX_TOKENS_FIELD,
                "max_tokens",
                OpenAiQuirks.SEED_FIELD,
                "random_seed",
                OpenAiQuirks.USER_FIELD,
                "user_id",
                OpenAiQuirks.PARALLEL_TOOLS_FIELD,
                "parallel_function_calling",
                OpenAiQuirks.LOGPROBS_FORM,
                "number");

        assertThat(body)
                .containsEntry("max_tokens", 5)
                .containsEntry("random_seed", 7)
                .containsEntry("user_id", "user-1")
                .containsEntry("parallel_function_calling", true)
                .containsEntry("logprobs", 2)
                .doesNotContainKeys("max_completion_tokens", "seed", "user", "parallel_tool_calls", "top_logprobs");
    }

    @Test
    void a_setting_that_the_provider_lacks_becomes_a_notice_with_its_reason() {
        Target target = Targets.lacking(Feature.TOP_K, Feature.TEMPERATURE, Feature.SEED);
        ChatRequest request =
                request(b -> b.sampling(new Sampling(0.5, 0.5, 40, null, List.of(), 1L, null, null, null, null)));

        WireRequest wire = Streams.DIALECT.chat(request, target, false);

        assertThat(Bodies.map(wire)).containsOnlyKeys("model", "messages", "top_p");
        assertThat(wire.notices())
                .extracting(n -> n.setting())
                .containsExactlyInAnyOrder("topK", "temperature", "seed");
        assertThat(wire.notices().get(0).message())
                .isEqualTo("temperature was not sent to acme/model-1: We do not take temperature "
                        + "(the provider's page, 2026-11-25)");
    }

    @Test
    void one_answer_needs_no_setting() {
        Target target = Targets.lacking(Feature.N);

        assertThat(Bodies.notices(request(b -> n(b, 1)), target)).isEmpty();
        assertThat(Bodies.notices(request(b -> n(b, 2)), target)).containsExactly("n");
    }

    private static ChatRequest.Builder n(ChatRequest.Builder builder, int n) {
        return builder.sampling(new Sampling(null, null, null, null, List.of(), null, null, null, n, null));
    }

    @Test
    void a_strict_provider_gets_only_the_members_that_it_knows() {
        Target target = Targets.with(OpenAiQuirks.REQUEST_FIELDS, List.of("model", "messages", "temperature"));
        ChatRequest request =
                request(b -> b.temperature(1.0).endUser("user-1").providerOptions(Map.of("brand_new", 1)));

        assertThat(Bodies.chat(request, target)).containsOnlyKeys("model", "messages", "temperature", "brand_new");
        assertThat(Bodies.notices(request, target)).containsExactly("user");
    }

    @Test
    void a_member_can_be_left_out_for_servers_that_refuse_it() {
        Target target = Targets.with(
                OpenAiQuirks.OMIT_FIELDS, List.of("seed"), OpenAiQuirks.REQUEST_DEFAULTS, Map.of("seed", "5"));
        ChatRequest request =
                request(b -> b.sampling(new Sampling(null, null, null, null, List.of(), 1L, null, null, null, null)));

        assertThat(Bodies.chat(request, target)).doesNotContainKey("seed");
        assertThat(Bodies.notices(request, target)).containsExactly("seed");
    }

    @Test
    void constant_members_give_way_to_the_users_own() {
        Object quirks = Map.of("store", "false", "behaviour", "error", "nested", "{\"a\":[1]}");

        assertThat(encoded(b -> b, OpenAiQuirks.REQUEST_DEFAULTS, quirks))
                .containsEntry("store", false)
                .containsEntry("behaviour", "error")
                .containsEntry("nested", Map.of("a", List.of(1)));
        assertThat(encoded(
                        b -> b.providerOptions(Map.of("behaviour", "truncate")), OpenAiQuirks.REQUEST_DEFAULTS, quirks))
                .containsEntry("behaviour", "truncate");
    }

    @Test
    void provider_options_go_out_as_they_are() {
        Map<String, Object> options = new HashMap<>();
        options.put("nothing", null);
        options.put("deep", Map.of("list", Arrays.asList(1, null, "x")));

        assertThat(encoded(b -> b.providerOptions(options))).containsAllEntriesOf(options);
    }

    @Test
    void a_provider_option_that_clashes_with_a_setting_is_an_error_that_names_both() {
        LlmException e =
                refused(request(b -> b.temperature(0.5).providerOptions(Map.of("temperature", 1))), Targets.plain());

        assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(e).hasMessageContaining("both the setting temperature and providerOptions.temperature are given");
        assertThat(e.details().attempts()).isZero();
        assertThat(refused(request(b -> b.providerOptions(Map.of("messages", List.of()))), Targets.plain()))
                .hasMessageContaining("providerOptions.messages");
    }

    @Test
    void a_provider_option_that_is_no_json_is_an_error() {
        assertThat(refused(request(b -> b.providerOptions(Map.of("x", new Object()))), Targets.plain()))
                .hasMessageContaining("providerOptions.x: a java.lang.Object cannot be written as JSON");
    }

    @Test
    void a_format_that_must_not_stand_beside_tools_goes_into_the_prompt_or_is_a_notice() {
        Target target = Targets.with(OpenAiQuirks.TOOLS_EXCLUDE_FORMAT, true);
        OutputFormat schema = new OutputFormat.JsonSchema("weather", SCHEMA, null, null);
        ToolSpec tool = new ToolSpec("lookup", "Looks up", Map.of(), null);
        ChatRequest both = request(b -> b.output(schema).tool(tool));
        ChatRequest any = request(b -> b.output(new OutputFormat.JsonObject()).tool(tool));

        assertThat(Bodies.chat(both, target)).containsKey("tools").doesNotContainKey("response_format");
        assertThat(Bodies.messages(both, target).get(0).get("content").toString())
                .startsWith("When you call no tool, answer with one JSON object")
                .contains("\"city\"");
        assertThat(Bodies.notices(both, target)).containsExactly("jsonSchema");
        assertThat(Bodies.chat(any, target)).containsKey("tools").doesNotContainKey("response_format");
        assertThat(Bodies.notices(any, target)).containsExactly("jsonObject");
        assertThat(Bodies.chat(request(b -> b.output(schema)), target)).containsKey("response_format");
        assertThat(Bodies.notices(request(b -> b.output(schema)), target)).isEmpty();
    }

    @Test
    void open_ranges_leave_their_bounds_out() {
        Target target = Targets.with(OpenAiQuirks.OPEN_RANGES, true);
        ChatRequest bounds =
                request(b -> b.sampling(new Sampling(0.0, 1.0, null, null, List.of(), null, null, null, null, null)));
        ChatRequest within =
                request(b -> b.sampling(new Sampling(0.1, 0.9, null, null, List.of(), null, null, null, null, null)));

        assertThat(Bodies.chat(bounds, target)).containsOnlyKeys("model", "messages");
        assertThat(Bodies.notices(bounds, target)).containsExactly("temperature", "topP");
        assertThat(Bodies.chat(within, target)).containsKeys("temperature", "top_p");
    }

    @Test
    void documents_are_an_error_for_they_cannot_be_left_out() {
        ChatRequest request = request(b -> b.documents(List.of(new Document("d", null, "text", Map.of()))));

        assertThat(refused(request, Targets.plain()).kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(refused(request, Targets.lacking(Feature.DOCUMENTS)))
                .hasMessageContaining("We do not take documents");
    }

    @Test
    void a_stream_where_there_is_none_is_an_error() {
        assertThatThrownBy(() -> Streams.DIALECT.chat(ChatRequest.of("a"), Targets.lacking(Feature.STREAMING), true))
                .hasMessageContaining("a streamed answer cannot be sent");
    }
}
