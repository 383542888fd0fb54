/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How thinking is asked for, and how thoughts go back. */
class ThinkingEncodingTest {

    private static JsonNode body(ChatRequest request, Object... quirks) {
        return Wire.body(request, Wire.target(quirks));
    }

    private static void refused(ChatRequest request, ErrorKind kind, String why, Object... quirks) {
        assertThatThrownBy(() -> Wire.request(request, Wire.target(quirks)))
                .isInstanceOfSatisfying(LlmException.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(kind);
                    assertThat(problem).hasMessageContaining(why);
                });
    }

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Name a prime.");
    }

    private static JsonNode json(String text) {
        return Wire.tree(text.replace('\'', '"'));
    }

    @Test
    void thoughts_go_back_as_they_came_and_unsigned_ones_are_noticed() {
        Part signed =
                new Part.Reasoning("Hm.", List.of(Map.of("reasoningText", Map.of("text", "Hm.", "signature", "s"))));
        Part redacted = new Part.Reasoning("", List.of(Map.of("redactedContent", "AQID")));
        Part foreign = new Part.Reasoning("Well.", List.of());
        ChatRequest request = ask().message(Message.assistant(List.of(signed, redacted, foreign, Part.text("Two."))))
                .user("Another.")
                .build();

        assertThat(body(request).at("/messages/1/content"))
                .isEqualTo(json("[{'reasoningContent':{'reasoningText':{'text':'Hm.','signature':'s'}}},"
                        + "{'reasoningContent':{'redactedContent':'AQID'}},{'text':'Two.'}]"));
        assertThat(Wire.request(request, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactly("reasoning");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adaptive         | {'thinking':{'type':'adaptive'}}                                       | low",
                "both             | {'thinking':{'type':'adaptive'}}                                       | low",
                "reasoning_effort | {'reasoning_effort':'low'}                                             |",
                "reasoningConfig  | {'reasoningConfig':{'type':'enabled','maxReasoningEffort':'low'}}      |",
            })
    void the_effort_goes_where_the_model_wants_it(String form, String fields, String inOutputConfig) {
        ChatRequest request = ask().reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, null))
                .build();

        JsonNode body = body(request, BedrockQuirks.REASONING, form);

        assertThat(body.path("additionalModelRequestFields")).isEqualTo(json(fields));
        assertThat(body.at("/outputConfig/effort").asText("")).isEqualTo(inOutputConfig == null ? "" : inOutputConfig);
        assertThat(Wire.request(request, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactly("reasoningEffort");
    }

    @Test
    void a_budget_goes_to_models_that_think_by_it() {
        ChatRequest request = ask().reasoning(new ReasoningSettings(null, 1024, null))
                .sampling(new Sampling(null, null, 20, 4096, List.of(), null, null, null, null, null))
                .build();

        assertThat(body(request, BedrockQuirks.REASONING, "budget", BedrockQuirks.TOP_K, "top_k")
                        .path("additionalModelRequestFields"))
                .isEqualTo(json("{'thinking':{'type':'enabled','budget_tokens':1024},'top_k':20}"));
        assertThat(body(request, BedrockQuirks.TOP_K, "inferenceConfig.topK").path("additionalModelRequestFields"))
                .isEqualTo(json("{'inferenceConfig':{'topK':20}}"));
        refused(
                request.toBuilder()
                        .sampling(new Sampling(null, null, null, 1024, List.of(), null, null, null, null, null))
                        .build(),
                ErrorKind.INVALID_REQUEST,
                "must be larger",
                BedrockQuirks.REASONING,
                "budget");
    }
}
