/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How tools and the form of the answer are asked for. */
class ToolAndFormatEncodingTest {

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
    void tools_are_functions() {
        Map<String, Object> body = encoded(b -> b.tool(LOOKUP)
                .tool(new ToolSpec("now", null, Map.of(), null))
                .toolChoice(ToolChoice.AUTO)
                .parallelTools(false));

        assertThat(body.get("tools"))
                .isEqualTo(List.of(
                        Map.of(
                                "type",
                                "function",
                                "function",
                                Map.of(
                                        "name",
                                        "lookup",
                                        "description",
                                        "Looks a city up",
                                        "parameters",
                                        SCHEMA,
                                        "strict",
                                        true)),
                        Map.of(
                                "type",
                                "function",
                                "function",
                                Map.of(
                                        "name",
                                        "now",
                                        "parameters",
                                        Map.of("type", "object", "properties", Map.of())))));
        assertThat(body).containsEntry("tool_choice", "auto").containsEntry("parallel_tool_calls", false);
    }

    @Test
    void each_tool_choice_has_its_word() {
        Object named = Map.of("type", "function", "function", Map.of("name", "lookup"));

        assertThat(encoded(b -> b.tool(LOOKUP).toolChoice(ToolChoice.NONE))).containsEntry("tool_choice", "none");
        assertThat(encoded(b -> b.tool(LOOKUP).toolChoice(ToolChoice.REQUIRED)))
                .containsEntry("tool_choice", "required");
        assertThat(encoded(b -> b.tool(LOOKUP).toolChoice(ToolChoice.tool("lookup"))))
                .containsEntry("tool_choice", named);
        assertThat(encoded(
                        b -> b.tool(LOOKUP).toolChoice(ToolChoice.REQUIRED), OpenAiQuirks.TOOL_CHOICE_REQUIRED, "any"))
                .containsEntry("tool_choice", "any");
        assertThat(encoded(
                        b -> b.tool(LOOKUP).toolChoice(ToolChoice.tool("lookup")),
                        OpenAiQuirks.TOOL_CHOICE_NAMED,
                        "untyped"))
                .containsEntry("tool_choice", Map.of("function", Map.of("name", "lookup")));
    }

    @Test
    void where_one_tool_cannot_be_demanded_it_alone_is_offered() {
        Map<String, Object> body = encoded(
                b -> b.tool(LOOKUP)
                        .tool(new ToolSpec("now", null, Map.of(), null))
                        .toolChoice(ToolChoice.tool("now")),
                OpenAiQuirks.TOOL_CHOICE_NAMED,
                "only");

        assertThat(body).containsEntry("tool_choice", "required");
        assertThat((List<?>) body.get("tools")).singleElement().asString().contains("now");
    }

    @Test
    void a_tool_choice_without_such_a_tool_is_an_error() {
        assertThat(refused(request(b -> b.tool(LOOKUP).toolChoice(ToolChoice.tool("now"))), Targets.plain()))
                .hasMessageContaining("names the tool now, but the request offers [lookup]");
        assertThat(refused(request(b -> b.toolChoice(ToolChoice.REQUIRED)), Targets.plain()))
                .hasMessageContaining("the request offers no tools");
        assertThat(encoded(b -> b.toolChoice(ToolChoice.AUTO).parallelTools(true)))
                .containsOnlyKeys("model", "messages");
    }

    @Test
    void a_tool_choice_belongs_to_tools_of_the_providers_own_too() {
        Map<String, Object> tools = Map.of("tools", List.of(Map.of("type", "browser_search")));

        assertThat(encoded(b -> b.providerOptions(tools).toolChoice(ToolChoice.REQUIRED)))
                .containsEntry("tool_choice", "required")
                .containsAllEntriesOf(tools);
    }

    @Test
    void tools_where_there_are_none_are_an_error_that_failover_understands() {
        LlmException e = refused(request(b -> b.tool(LOOKUP)), Targets.lacking(Feature.TOOLS));

        assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(e)
                .hasMessageContaining("tools cannot be sent: We do not take tools (the provider's page, 2026-11-25)");
    }

    @Test
    void strict_tools_are_a_notice_where_they_are_not_known() {
        Target target = Targets.with(OpenAiQuirks.STRICT_TOOLS, false);
        ChatRequest request = request(b -> b.tool(LOOKUP));

        assertThat(Bodies.chat(request, target).get("tools").toString()).doesNotContain("strict");
        assertThat(Bodies.notices(request, target)).containsExactly("tools.strict");
    }

