/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import static io.github.camelllm.dialect.ollama.Wire.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
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
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent. The forms are those of providers/ollama, Chat request. */
class RequestEncodingTest {

    private static final Map<String, Object> SCHEMA =
            Map.of("type", "object", "properties", Map.of("prime", Map.of("type", "integer")));
    private static final ToolSpec LOOKUP = new ToolSpec("lookup", "Finds a word.", SCHEMA, null);

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Name a prime.");
    }

    private static List<String> notices(ChatRequest request) {
        return Wire.request(request, Wire.LOCAL).notices().stream()
                .map(Notice::setting)
                .toList();
    }

    private static JsonNode json(String text) {
        return Wire.tree(text.replace('\'', '"'));
    }

    @Test
    void settings_stand_in_the_options_and_a_prompt_is_not_cut_silently() {
        JsonNode body = body(ask().sampling(new Sampling(0.0, 0.9, 40, 128, List.of("END"), 7L, 0.5, -0.5, 1, 2))
                .build());

        assertThat(body)
                .isEqualTo(json("{'model':'qwen3:8b','messages':[{'role':'user','content':'Name a prime.'}],'options':{"
                        + "'temperature':0,'top_p':0.9,'top_k':40,'num_predict':128,'seed':7,'stop':['END'],"
                        + "'frequency_penalty':0.5,'presence_penalty':-0.5},'logprobs':true,'top_logprobs':2,"
                        + "'stream':false,'truncate':false,'shift':false}"));
        assertThat(Wire.streamed(Wire.HELLO).path("stream").booleanValue()).isTrue();
    }

    @Test
    void the_users_own_options_stand_beside_ours() {
        ChatRequest request = ask().temperature(0.5)
                .providerOptions(Map.of("options", Map.of("num_ctx", 8192), "keep_alive", "10m", "truncate", true))
                .build();

        assertThat(body(request).path("options")).isEqualTo(json("{'temperature':0.5,'num_ctx':8192}"));
        assertThat(body(request).path("keep_alive").asText()).isEqualTo("10m");
        assertThat(body(request).path("truncate").booleanValue()).isTrue();
        ChatRequest twice = ask().temperature(0.5)
                .providerOptions(Map.of("options", Map.of("temperature", 1)))
                .build();
        assertThatThrownBy(() -> body(twice))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST))
                .hasMessageContaining("providerOptions.options.temperature");
    }

    @ParameterizedTest
    @CsvSource({"NONE, false", "MINIMAL, low", "LOW, low", "MEDIUM, medium", "HIGH, high", "MAX, max"})
    void an_effort_has_the_servers_word(ReasoningEffort effort, String word) {
        ChatRequest request =
                ask().reasoning(new ReasoningSettings(effort, null, null)).build();

        assertThat(body(request).path("think").asText()).isEqualTo(word);
        assertThat(body(request).path("think").isBoolean()).isEqualTo(effort == ReasoningEffort.NONE);
        assertThat(notices(request)).isEmpty();
    }

    @Test
    void an_effort_that_the_model_does_not_know_a_budget_and_hidden_thoughts_are_told() {
        assertThat(notices(ask().reasoning(new ReasoningSettings(ReasoningEffort.XHIGH, 100, false))
                        .build()))
                .containsExactly("reasoningBudget", "reasoningEffort", "reasoning.visible");
        assertThat(Wire.request(
                                ask().reasoning(new ReasoningSettings(ReasoningEffort.NONE, null, null))
                                        .build(),
                                Wire.CLOUD)
                        .notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("does not know none"));
    }

    @Test
    void what_the_request_has_no_member_for_is_told() {
        ChatRequest request = ask().promptCacheKey("k")
                .endUser("u")
                .metadata(Map.of("a", "b"))
                .serviceTier("flex")
                .sampling(new Sampling(null, null, null, null, List.of(), null, null, null, 2, null))
                .message(Message.user(new Part.Text("long", new CacheHint(null))))
                .build();

        assertThat(notices(request))
                .containsExactlyInAnyOrder("n", "promptCacheKey", "user", "metadata", "serviceTier", "cacheHints");
        ChatRequest documents = ask().documents(List.of(new Document("d1", null, "x", Map.of())))
                .build();
        assertThatThrownBy(() -> body(documents))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE));
    }

    @Test
    void a_form_is_a_word_or_a_bare_schema_and_goes_into_the_prompt_of_the_cloud() {
        ChatRequest schema = ask().output(new OutputFormat.JsonSchema("prime", SCHEMA, null, null))
                .build();

        assertThat(body(ask().output(new OutputFormat.JsonObject()).build())
                        .path("format")
                        .asText())
                .isEqualTo("json");
        assertThat(body(schema).path("format"))
                .isEqualTo(json("{'type':'object','properties':{'prime':{'type':'integer'}}}"));
        var cloud = Wire.request(schema, Wire.CLOUD);
        assertThat(cloud.notices()).extracting(Notice::setting).containsExactly("jsonSchema");
        assertThat(Wire.tree(cloud.body().text()).at("/messages/0/content").asText())
                .contains("JSON schema", "prime");
    }

    @Test
    void tools_are_offered_and_a_choice_is_told_or_taken_away() {
        assertThat(body(ask().tool(LOOKUP).build()).path("tools"))
                .isEqualTo(json("[{'type':'function','function':{'name':'lookup','description':'Finds a word.',"
                        + "'parameters':{'type':'object','properties':{'prime':{'type':'integer'}}}}}]"));
        assertThat(notices(ask().tool(LOOKUP)
                        .toolChoice(ToolChoice.REQUIRED)
                        .parallelTools(false)
                        .build()))
                .containsExactly("toolChoice", "parallelTools");
        assertThat(body(ask().tool(LOOKUP).toolChoice(ToolChoice.NONE).build()).has("tools"))
                .isFalse();
    }

    @Test
    void a_round_with_tools_has_objects_for_arguments_and_the_name_with_the_result() {
        ChatRequest request = ask().message(Message.assistant(List.of(
                        new Part.Reasoning("Hm.", List.of()),
                        Part.text("Wait."),
                        new Part.ToolCall("call_1", "lookup", "{\"word\":\"cat\"}"))))
                .message(Message.toolResult("call_1", "an animal"))
                .build();

        assertThat(body(request).at("/messages/1"))
                .isEqualTo(json("{'role':'assistant','content':'Wait.','thinking':'Hm.','tool_calls':[{'id':'call_1',"
                        + "'function':{'name':'lookup','arguments':{'word':'cat'}}}]}"));
        assertThat(body(request).at("/messages/2"))
                .isEqualTo(json("{'role':'tool','tool_name':'lookup','tool_call_id':'call_1','content':'an animal'}"));
    }

    @Test
    void pictures_stand_beside_the_text_as_bare_base64() {
        Part.Image picture = new Part.Image(Media.of(new byte[] {1, 2}, "image/png"), null, null);

        assertThat(body(ChatRequest.builder()
                                .message(Message.user(Part.text("What is"), picture, Part.text("this?")))
                                .build())
                        .at("/messages/0"))
                .isEqualTo(json("{'role':'user','content':'What is\\n\\nthis?','images':['AQI=']}"));
    }

    @Test
    void what_has_no_place_in_a_message_is_refused_by_name() {
        Part.Image address = new Part.Image(Media.at(URI.create("https://example.org/cat.png")), null, null);
        Part.File file = new Part.File(Media.of(new byte[] {1}, "application/pdf"), null);
        Part.ToolCall call = new Part.ToolCall("a", "lookup", "[1]");

        refused(ErrorKind.UNSUPPORTED_FEATURE, Message.user(address), "an image by URL");
        refused(ErrorKind.UNSUPPORTED_FEATURE, Message.user(file), "a file");
        refused(
                ErrorKind.UNSUPPORTED_FEATURE,
                Message.user(new Part.Audio(Media.of(new byte[] {1}, "audio/wav"), null, null)),
                "audio");
        refused(ErrorKind.UNSUPPORTED_FEATURE, Message.assistant(List.of(address)), "an image in a message of the");
        refused(
                ErrorKind.UNSUPPORTED_FEATURE,
                new Message(Role.TOOL, List.of(new Part.ToolResult("a", null, List.of(address), false))),
                "an image in a tool result");
        refused(ErrorKind.INVALID_REQUEST, new Message(Role.SYSTEM, List.of(address)), "an image");
        refused(ErrorKind.INVALID_REQUEST, new Message(Role.TOOL, List.of(Part.text("x"))), "tool results");
        refused(ErrorKind.INVALID_REQUEST, Message.assistant(List.of(call)), "tool call a");
    }

    private static void refused(ErrorKind kind, Message message, String what) {
        assertThatThrownBy(() -> body(ChatRequest.builder().message(message).build()))
                .isInstanceOfSatisfying(LlmException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e).hasMessageContaining(what);
                });
    }
}
