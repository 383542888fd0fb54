/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How thinking is asked for, and how thoughts go back. The forms are those of ai.google.dev, read 2026-11-25. */
class ThinkingEncodingTest {

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Weather in Oslo?");
    }

    @Test
    void signatures_go_back_on_the_parts_that_they_sign() {
        Part.Reasoning thoughts = new Part.Reasoning(
                "Hm.",
                List.of(
                        new Signature("text-sig", Signature.TEXT, null).detail(),
                        new Signature("call-sig", Signature.CALL, "call-1").detail()));
        ChatRequest request = ask().message(Message.assistant(
                        List.of(thoughts, Part.text("Let me look."), new Part.ToolCall("call-1", "weather", "{}"))))
                .message(Message.toolResult("call-1", "4 C"))
                .build();

        JsonNode parts = Wire.body(request, "foreignSignature", "skip").at("/contents/1/parts");

        assertThat(parts)
                .isEqualTo(Wire.tree("[{\"text\":\"Let me look.\",\"thoughtSignature\":\"text-sig\"},"
                        + "{\"functionCall\":{\"name\":\"weather\",\"args\":{}},\"thoughtSignature\":\"call-sig\"}]"));
    }

    @Test
    void a_signature_that_came_behind_the_text_goes_back_behind_it() {
        Part.Reasoning behind = new Part.Reasoning("", List.of(new Signature("sig", Signature.TEXT, null).detail()));
        ChatRequest request = ask().message(Message.assistant(List.of(Part.text("4 C."), behind)))
                .user("Sure?")
                .build();

        assertThat(Wire.body(request).at("/contents/1/parts"))
                .isEqualTo(Wire.tree("[{\"text\":\"4 C.\"},{\"text\":\"\",\"thoughtSignature\":\"sig\"}]"));
    }

    @Test
    void a_tool_call_of_another_model_goes_with_the_providers_word_for_it() {
        ChatRequest request = ask().message(Message.assistant(List.of(
                        new Part.Reasoning("Hm.", List.of(Map.of("type", "thinking", "signature", "foreign"))),
                        new Part.ToolCall("a", "weather", "{}"),
                        new Part.ToolCall("b", "weather", "{}"))))
                .message(Message.toolResult("a", "4 C"))
                .message(Message.toolResult("b", "5 C"))
                .build();

        WireRequest wire = Wire.request(request, Wire.target("foreignSignature", "skip_it"));

        JsonNode parts = Wire.tree(wire.body().text()).at("/contents/1/parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.path(0).path("thoughtSignature").asText()).isEqualTo("skip_it");
        assertThat(parts.path(1).has("thoughtSignature")).isFalse();
        assertThat(wire.notices()).extracting(Notice::setting).containsOnly("reasoning");
    }

    @Test
    void thinking_is_asked_for_by_level_or_by_budget() {
        ChatRequest high = thinking(new ReasoningSettings(ReasoningEffort.HIGH, null, true));
        Object[] budgets = {"thinking", "budget", "efforts", Map.of("none", "0", "high", "24576")};

        assertThat(config(high)).isEqualTo("{\"thinkingLevel\":\"HIGH\",\"includeThoughts\":true}");
        assertThat(config(high, budgets)).isEqualTo("{\"thinkingBudget\":24576,\"includeThoughts\":true}");
        assertThat(config(thinking(new ReasoningSettings(null, 512, null)), budgets))
                .isEqualTo("{\"thinkingBudget\":512}");
        assertThat(config(thinking(new ReasoningSettings(ReasoningEffort.NONE, null, null)), budgets))
                .isEqualTo("{\"thinkingBudget\":0}");
    }

    @Test
    void thinking_that_the_model_does_not_know_becomes_a_notice() {
        assertThat(notices(new ReasoningSettings(ReasoningEffort.NONE, null, null)))
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("cannot be kept from thinking"));
        assertThat(notices(new ReasoningSettings(null, 512, null)))
                .extracting(Notice::setting)
                .containsExactly("reasoningBudget");
        assertThat(notices(new ReasoningSettings(ReasoningEffort.LOW, 512, null), "thinking", "budget"))
                .extracting(Notice::setting)
                .containsExactly("reasoningEffort");
    }

    private static ChatRequest thinking(ReasoningSettings settings) {
        return ask().reasoning(settings).build();
    }

    private static String config(ChatRequest request, Object... quirks) {
        return Wire.body(request, quirks).at("/generationConfig/thinkingConfig").toString();
    }

    private static List<Notice> notices(ReasoningSettings settings, Object... quirks) {
        WireRequest wire = Wire.request(thinking(settings), Wire.target(quirks));
        return wire.notices();
    }
}
