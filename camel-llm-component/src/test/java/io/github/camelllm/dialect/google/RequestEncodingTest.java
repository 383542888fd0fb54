/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent. The forms are those of ai.google.dev, API reference, read 2026-11-25. */
class RequestEncodingTest {

    private static final ToolSpec WEATHER =
            new ToolSpec("weather", "Tells the weather.", Map.of("type", "object"), null);

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Weather in Oslo?");
    }

    private static void refused(ChatRequest request, ErrorKind kind, String words, Object... quirks) {
        assertThatThrownBy(() -> Wire.body(request, quirks))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    @Test
    void model_and_method_stand_in_the_path() {
        WireRequest whole = Wire.request(Wire.HELLO, Wire.target());

        assertThat(whole.path()).isEqualTo("/models/a-model:generateContent");
        assertThat(whole.body().text())
                .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello\"}]}]}");
        assertThat(new GoogleDialect().chat(Wire.HELLO, Wire.target(), true).path())
                .isEqualTo("/models/a-model:streamGenerateContent?alt=sse");
        assertThat(Wire.request(Wire.HELLO, Wire.target("modelPrefix", "publishers/google/models/"))
                        .path())
                .isEqualTo("/publishers/google/models/a-model:generateContent");
    }

    @Test
    void a_name_goes_into_the_path_and_cannot_leave_it() {
        assertThat(path("gemini-x@001")).isEqualTo("/models/gemini-x@001:generateContent");
        assertThat(path("tunedModels/mine")).isEqualTo("/tunedModels/mine:generateContent");
        assertThat(path("a?b#c d:e")).isEqualTo("/models/a%3Fb%23c%20d%3Ae:generateContent");
        assertThat(path("grün")).isEqualTo("/models/gr%C3%BCn:generateContent");
        for (String outside : List.of("../v1/other", "a/../../b", "a//b", "/a", "a/", ".")) {
            assertThatThrownBy(() -> path(outside)).hasMessageContaining("'" + outside + "'");
        }
    }

    private static String path(String model) {
        Target plain = Wire.target();
        return Wire.request(
                        Wire.HELLO, new Target(plain.provider(), plain.model().named(model)))
                .path();
    }

    @Test
    void settings_stand_in_the_generation_config() {
        Sampling sampling = new Sampling(0.0, 0.5, 7, 64, List.of("END"), 42L, 0.1, 0.2, 2, 3);

        JsonNode config = Wire.body(ask().sampling(sampling).build()).path("generationConfig");

        assertThat(config)
                .isEqualTo(Wire.tree("{\"temperature\":0,\"topP\":0.5,\"topK\":7,\"maxOutputTokens\":64,"
                        + "\"stopSequences\":[\"END\"],\"seed\":42,\"frequencyPenalty\":0.1,\"presencePenalty\":0.2,"
                        + "\"candidateCount\":2,\"responseLogprobs\":true,\"logprobs\":3}"));
    }

    @Test
    void the_users_own_options_join_the_same_members() {
        ChatRequest request = ask().tool(WEATHER)
                .maxTokens(64)
                .providerOptions(Map.of(
                        "generationConfig", Map.of("mediaResolution", "MEDIA_RESOLUTION_LOW"),
                        "tools", List.of(Map.of("googleSearch", Map.of())),
                        "safetySettings", List.of(),
                        "toolConfig", Map.of("retrievalConfig", Map.of("languageCode", "no"))))
                .toolChoice(ToolChoice.REQUIRED)
                .build();

        JsonNode body = Wire.body(request);

        assertThat(body.path("generationConfig"))
                .isEqualTo(Wire.tree("{\"maxOutputTokens\":64,\"mediaResolution\":\"MEDIA_RESOLUTION_LOW\"}"));
        assertThat(body.at("/tools/0/functionDeclarations/0/name").asText()).isEqualTo("weather");
        assertThat(body.at("/tools/1").toString()).isEqualTo("{\"googleSearch\":{}}");
        assertThat(body.path("toolConfig"))
                .isEqualTo(Wire.tree("{\"retrievalConfig\":{\"languageCode\":\"no\"},"
                        + "\"functionCallingConfig\":{\"mode\":\"ANY\"}}"));
        assertThat(body.path("safetySettings").isArray()).isTrue();
    }

    @Test
    void what_stands_in_two_places_is_refused() {
        refused(
                ask().maxTokens(64)
                        .providerOptions(Map.of("generationConfig", Map.of("maxOutputTokens", 1)))
                        .build(),
                ErrorKind.INVALID_REQUEST,
                "providerOptions.generationConfig.maxOutputTokens");
        refused(
                ask().tool(WEATHER)
                        .toolChoice(ToolChoice.NONE)
                        .providerOptions(Map.of("toolConfig", Map.of("functionCallingConfig", Map.of())))
                        .build(),
                ErrorKind.INVALID_REQUEST,
                "functionCallingConfig");
        refused(ask().providerOptions(Map.of("tools", "googleSearch")).build(), ErrorKind.INVALID_REQUEST, "list");
        refused(ask().providerOptions(Map.of("generationConfig", 1)).build(), ErrorKind.INVALID_REQUEST, "object");
        refused(ask().providerOptions(Map.of("toolConfig", 1)).build(), ErrorKind.INVALID_REQUEST, "object");
    }

    @Test
    void tool_choices_are_modes_of_function_calling() {
        ChatRequest.Builder request = ask().tool(WEATHER);

        assertThat(mode(request.toolChoice(ToolChoice.AUTO))).isEqualTo("{\"mode\":\"AUTO\"}");
        assertThat(mode(request.toolChoice(ToolChoice.NONE))).isEqualTo("{\"mode\":\"NONE\"}");
        assertThat(mode(request.toolChoice(ToolChoice.REQUIRED))).isEqualTo("{\"mode\":\"ANY\"}");
        assertThat(mode(request.toolChoice(ToolChoice.tool("weather"))))
                .isEqualTo("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"weather\"]}");
        refused(request.toolChoice(ToolChoice.tool("news")).build(), ErrorKind.INVALID_REQUEST, "names the tool news");
        refused(ask().toolChoice(ToolChoice.REQUIRED).build(), ErrorKind.INVALID_REQUEST, "offers no tools");
    }

    private static String mode(ChatRequest.Builder request) {
        return Wire.body(request.build())
                .at("/toolConfig/functionCallingConfig")
                .toString();
    }

    @Test
    void a_tool_without_parameters_has_no_schema() {
        JsonNode function = Wire.body(
                        ask().tool(new ToolSpec("now", null, Map.of(), null)).build())
                .at("/tools/0/functionDeclarations/0");

        assertThat(function.toString()).isEqualTo("{\"name\":\"now\"}");
    }

    @Test
    void results_of_parallel_tools_stand_together_under_the_names_of_their_tools() {
        ChatRequest request = ask().message(Message.assistant(List.of(
                        new Part.ToolCall("call-1", "weather", "{\"city\":\"Oslo\"}"),
                        new Part.ToolCall("given", "news", ""))))
                .message(Message.toolResult("call-1", "4 C"))
                .message(new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult("given", null, List.of(Part.text("{\"top\":1}")), false))))
                .user("Thanks.")
                .build();

        JsonNode contents = Wire.body(request).path("contents");

        assertThat(contents).hasSize(4);
        assertThat(contents.path(1))
                .isEqualTo(Wire.tree("{\"role\":\"model\",\"parts\":["
                        + "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Oslo\"}}},"
                        + "{\"functionCall\":{\"id\":\"given\",\"name\":\"news\",\"args\":{}}}]}"));
        assertThat(contents.path(2))
                .isEqualTo(Wire.tree("{\"role\":\"user\",\"parts\":["
                        + "{\"functionResponse\":{\"name\":\"weather\",\"response\":{\"result\":\"4 C\"}}},"
                        + "{\"functionResponse\":{\"id\":\"given\",\"name\":\"news\",\"response\":{\"top\":1}}}]}"));
        assertThat(Wire.body(request, "toolCallIds", false).toString()).doesNotContain("given");
    }

    @Test
    void a_tool_that_failed_says_so_and_one_without_a_name_is_refused() {
        Part.ToolResult failed = new Part.ToolResult("x", "weather", List.of(Part.text("down")), true);
        Part.ToolResult nameless = new Part.ToolResult("x", null, List.of(Part.text("down")), true);

        assertThat(Wire.body(ask().message(new Message(Role.TOOL, List.of(failed)))
                                .build())
                        .toString())
                .contains("\"response\":{\"error\":\"down\"}");
        refused(
                ask().message(new Message(Role.TOOL, List.of(nameless))).build(),
                ErrorKind.INVALID_REQUEST,
                "give the name of the tool");
    }

    @Test
    void a_picture_in_a_tool_result_needs_a_model_that_takes_it() {
        Part picture = new Part.Image(Media.of(new byte[] {1}, "image/png"), null, null);
        ChatRequest request = ask().message(
                        new Message(Role.TOOL, List.of(new Part.ToolResult("x", "weather", List.of(picture), false))))
                .build();

        assertThat(Wire.body(request, "toolResultMedia", true)
                        .at("/contents/1/parts/0/functionResponse/parts/0/inlineData/data")
                        .asText())
                .isEqualTo("AQ==");
        refused(request, ErrorKind.UNSUPPORTED_FEATURE, "only text");
    }

    @Test
    void media_go_inline_or_by_address_with_their_type() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(
                        new Part.Image(Media.of(new byte[] {1}, "image/png"), "high", null),
                        new Part.Audio(Media.of(new byte[] {2}, "audio/wav"), null, null),
                        new Part.File(Media.at(URI.create("https://example.org/a.pdf")), null),
                        new Part.File(new Media(null, null, "gs://bucket/clip", "video/mp4", null), null)))
                .build();

        WireRequest wire = Wire.request(request, Wire.target());

        assertThat(Wire.tree(wire.body().text()).at("/contents/0/parts"))
                .isEqualTo(Wire.tree("[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQ==\"}},"
                        + "{\"inlineData\":{\"mimeType\":\"audio/wav\",\"data\":\"Ag==\"}},"
                        + "{\"fileData\":{\"mimeType\":\"application/pdf\",\"fileUri\":\"https://example.org/a.pdf\"}},"
                        + "{\"fileData\":{\"mimeType\":\"video/mp4\",\"fileUri\":\"gs://bucket/clip\"}}]"));
        assertThat(wire.notices()).extracting(Notice::setting).containsExactly("detail");
        refused(
                ChatRequest.builder()
                        .message(Message.user(new Part.Audio(Media.of(new byte[] {1}, "image/png"), null, null)))
                        .build(),
                ErrorKind.INVALID_REQUEST,
                "audio/");
    }

    @Test
    void instructions_stand_apart_and_empty_texts_are_left_out() {
        JsonNode body =
                Wire.body(ask().system("Be brief.").user("").system("Be kind.").build());

        assertThat(body.path("systemInstruction"))
                .isEqualTo(Wire.tree("{\"parts\":[{\"text\":\"Be brief.\"},{\"text\":\"Be kind.\"}]}"));
        assertThat(body.path("contents")).hasSize(1);
        refused(ChatRequest.of(""), ErrorKind.INVALID_REQUEST, "no message of the user");
    }

    @Test
    void a_schema_goes_as_json_schema_or_in_the_part_that_openapi_knows() {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("const", Map.of("type", "integer")),
                "additionalProperties",
                false);
        ChatRequest request = ask().output(new OutputFormat.JsonSchema("prime", schema, "A prime.", null))
                .build();

        JsonNode config = Wire.body(request).path("generationConfig");
        WireRequest openApi = Wire.request(request, Wire.target("jsonSchemaField", "responseSchema"));

        assertThat(config.path("responseMimeType").asText()).isEqualTo("application/json");
        assertThat(config.at("/responseJsonSchema/additionalProperties").isBoolean())
                .isTrue();
        assertThat(config.at("/responseJsonSchema/description").asText()).isEqualTo("A prime.");
        JsonNode part = Wire.tree(openApi.body().text()).at("/generationConfig/responseSchema");
        assertThat(part.has("additionalProperties")).isFalse();
        assertThat(part.at("/properties/const/type").asText()).isEqualTo("integer");
        assertThat(openApi.notices()).extracting(Notice::setting).containsExactly("jsonSchema");
        refused(
                ask().output(new OutputFormat.JsonSchema("p", Map.of("type", "object", "$defs", Map.of()), null, null))
                        .build(),
                ErrorKind.UNSUPPORTED_FEATURE,
                "$defs",
                "jsonSchemaField",
                "responseSchema");
    }

    @Test
    void more_output_than_the_model_gives_without_a_stream_is_refused() {
        ChatRequest much = ask().maxTokens(40_000).build();

        refused(much, ErrorKind.INVALID_REQUEST, "stream=true", "maxWholeOutput", "32768");
        assertThat(new GoogleDialect()
                        .chat(much, Wire.target("maxWholeOutput", "32768"), true)
                        .body()
                        .text())
                .contains("40000");
    }

    @Test
    void what_the_api_does_not_have_becomes_a_notice_and_documents_an_error() {
        ChatRequest request = ask().promptCacheKey("k")
                .endUser("u")
                .metadata(Map.of("team", "a"))
                .parallelTools(false)
                .tool(new ToolSpec("now", null, Map.of(), true))
                .build();

        assertThat(Wire.request(request, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactlyInAnyOrder("promptCacheKey", "user", "metadata", "parallelTools", "tools.strict");
        assertThat(Wire.body(request, "metadataField", "labels")
                        .at("/labels/team")
                        .asText())
                .isEqualTo("a");
        refused(
                ask().documents(List.of(new Document("d", null, "text", Map.of())))
                        .build(),
                ErrorKind.UNSUPPORTED_FEATURE,
                "documents");
        refused(
                ask().sampling(new Sampling(null, null, null, null, List.of(), 1L << 40, null, null, null, null))
                        .build(),
                ErrorKind.INVALID_REQUEST,
                "32 bits");
    }

    @Test
    void the_tier_of_service_is_a_member_or_a_header() {
        ChatRequest request = ask().serviceTier("flex").build();

        assertThat(Wire.body(request).path("serviceTier").asText()).isEqualTo("flex");
        WireRequest byHeader = Wire.request(request, Wire.target("serviceTierHeader", "X-Tier"));
        assertThat(byHeader.body().text()).doesNotContain("flex");
        assertThat(byHeader.headers()).anySatisfy(header -> {
            assertThat(header.name()).isEqualTo("X-Tier");
            assertThat(header.value()).isEqualTo("flex");
        });
    }
}
