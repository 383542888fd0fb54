/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import static io.github.camelllm.dialect.responses.Responses.sent;
import static io.github.camelllm.dialect.responses.Responses.wire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponsesEncodingTest {

    private static final Map<String, Object> SCHEMA = Map.of("type", "object", "properties", Map.of());

    private static String json(ChatRequest request) {
        return wire(request).body().text();
    }

    @Test
    void a_prompt_is_an_item_and_nothing_is_kept_at_the_provider() {
        assertThat(sent(ChatRequest.of("Hi")))
                .containsEntry("model", "thinker")
                .containsEntry("input", List.of(Map.of("role", "user", "content", "Hi")))
                .containsEntry("store", false)
                .containsEntry("include", List.of("reasoning.encrypted_content"))
                .hasSize(4);
        assertThat(wire(ChatRequest.of("Hi")).path()).isEqualTo("/responses");
    }

    @Test
    void who_keeps_answers_at_the_provider_says_so_himself() {
        ChatRequest request = ChatRequest.builder()
                .user("Hi")
                .providerOptions(Map.of("store", true, "include", List.of()))
                .build();

        assertThat(sent(request)).containsEntry("store", true).containsEntry("include", List.of());
    }

    @Test
    void leading_instructions_have_their_own_member_and_later_ones_are_the_developers() {
        ChatRequest request = ChatRequest.builder()
                .system("Be brief.")
                .system("Be kind.")
                .user("Hi")
                .message(Message.system("Now in French."))
                .user("Again")
                .build();

        assertThat(json(request))
                .contains("\"instructions\":\"Be brief.\\n\\nBe kind.\"")
                .contains("{\"role\":\"developer\",\"content\":\"Now in French.\"}");
    }

    @Test
    void pictures_and_files_are_parts_and_sounds_are_refused() {
        byte[] bytes = {1, 2, 3};
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(
                        Part.text("Look"),
                        new Part.Image(Media.of(bytes, "image/png"), null, null),
                        new Part.File(Media.of(bytes, "application/pdf").named("a.pdf"), null)))
                .build();

        assertThat(json(request))
                .contains("{\"type\":\"input_text\",\"text\":\"Look\"}")
                .contains("{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,AQID\",\"detail\":\"auto\"}")
                .contains(
                        "{\"type\":\"input_file\",\"file_data\":\"data:application/pdf;base64,AQID\",\"filename\":\"a.pdf\"}");
        assertThatThrownBy(() -> wire(ChatRequest.builder()
                        .message(Message.user(new Part.Audio(Media.of(bytes, "audio/wav"), null, null)))
                        .build()))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE));
    }

    @Test
    void a_turn_with_tools_goes_back_as_the_items_that_it_was() {
        Map<String, Object> thoughts =
                Map.of("type", "reasoning", "id", "rs_1", "summary", List.of(), "encrypted_content", "gAAA");
        ChatRequest request = ChatRequest.builder()
                .user("Weather?")
                .message(new Message(
                        Role.ASSISTANT,
                        List.of(
                                new Part.Reasoning(
                                        "", List.of(thoughts, Map.of("type", "message_phase", "phase", "commentary"))),
                                Part.text("I look."),
                                new Part.ToolCall("call_1", "weather", "{}"))))
                .message(new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult("call_1", "weather", List.of(Part.text("sunny")), false))))
                .build();

        assertThat(JsonTree.write(sent(request).get("input")))
                .contains("\"encrypted_content\":\"gAAA\"")
                .contains("\"role\":\"assistant\"")
                .contains("\"phase\":\"commentary\"")
                .contains("\"call_id\":\"call_1\"")
                .contains("\"output\":\"sunny\"");
        assertThat(wire(request).notices()).isEmpty();
    }

    @Test
    void thoughts_that_the_provider_has_not_encrypted_stay_here_and_a_notice_says_so() {
        ChatRequest request = ChatRequest.builder()
                .user("A")
                .message(new Message(Role.ASSISTANT, List.of(new Part.Reasoning("Hm.", List.of()), Part.text("B"))))
                .user("C")
                .build();

        assertThat(json(request)).doesNotContain("Hm.");
        assertThat(wire(request).notices()).extracting(Notice::setting).containsExactly("reasoning");
    }

    @Test
    void tools_are_flat_and_strict_only_when_asked() {
        ChatRequest request = ChatRequest.builder()
                .user("Hi")
                .tool(new ToolSpec("look", "Looks", SCHEMA, null))
                .toolChoice(ToolChoice.tool("look"))
                .parallelTools(false)
                .build();

        assertThat(json(request))
                .contains("{\"type\":\"function\",\"name\":\"look\",\"description\":\"Looks\",\"parameters\":")
                .contains("\"strict\":false")
                .contains("\"tool_choice\":{\"type\":\"function\",\"name\":\"look\"}")
                .contains("\"parallel_tool_calls\":false");
    }

    @Test
    void a_schema_a_limit_and_an_effort_have_their_places() {
        ChatRequest request = ChatRequest.builder()
                .user("Hi")
                .output(new OutputFormat.JsonSchema("answer", SCHEMA, null, true))
                .sampling(new Sampling(0.0, 0.5, null, 64, List.of(), null, null, null, null, 2))
                .reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, true))
                .build();

        assertThat(json(request))
                .contains("\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"answer\"")
                .contains("\"max_output_tokens\":64")
                .contains("\"temperature\":0")
                .contains("\"top_p\":0.5")
                .contains("\"top_logprobs\":2")
                .contains("\"reasoning\":{\"effort\":\"low\",\"summary\":\"auto\"}")
                .contains("\"include\":[\"reasoning.encrypted_content\",\"message.output_text.logprobs\"]");
    }

    @Test
    void what_has_no_place_becomes_a_notice() {
        ChatRequest request = ChatRequest.builder()
                .user("Hi")
                .sampling(new Sampling(null, null, 5, null, List.of("END"), 1L, 0.1, 0.2, 2, null))
                .reasoning(new ReasoningSettings(null, 100, null))
                .build();

        assertThat(wire(request).notices())
                .extracting(Notice::setting)
                .containsExactlyInAnyOrder(
                        "topK", "stop", "seed", "frequencyPenalty", "presencePenalty", "n", "reasoningBudget");
    }
}
