/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import static io.github.camelllm.dialect.anthropic.Wire.body;
import static io.github.camelllm.dialect.anthropic.Wire.notices;
import static io.github.camelllm.dialect.anthropic.Wire.refused;
import static io.github.camelllm.dialect.anthropic.Wire.target;
import static io.github.camelllm.dialect.anthropic.Wire.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Target;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How tools and the form of the answer are asked for, and how the form comes back. */
class ToolAndFormatTest {

    private static final Target TARGET = target();
    private static final Target BY_TOOL = target(AnthropicQuirks.JSON_SCHEMA_FORM, "tool");
    private static final Map<String, Object> SCHEMA = Map.of(
            "type", "object", "properties", Map.of("city", Map.of("type", "string")), "additionalProperties", false);
    private static final String SCHEMA_TEXT =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"additionalProperties\":false}";
    private static final ToolSpec LOOKUP = new ToolSpec("lookup", "Looks a city up", SCHEMA, null);
    private static final ToolSpec TODAY = new ToolSpec("today", null, Map.of(), null);

    private static ChatRequest request(UnaryOperator<ChatRequest.Builder> with) {
        return with.apply(ChatRequest.builder().user("Hello")).build();
    }

    private static ChatRequest inSchema(UnaryOperator<ChatRequest.Builder> with) {
        return request(b -> with.apply(b.output(new OutputFormat.JsonSchema("place", SCHEMA, "A place", true))));
    }

    private static JsonNode choice(UnaryOperator<ChatRequest.Builder> with) {
        return body(request(b -> with.apply(b.tool(LOOKUP))), TARGET).path("tool_choice");
    }

    @Test
    void tools_have_a_schema_even_without_parameters() {
        assertThat(body(request(b -> b.tool(LOOKUP).tool(TODAY)), TARGET).path("tools"))
                .isEqualTo(
                        tree("[{\"name\":\"lookup\",\"description\":\"Looks a city up\",\"input_schema\":" + SCHEMA_TEXT
                                + "},{\"name\":\"today\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]"));
    }

    @Test
    void a_strict_tool_is_strict_or_a_notice() {
        ChatRequest strict = request(b -> b.tool(new ToolSpec("lookup", null, SCHEMA, true)));

        assertThat(body(strict, TARGET).at("/tools/0/strict").booleanValue()).isTrue();
        assertThat(notices(strict, target(AnthropicQuirks.STRICT_TOOLS, false))).containsExactly("tools.strict");
    }

    @Test
    void each_tool_choice_has_its_word() {
        assertThat(choice(b -> b).isMissingNode()).isTrue();
        assertThat(choice(b -> b.toolChoice(ToolChoice.AUTO))).isEqualTo(tree("{\"type\":\"auto\"}"));
        assertThat(choice(b -> b.toolChoice(ToolChoice.NONE))).isEqualTo(tree("{\"type\":\"none\"}"));
        assertThat(choice(b -> b.toolChoice(ToolChoice.REQUIRED))).isEqualTo(tree("{\"type\":\"any\"}"));
        assertThat(choice(b -> b.toolChoice(ToolChoice.tool("lookup"))))
                .isEqualTo(tree("{\"type\":\"tool\",\"name\":\"lookup\"}"));
    }

    @Test
    void one_call_at_a_time_stands_in_the_choice() {
        assertThat(choice(b -> b.parallelTools(false)))
                .isEqualTo(tree("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"));
        assertThat(choice(b -> b.parallelTools(false).toolChoice(ToolChoice.REQUIRED)))
                .isEqualTo(tree("{\"type\":\"any\",\"disable_parallel_tool_use\":true}"));
        assertThat(choice(b -> b.parallelTools(false).toolChoice(ToolChoice.NONE)))
                .isEqualTo(tree("{\"type\":\"none\"}"));
        assertThat(choice(b -> b.parallelTools(true)).isMissingNode()).isTrue();
    }

    @Test
    void a_demand_for_a_tool_that_is_not_offered_stops_the_request() {
        assertThat(refused(request(b -> b.toolChoice(ToolChoice.REQUIRED)), TARGET))
                .hasMessageContaining("the request offers no tools");
        assertThat(refused(request(b -> b.tool(LOOKUP).toolChoice(ToolChoice.tool("other"))), TARGET))
                .hasMessageContaining("names the tool other")
                .hasMessageContaining("[lookup]");
    }

    @Test
    void a_demand_that_the_model_refuses_is_a_notice() {
        ChatRequest demand = request(b -> b.tool(LOOKUP).toolChoice(ToolChoice.REQUIRED));

        assertThat(notices(demand, Wire.claude("claude-opus-5-5"))).containsExactly("toolChoice");
        assertThat(body(demand, Wire.claude("claude-opus-5-5")).has("tool_choice"))
                .isFalse();
        assertThat(notices(demand, Wire.claude("claude-sonnet-5"))).isEmpty();
    }

    @Test
    void a_model_that_thinks_is_not_made_to_call_a_tool() {
        ChatRequest demand = request(b -> b.tool(LOOKUP)
                .toolChoice(ToolChoice.REQUIRED)
                .parallelTools(false)
                .reasoning(new ReasoningSettings(ReasoningEffort.LOW, null, null)));

        assertThat(notices(demand, TARGET)).containsExactly("toolChoice");
        assertThat(body(demand, TARGET).path("tool_choice"))
                .isEqualTo(tree("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"));
    }

