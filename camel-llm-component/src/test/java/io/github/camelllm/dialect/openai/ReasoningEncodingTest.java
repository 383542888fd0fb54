/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReasoningEncodingTest {

    private static final ToolSpec TOOL = new ToolSpec("f", null, Map.of(), null);

    private static ChatRequest request(
            @Nullable ReasoningEffort effort, @Nullable Integer budget, @Nullable Boolean visible) {
        return ChatRequest.builder()
                .user("Hello")
                .reasoning(new ReasoningSettings(effort, budget, visible))
                .build();
    }

    private static Map<String, Object> encoded(ChatRequest request, Target target) {
        Map<String, Object> body = Bodies.chat(request, target);
        body.remove("model");
        body.remove("messages");
        return body;
    }

    @Test
    void the_effort_goes_by_its_own_name_or_by_the_providers_word() {
        Target mapped = Targets.with(OpenAiQuirks.EFFORTS, Map.of("low", "default"));

        assertThat(encoded(request(ReasoningEffort.XHIGH, null, null), Targets.plain()))
                .isEqualTo(Map.of("reasoning_effort", "xhigh"));
        assertThat(encoded(request(ReasoningEffort.LOW, null, null), mapped))
                .isEqualTo(Map.of("reasoning_effort", "default"));
        assertThat(encoded(request(ReasoningEffort.HIGH, null, null), mapped)).isEmpty();
        assertThat(Streams.DIALECT
                        .chat(request(ReasoningEffort.HIGH, null, null), mapped, false)
                        .notices()
                        .get(0)
                        .message())
                .contains("the model does not know high; it knows [low]");
    }

    @Test
    void the_effort_can_stand_in_an_object_with_budget_and_visibility() {
        Target target = Targets.with(
                OpenAiQuirks.EFFORT_FIELD, "reasoning.effort",
                OpenAiQuirks.BUDGET_FIELD, "reasoning.max_tokens",
                OpenAiQuirks.REASONING_VISIBLE, "reasoning.exclude");

        assertThat(encoded(request(ReasoningEffort.LOW, null, false), target))
                .isEqualTo(Map.of("reasoning", Map.of("effort", "low", "exclude", true)));
        assertThat(encoded(request(null, 2000, true), target))
                .isEqualTo(Map.of("reasoning", Map.of("max_tokens", 2000, "exclude", false)));
        assertThat(encoded(request(ReasoningEffort.LOW, 2000, null), target))
                .isEqualTo(Map.of("reasoning", Map.of("max_tokens", 2000)));
        assertThat(Bodies.notices(request(ReasoningEffort.LOW, 2000, null), target))
                .containsExactly("reasoningEffort");
    }

    @Test
    void a_switch_turns_thinking_on_and_off() {
        Target thinking = Targets.with(OpenAiQuirks.REASONING_SWITCH, "thinking");
        Target enabled = Targets.with(OpenAiQuirks.REASONING_SWITCH, "reasoning");
        Target template = Targets.with(OpenAiQuirks.REASONING_SWITCH, "chat_template_kwargs");

        assertThat(encoded(request(ReasoningEffort.NONE, null, null), thinking))
                .isEqualTo(Map.of("thinking", Map.of("type", "disabled")));
        assertThat(encoded(request(ReasoningEffort.HIGH, null, null), thinking))
                .isEqualTo(Map.of("thinking", Map.of("type", "enabled"), "reasoning_effort", "high"));
        assertThat(encoded(request(ReasoningEffort.NONE, null, null), enabled))
                .isEqualTo(Map.of("reasoning", Map.of("enabled", false)));
        assertThat(encoded(request(ReasoningEffort.LOW, null, null), enabled))
                .isEqualTo(Map.of("reasoning", Map.of("enabled", true), "reasoning_effort", "low"));
        assertThat(encoded(request(ReasoningEffort.NONE, null, null), template))
                .isEqualTo(Map.of("chat_template_kwargs", Map.of("enable_thinking", false)));
        assertThat(encoded(request(ReasoningEffort.LOW, null, null), template))
                .isEqualTo(Map.of("reasoning_effort", "low"));
    }

    @Test
    void a_budget_has_its_member_or_is_a_notice() {
        Target target = Targets.with(OpenAiQuirks.BUDGET_FIELD, "thinking.budget_tokens");

        assertThat(encoded(request(null, 1024, null), target))
                .isEqualTo(Map.of("thinking", Map.of("type", "enabled", "budget_tokens", 1024)));
        assertThat(Bodies.notices(request(null, 1024, null), Targets.plain())).containsExactly("reasoningBudget");
        assertThat(Bodies.notices(request(null, 1024, null), Targets.lacking(Feature.REASONING_BUDGET)))
                .containsExactly("reasoningBudget");
    }

    @Test
    void whether_thoughts_come_back_can_be_said_in_many_ways() {
        assertThat(encoded(
                        request(null, null, false), Targets.with(OpenAiQuirks.REASONING_VISIBLE, "include_reasoning")))
                .isEqualTo(Map.of("include_reasoning", false));
        Target format = Targets.with(OpenAiQuirks.REASONING_VISIBLE, "reasoning_format");
        assertThat(encoded(request(null, null, true), format)).isEqualTo(Map.of("reasoning_format", "parsed"));
        assertThat(encoded(request(null, null, false), format)).isEqualTo(Map.of("reasoning_format", "hidden"));
        assertThat(Bodies.notices(request(null, null, false), Targets.plain())).containsExactly("reasoning.visible");
        assertThat(Bodies.notices(request(null, null, true), Targets.plain())).isEmpty();
        Target never = Targets.with(OpenAiQuirks.REASONING_VISIBLE, "never");
        assertThat(Bodies.notices(request(null, null, true), never)).containsExactly("reasoning.visible");
        assertThat(Bodies.notices(request(null, null, false), never)).isEmpty();
    }

    @Test
    void a_model_that_does_not_reason_needs_not_be_told_so() {
        Target target = Targets.lacking(Feature.REASONING);

        assertThat(encoded(request(ReasoningEffort.NONE, null, null), target)).isEmpty();
        assertThat(Bodies.notices(request(ReasoningEffort.NONE, null, null), target))
                .isEmpty();
        assertThat(Bodies.notices(request(ReasoningEffort.LOW, null, null), target))
                .containsExactly("reasoningEffort");
    }

    @Test
    void sampling_is_taken_only_without_reasoning_where_the_profile_says_so() {
        Target target = Targets.with(OpenAiQuirks.SAMPLING_NEEDS_EFFORT_NONE, true);
        Target defaultsToNone =
                Targets.with(OpenAiQuirks.SAMPLING_NEEDS_EFFORT_NONE, true, OpenAiQuirks.DEFAULT_EFFORT, "none");
        ChatRequest unset = sampled(null);

        assertThat(Bodies.notices(unset, target)).containsExactly("temperature", "topP", "logprobs");
        assertThat(encoded(unset, target)).isEmpty();
        assertThat(encoded(unset, defaultsToNone)).containsKeys("temperature", "top_p", "logprobs");
        assertThat(encoded(sampled(ReasoningEffort.NONE), target))
                .containsKeys("temperature", "top_p", "logprobs")
                .containsEntry("reasoning_effort", "none");
        assertThat(Bodies.notices(sampled(ReasoningEffort.LOW), defaultsToNone)).hasSize(3);
    }

    private static ChatRequest sampled(@Nullable ReasoningEffort effort) {
        return request(effort, null, null).toBuilder()
                .sampling(new Sampling(0.0, 0.5, null, null, List.of(), null, null, null, null, 1))
                .build();
    }

    @Test
    void tools_that_exclude_reasoning_turn_it_off_and_say_so() {
        Target target = Targets.with(OpenAiQuirks.TOOLS_NEED_EFFORT_NONE, true);
        ChatRequest unset = request(null, null, null).toBuilder().tool(TOOL).build();

        assertThat(encoded(unset, target)).containsEntry("reasoning_effort", "none");
        assertThat(Bodies.notices(unset, target)).containsExactly("reasoningEffort");
        ChatRequest none =
                request(ReasoningEffort.NONE, null, null).toBuilder().tool(TOOL).build();
        assertThat(Bodies.notices(none, target)).isEmpty();
        assertThat(encoded(
                        unset,
                        Targets.with(OpenAiQuirks.TOOLS_NEED_EFFORT_NONE, true, OpenAiQuirks.DEFAULT_EFFORT, "none")))
                .doesNotContainKey("reasoning_effort");
        assertThat(encoded(
                        unset.toBuilder()
                                .providerOptions(Map.of("reasoning_effort", "none"))
                                .build(),
                        target))
                .containsEntry("reasoning_effort", "none");
    }

    @Test
    void tools_that_exclude_reasoning_are_an_error_with_an_effort() {
        Target target = Targets.with(OpenAiQuirks.TOOLS_NEED_EFFORT_NONE, true);

        for (ChatRequest request : List.of(request(ReasoningEffort.HIGH, null, null), request(null, 100, null))) {
            assertThatThrownBy(() -> encoded(request.toBuilder().tool(TOOL).build(), target))
                    .isInstanceOfSatisfying(
                            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE))
                    .hasMessageContaining("leave out the effort or the tools");
        }
    }

    @Test
    void the_error_names_the_api_that_takes_tools_with_an_effort() {
        Target openai = Catalog.target("openai", "gpt-5.6-sol");
        ChatRequest request =
                request(ReasoningEffort.HIGH, null, null).toBuilder().tool(TOOL).build();

        assertThatThrownBy(() -> encoded(request, openai))
                .hasMessageContaining("leave out the effort or the tools, or set api=responses");
        assertThatThrownBy(() -> encoded(request, Targets.with(OpenAiQuirks.TOOLS_NEED_EFFORT_NONE, true)))
                .hasMessageNotContaining("api=");
    }

    @Test
    void a_member_that_a_strict_provider_does_not_know_is_a_notice() {
        Target target = Targets.with(
                OpenAiQuirks.REQUEST_FIELDS, List.of("model", "messages", "reasoning_effort"),
                OpenAiQuirks.REASONING_SWITCH, "thinking",
                OpenAiQuirks.REASONING_VISIBLE, "include_reasoning");

        assertThat(encoded(request(ReasoningEffort.LOW, null, true), target))
                .isEqualTo(Map.of("reasoning_effort", "low"));
        assertThat(Bodies.notices(request(ReasoningEffort.LOW, null, true), target))
                .containsExactly("reasoningEffort", "reasoning.visible");
    }
}
