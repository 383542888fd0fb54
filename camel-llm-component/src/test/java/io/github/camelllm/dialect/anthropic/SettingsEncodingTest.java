/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static io.github.camelllm.dialect.anthropic.Wire.body;
import static io.github.camelllm.dialect.anthropic.Wire.claude;
import static io.github.camelllm.dialect.anthropic.Wire.notices;
import static io.github.camelllm.dialect.anthropic.Wire.refused;
import static io.github.camelllm.dialect.anthropic.Wire.target;
import static io.github.camelllm.dialect.anthropic.Wire.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thoughts, limits and sampling, which differ from model to model. (providers/anthropic, Model gates, read 2026-11-25) */
class SettingsEncodingTest {

    private static final Target NEWEST = claude("claude-opus-4-8");
    private static final Target BOTH = claude("claude-sonnet-4-6");
    private static final Target BUDGET = claude("claude-sonnet-4-5");

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Hello");
    }

    private static ChatRequest thinking(
            @Nullable ReasoningEffort effort, @Nullable Integer budget, @Nullable Boolean visible) {
        return ask().reasoning(new ReasoningSettings(effort, budget, visible)).build();
    }

    private static ChatRequest effort(ReasoningEffort effort) {
        return thinking(effort, null, null);
    }

    private static ChatRequest sampled(
            @Nullable Double temperature, @Nullable Double topP, @Nullable Integer topK, @Nullable Integer n) {
        return ask().sampling(new Sampling(temperature, topP, topK, null, List.of("END"), null, null, null, n, null))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-5, 16384",
        "claude-opus-4-1, 16384",
        "claude-sonnet-4-20250514, 16384",
        "a-model-that-nobody-lists, 4096"
    })
    void the_limit_is_always_sent(String model, int limit) {
        assertThat(body(Wire.HELLO, claude(model)).path("max_tokens").intValue())
                .isEqualTo(limit);
        assertThat(body(ask().maxTokens(7).build(), claude(model))
                        .path("max_tokens")
                        .intValue())
                .isEqualTo(7);
    }

    @Test
    void the_usual_limit_can_be_changed_and_leaves_room_for_thoughts() {
        assertThat(body(thinking(null, 2000, null), BUDGET).path("max_tokens").intValue())
                .isEqualTo(2000 + 16384);
        assertThat(body(thinking(null, 60000, null), BUDGET).path("max_tokens").intValue())
                .isEqualTo(64000);
        assertThat(body(ask().providerOptions(Map.of("max_tokens", 9)).build(), NEWEST)
                        .path("max_tokens")
                        .intValue())
                .isEqualTo(9);
    }

    @Test
    void a_limit_below_the_budget_stops_the_request() {
        ChatRequest request = ask().maxTokens(1500)
                .reasoning(new ReasoningSettings(null, 2000, null))
                .build();

        assertThat(refused(request, BUDGET))
                .hasMessageContaining("maxTokens is 1500")
                .hasMessageContaining("2000")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.INVALID_REQUEST);
    }

    @Test
    void an_effort_makes_the_model_think_as_it_sees_fit() {
        JsonNode body = body(effort(ReasoningEffort.XHIGH), NEWEST);

        assertThat(body.path("thinking")).isEqualTo(tree("{\"type\":\"adaptive\"}"));
        assertThat(body.path("output_config")).isEqualTo(tree("{\"effort\":\"xhigh\"}"));
        assertThat(body(effort(ReasoningEffort.MINIMAL), NEWEST)
                        .at("/output_config/effort")
                        .textValue())
                .isEqualTo("low");
    }

    @Test
    void an_effort_that_a_model_does_not_know_is_a_notice() {
        assertThat(notices(effort(ReasoningEffort.XHIGH), BOTH)).containsExactly("reasoningEffort");
        assertThat(body(effort(ReasoningEffort.XHIGH), BOTH).has("output_config"))
                .isFalse();
        assertThat(notices(effort(ReasoningEffort.MAX), BOTH)).isEmpty();
    }

    @Test
    void a_budget_goes_to_models_that_take_one() {
        assertThat(body(thinking(null, 2000, null), BUDGET).path("thinking"))
                .isEqualTo(tree("{\"type\":\"enabled\",\"budget_tokens\":2000}"));
        assertThat(notices(thinking(null, 2000, null), NEWEST)).containsExactly("reasoningBudget");
        assertThat(body(thinking(null, 2000, null), NEWEST).has("thinking")).isFalse();
        assertThat(notices(effort(ReasoningEffort.HIGH), BUDGET)).containsExactly("reasoningEffort");
        assertThat(body(thinking(ReasoningEffort.LOW, 2000, null), BOTH).path("thinking"))
                .isEqualTo(tree("{\"type\":\"enabled\",\"budget_tokens\":2000}"));
    }

    @Test
    void each_model_is_kept_from_thinking_in_its_own_way() {
        ChatRequest off = effort(ReasoningEffort.NONE);

        assertThat(body(off, NEWEST).path("thinking")).isEqualTo(tree("{\"type\":\"disabled\"}"));
        assertThat(body(off, claude("claude-sonnet-5-5")).path("thinking"))
                .isEqualTo(tree("{\"type\":\"between_tools\"}"));
        assertThat(notices(off, claude("claude-fable-5-2"))).containsExactly("reasoningEffort");
        assertThat(refused(thinking(ReasoningEffort.NONE, 2000, null), BUDGET))
                .hasMessageContaining("exclude each other");
    }

    @Test
    void thoughts_are_shown_or_hidden_on_request() {
        assertThat(body(thinking(null, null, true), NEWEST).path("thinking"))
                .isEqualTo(tree("{\"type\":\"adaptive\",\"display\":\"summarized\"}"));
        assertThat(body(thinking(ReasoningEffort.LOW, null, false), NEWEST).path("thinking"))
                .isEqualTo(tree("{\"type\":\"adaptive\",\"display\":\"omitted\"}"));
        assertThat(notices(thinking(null, null, true), BUDGET)).containsExactly("reasoning.visible");
    }

    @Test
    void sampling_goes_to_models_that_take_it() {
        JsonNode body = body(sampled(0.0, null, 5, null), BUDGET);

        assertThat(body.path("temperature").doubleValue()).isZero();
        assertThat(body.path("top_k").intValue()).isEqualTo(5);
        assertThat(body.path("stop_sequences")).isEqualTo(tree("[\"END\"]"));
        assertThat(notices(sampled(0.0, 0.5, 5, null), NEWEST))
                .containsExactlyInAnyOrder("temperature", "topP", "topK");
        assertThat(body(sampled(0.0, 0.5, 5, null), NEWEST).has("temperature")).isFalse();
    }

    @Test
    void temperature_and_top_p_are_not_sent_together_where_that_is_refused() {
        assertThat(notices(sampled(0.5, 0.5, null, null), BUDGET)).containsExactly("topP");
        assertThat(body(sampled(0.5, 0.5, null, null), BUDGET).has("top_p")).isFalse();
        assertThat(body(sampled(null, 0.5, null, null), BUDGET).path("top_p").doubleValue())
                .isEqualTo(0.5);
        assertThat(body(sampled(0.5, 0.5, null, null), target()).has("top_p")).isTrue();
    }

    @Test
    void what_the_api_has_no_member_for_is_a_notice() {
        ChatRequest request = ask().sampling(new Sampling(null, null, null, null, List.of(), 42L, 0.5, 0.5, 2, 3))
                .promptCacheKey("tickets")
                .metadata(Map.of("team", "support"))
                .build();

        assertThat(notices(request, NEWEST))
                .containsExactlyInAnyOrder(
                        "seed", "frequencyPenalty", "presencePenalty", "n", "logprobs", "promptCacheKey", "metadata");
        assertThat(body(request, NEWEST)).isEqualTo(body(Wire.HELLO, NEWEST));
        assertThat(notices(sampled(null, null, null, 1), NEWEST)).isEmpty();
    }

    @Test
    void user_and_tier_have_their_places() {
        JsonNode body = body(ask().endUser("u-1").serviceTier("standard_only").build(), NEWEST);

        assertThat(body.path("metadata")).isEqualTo(tree("{\"user_id\":\"u-1\"}"));
        assertThat(body.path("service_tier").textValue()).isEqualTo("standard_only");
    }

    @Test
    void members_of_the_provider_go_beside_ours_and_a_host_may_leave_ours_out() {
        ChatRequest request = ask().endUser("u-1")
                .providerOptions(Map.of("inference_geo", "us"))
                .build();
        Target host = target(
                AnthropicQuirks.OMIT_FIELDS,
                List.of("metadata"),
                AnthropicQuirks.REQUEST_DEFAULTS,
                Map.of("container", "c-1"));

        assertThat(body(request, host).path("inference_geo").textValue()).isEqualTo("us");
        assertThat(body(request, host).path("container").textValue()).isEqualTo("c-1");
        assertThat(body(request, host).has("metadata")).isFalse();
        assertThat(notices(request, host)).containsExactly("user");
    }

    @Test
    void there_are_no_embeddings() {
        assertThat(catchThrowableOfType(
                                LlmException.class,
                                () -> new AnthropicDialect().embed(EmbeddingRequest.of(List.of("cat")), NEWEST))
                        .kind())
                .isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
    }
}