    @Test
    void keywords_are_taken_out_of_schemas_but_properties_of_that_name_stay() {
        ToolSpec tool = new ToolSpec(
                "f",
                null,
                Map.of(
                        "type",
                        "object",
                        "additionalProperties",
                        false,
                        "anyOf",
                        List.of(Map.of("additionalProperties", true, "type", "object")),
                        "properties",
                        Map.of("additionalProperties", Map.of("type", "string", "additionalProperties", 1))),
                null);

        Map<String, Object> body =
                encoded(b -> b.tool(tool), OpenAiQuirks.SCHEMA_KEYWORDS_REMOVED, List.of("additionalProperties"));

        assertThat(body.get("tools"))
                .isEqualTo(List.of(Map.of(
                        "type",
                        "function",
                        "function",
                        Map.of(
                                "name",
                                "f",
                                "parameters",
                                Map.of(
                                        "type",
                                        "object",
                                        "anyOf",
                                        List.of(Map.of("type", "object")),
                                        "properties",
                                        Map.of("additionalProperties", Map.of("type", "string")))))));
    }

    @Test
    void each_form_of_answer_has_its_response_format() {
        OutputFormat schema = new OutputFormat.JsonSchema("weather", SCHEMA, "the weather", true);
        OutputFormat bare = new OutputFormat.JsonSchema("weather", SCHEMA, null, null);

        assertThat(encoded(b -> b.output(new OutputFormat.JsonObject())))
                .containsEntry("response_format", Map.of("type", "json_object"));
        assertThat(encoded(b -> b.output(schema)))
                .containsEntry(
                        "response_format",
                        Map.of(
                                "type",
                                "json_schema",
                                "json_schema",
                                Map.of(
                                        "name",
                                        "weather",
                                        "description",
                                        "the weather",
                                        "schema",
                                        SCHEMA,
                                        "strict",
                                        true)));
        assertThat(encoded(b -> b.output(bare)))
                .containsEntry(
                        "response_format",
                        Map.of("type", "json_schema", "json_schema", Map.of("name", "weather", "schema", SCHEMA)));
        assertThat(encoded(b -> b.output(bare), OpenAiQuirks.JSON_SCHEMA_FORM, "schema"))
                .containsEntry("response_format", Map.of("type", "json_schema", "schema", SCHEMA));
        assertThat(encoded(b -> b.output(bare), OpenAiQuirks.JSON_SCHEMA_FORM, "value"))
                .containsEntry("response_format", Map.of("type", "json", "value", SCHEMA));
    }

    @Test
    void a_schema_goes_into_the_prompt_where_there_is_no_other_place() {
        Target target = Targets.with(OpenAiQuirks.JSON_SCHEMA_FORM, "prompt");
        ChatRequest request = request(b -> b.output(new OutputFormat.JsonSchema("weather", SCHEMA, null, null)));

        assertThat(Bodies.chat(request, target)).containsEntry("response_format", Map.of("type", "json_object"));
        assertThat(Bodies.messages(request, target)).hasSize(2).first().satisfies(system -> {
            assertThat(system).containsEntry("role", "system");
            assertThat(system.get("content").toString()).contains("JSON schema").contains("\"city\"");
        });
        assertThat(Bodies.notices(request, target)).containsExactly("jsonSchema");
    }

    @Test
    void formats_that_the_provider_lacks_are_notices() {
        Target target = Targets.lacking(Feature.JSON_SCHEMA, Feature.JSON_OBJECT);

        assertThat(Bodies.notices(request(b -> b.output(new OutputFormat.JsonObject())), target))
                .containsExactly("jsonObject");
        assertThat(Bodies.notices(
                        request(b -> b.output(new OutputFormat.JsonSchema("weather", SCHEMA, null, null))), target))
                .containsExactly("jsonSchema");
    }

    @Test
    void a_malformed_schema_is_an_error_before_anything_is_sent() {
        ChatRequest request =
                request(b -> b.output(new OutputFormat.JsonSchema("weather", Map.of("type", "list"), null, null)));

        assertThat(refused(request, Targets.plain()))
                .hasMessageContaining(
                        "the JSON schema weather is wrong: the root has the type list; it must be object");
    }
}