    @Test
    void a_schema_is_a_format_of_the_answer() {
        assertThat(body(inSchema(b -> b), TARGET).path("output_config"))
                .isEqualTo(tree("{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\","
                        + "\"properties\":{\"city\":{\"type\":\"string\"}},\"additionalProperties\":false,"
                        + "\"description\":\"A place\"}}}"));
        assertThat(notices(inSchema(b -> b), TARGET)).isEmpty();
    }

    @Test
    void any_json_is_a_notice_because_there_is_no_such_format() {
        ChatRequest request = request(b -> b.output(new OutputFormat.JsonObject()));

        assertThat(notices(request, TARGET)).containsExactly("jsonObject");
        assertThat(notices(request, Wire.claude("claude-sonnet-5"))).containsExactly("jsonObject");
        assertThat(body(request, TARGET).has("output_config")).isFalse();
    }

    @Test
    void an_older_model_gets_the_schema_as_a_tool_that_it_has_to_call() {
        Target older = Wire.claude("claude-opus-4-1");

        JsonNode body = body(inSchema(b -> b), older);

        assertThat(body.path("tools"))
                .isEqualTo(tree(
                        "[{\"name\":\"place\",\"description\":\"A place\",\"input_schema\":" + SCHEMA_TEXT + "}]"));
        assertThat(body.path("tool_choice")).isEqualTo(tree("{\"type\":\"tool\",\"name\":\"place\"}"));
        assertThat(body.has("output_config")).isFalse();
        assertThat(notices(inSchema(b -> b), older)).containsExactly("jsonSchema");
    }

    @Test
    void beside_other_tools_any_of_them_may_be_called() {
        JsonNode body = body(inSchema(b -> b.tool(LOOKUP)), BY_TOOL);

        assertThat(body.at("/tools/0/name").textValue()).isEqualTo("lookup");
        assertThat(body.at("/tools/1/name").textValue()).isEqualTo("place");
        assertThat(body.path("tool_choice")).isEqualTo(tree("{\"type\":\"any\"}"));
    }

    @Test
    void a_schema_as_a_tool_excludes_a_tool_of_its_name_and_thoughts() {
        assertThat(refused(inSchema(b -> b.tool(new ToolSpec("place", null, SCHEMA, null))), BY_TOOL))
                .hasMessageContaining("both named place")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(refused(
                        inSchema(b -> b.reasoning(new ReasoningSettings(null, 2000, null))),
                        Wire.claude("claude-opus-4-1")))
                .hasMessageContaining("a JSON schema together with reasoning")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
    }

    @Test
    void what_the_tool_of_the_form_was_called_with_is_the_answer() {
        String json = "{\"id\":\"msg_1\",\"model\":\"a-model\",\"content\":[{\"type\":\"text\",\"text\":\"Here:\"},"
                + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"place\",\"input\":{\"city\":\"Oslo\"}}],"
                + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}";

        ChatResponse response = Wire.answer(json, inSchema(b -> b), BY_TOOL);

        assertThat(response.text()).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(response.toolCalls()).isEmpty();
        assertThat(response.finish()).isEqualTo(new Finish(FinishReason.STOP, "tool_use"));
    }

    @Test
    void the_form_is_streamed_as_text_and_words_before_it_are_left_out() {
        byte[] stream = Wire.stream(List.of(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"a-model\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Here:\"}}",
                "{\"type\":\"content_block_stop\",\"index\":0}",
                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"place\",\"input\":{}}}",
                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"city\\\":\"}}",
                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Oslo\\\"}\"}}",
                "{\"type\":\"content_block_stop\",\"index\":1}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":2}}",
                "{\"type\":\"message_stop\"}"));

        ChatResponse response = Wire.decode(stream, stream.length, inSchema(b -> b), BY_TOOL);

        assertThat(response.text()).isEqualTo("{\"city\":\"Oslo\"}");
        assertThat(response.finish().reason()).isEqualTo(FinishReason.STOP);
        assertThat(Wire.decode(stream, 1, inSchema(b -> b), BY_TOOL).first().parts())
                .isEqualTo(response.first().parts());
    }

    @Test
    void another_tool_may_be_called_before_the_form_and_words_alone_are_told() {
        String call = "{\"id\":\"msg_1\",\"model\":\"a-model\",\"content\":[{\"type\":\"tool_use\",\"id\":\"toolu_1\","
                + "\"name\":\"lookup\",\"input\":{}}],\"stop_reason\":\"tool_use\"}";
        String words = "{\"id\":\"msg_1\",\"model\":\"a-model\",\"content\":[{\"type\":\"text\",\"text\":\"No.\"}],"
                + "\"stop_reason\":\"max_tokens\"}";

        ChatResponse called = Wire.answer(call, inSchema(b -> b.tool(LOOKUP)), BY_TOOL);

        assertThat(called.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(called.toolCalls()).extracting(Part.ToolCall::name).containsExactly("lookup");
        assertThat(Wire.answer(words, inSchema(b -> b), BY_TOOL).text()).isEqualTo("No.");
    }

    @Test
    void a_schema_that_is_none_stops_the_request() {
        ChatRequest request =
                request(b -> b.output(new OutputFormat.JsonSchema("place", Map.of("type", "objct"), null, null)));

        assertThat(refused(request, TARGET))
                .hasMessageContaining("the JSON schema place is wrong")
                .extracting(LlmException::kind)
                .isEqualTo(ErrorKind.INVALID_REQUEST);
    }
}
