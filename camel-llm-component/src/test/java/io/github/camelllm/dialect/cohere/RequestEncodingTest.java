/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static io.github.camelllm.dialect.cohere.Wire.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a request beside the messages. The forms are those of Cohere's API description of 2026-08-20. */
class RequestEncodingTest {

    private static final Map<String, Object> SCHEMA =
            Map.of("type", "object", "properties", Map.of("prime", Map.of("type", "integer")));
    private static final OutputFormat PRIME = new OutputFormat.JsonSchema("prime", SCHEMA, "a prime", true);
    private static final ToolSpec LOOKUP = new ToolSpec("lookup", "Finds a word.", Map.of(), null);
    private static final ToolSpec COUNT = new ToolSpec("count", null, SCHEMA, null);

    private static ChatRequest.Builder ask() {
        return ChatRequest.builder().user("Name a prime.");
    }

    private static List<Notice> notices(ChatRequest request) {
        return Wire.request(request, Wire.PLUS).notices();
    }

    private static JsonNode json(String text) {
        return Wire.tree(text.replace('\'', '"'));
    }

    @Test
    void settings_have_the_providers_names_and_a_zero_is_sent() {
        JsonNode body = body(ask().sampling(new Sampling(0.0, 0.8, 40, 200, List.of("END"), 7L, 0.5, 0.25, 1, 0))
                .build());

        assertThat(body)
                .isEqualTo(
                        json("{'model':'command-a-plus-05-2026','messages':[{'role':'user','content':'Name a prime.'}],"
                                + "'max_tokens':200,'temperature':0,'p':0.8,'k':40,'seed':7,'frequency_penalty':0.5,"
                                + "'presence_penalty':0.25,'stop_sequences':['END'],'logprobs':true}"));
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, 1.5, 0 to 1",
        "topP, 1.0, 0.01 to 0.99",
        "topP, 0.0, 0.01 to 0.99",
        "topK, 501, 0 to 500",
        "seed, -1, at least 0",
        "frequencyPenalty, -0.5, 0 to 1",
        "presencePenalty, 1.5, 0 to 1"
    })
    void what_is_outside_of_the_providers_range_is_told_and_not_sent(String setting, double value, String range) {
        ChatRequest request = ask().sampling(new Sampling(
                        setting.equals("temperature") ? value : null,
                        setting.equals("topP") ? value : null,
                        setting.equals("topK") ? (int) value : null,
                        null,
                        List.of(),
                        setting.equals("seed") ? (long) value : null,
                        setting.equals("frequencyPenalty") ? value : null,
                        setting.equals("presencePenalty") ? value : null,
                        null,
                        null))
                .build();

        assertThat(notices(request)).singleElement().satisfies(notice -> {
            assertThat(notice.setting()).isEqualTo(setting);
            assertThat(notice.message()).contains("the provider takes " + range);
        });
        assertThat(body(request)).hasSize(2);
    }

    @Test
    void more_than_five_stop_texts_and_alternatives_of_tokens_are_told() {
        Sampling sampling =
                new Sampling(null, null, null, null, List.of("a", "b", "c", "d", "e", "f"), null, null, null, null, 3);

        assertThat(notices(ask().sampling(sampling).build()))
                .extracting(Notice::setting)
                .containsExactly("stop", "topLogprobs");
        assertThat(body(ask().sampling(sampling).build()).path("logprobs").booleanValue())
                .isTrue();
    }

    @Test
    void what_the_request_has_no_member_for_is_told_with_its_source() {
        ChatRequest request = ask().promptCacheKey("k")
                .endUser("u")
                .metadata(Map.of("a", "b"))
                .serviceTier("flex")
                .reasoning(new ReasoningSettings(ReasoningEffort.HIGH, null, false))
                .build();

        assertThat(notices(request))
                .extracting(Notice::setting)
                .containsExactlyInAnyOrder(
                        "reasoningEffort", "reasoning.visible", "promptCacheKey", "user", "metadata", "serviceTier");
        assertThat(notices(request))
                .filteredOn(notice -> notice.setting().equals("user"))
                .allSatisfy(notice -> assertThat(notice.message()).contains("cohere-openapi.yaml"));
    }

    @Test
    void thinking_has_a_budget_or_is_off() {
        ChatRequest budget =
                ask().reasoning(new ReasoningSettings(null, 1000, null)).build();
        ChatRequest off = ask().reasoning(new ReasoningSettings(ReasoningEffort.NONE, null, null))
                .build();
        ChatRequest both = ask().reasoning(new ReasoningSettings(ReasoningEffort.NONE, 1000, null))
                .build();

        assertThat(body(budget).path("thinking")).isEqualTo(json("{'type':'enabled','token_budget':1000}"));
        assertThat(body(off).path("thinking")).isEqualTo(json("{'type':'disabled'}"));
        assertThatThrownBy(() -> body(both)).hasMessageContaining("exclude each other");
        assertThat(Wire.request(budget, Wire.COMMAND).notices())
                .extracting(Notice::setting)
                .containsExactly("reasoningBudget");
    }

    @Test
    void a_schema_is_sent_bare() {
        assertThat(body(ask().output(PRIME).build()).path("response_format"))
                .isEqualTo(json("{'type':'json_object','json_schema':{'type':'object','properties':"
                        + "{'prime':{'type':'integer'}}}}"));
        assertThat(body(ask().output(new OutputFormat.JsonObject()).build()).path("response_format"))
                .isEqualTo(json("{'type':'json_object'}"));
    }

    /** cohere-openapi.yaml, response_format: "not supported when used in combinations with documents or tools". */
    @Test
    void beside_tools_or_documents_a_schema_goes_into_the_prompt_and_json_mode_is_told() {
        ChatRequest tools = ask().output(PRIME).tool(COUNT).build();
        ChatRequest documents = ask().output(PRIME)
                .documents(List.of(new Document("d1", null, "Two is a prime.", Map.of())))
                .build();
        ChatRequest mode =
                ask().output(new OutputFormat.JsonObject()).tool(COUNT).build();

        for (ChatRequest request : List.of(tools, documents)) {
            assertThat(body(request).has("response_format")).isFalse();
            assertThat(body(request).at("/messages/0/content").asText()).contains("JSON schema", "prime");
            assertThat(notices(request)).extracting(Notice::setting).containsExactly("jsonSchema");
        }
        assertThat(body(mode).has("response_format")).isFalse();
        assertThat(notices(mode)).extracting(Notice::setting).containsExactly("jsonObject");
    }

    @Test
    void documents_have_an_id_and_their_data() {
        JsonNode body = body(ask().documents(List.of(
                        new Document("d1", "note", "Written by Ada.", Map.of("year", "1843")),
                        new Document("d2", null, "Another.", Map.of("title", "kept"))))
                .build());

        assertThat(body.path("documents"))
                .isEqualTo(json("[{'id':'d1','data':{'title':'note','text':'Written by Ada.','year':'1843'}},"
                        + "{'id':'d2','data':{'text':'Another.','title':'kept'}}]"));
    }

    @Test
    void metadata_of_a_document_never_replaces_its_text() {
        ChatRequest request = ask().documents(
                        List.of(new Document("d1", null, "Written by Ada.", Map.of("text", "another"))))
                .build();

        assertThatThrownBy(() -> body(request))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST))
                .hasMessageContaining("d1")
                .hasMessageContaining("text");
    }

    @Test
    void tools_have_parameters_and_no_choice_unless_asked_for() {
        JsonNode body = body(ask().tool(LOOKUP).tool(COUNT).build());

        assertThat(body.path("tools"))
                .isEqualTo(
                        json(
                                "[{'type':'function','function':{'name':'lookup','description':'Finds a word.',"
                                        + "'parameters':{'type':'object','properties':{}}}},{'type':'function','function':"
                                        + "{'name':'count','parameters':{'type':'object','properties':{'prime':{'type':'integer'}}}}}]"));
        assertThat(body.has("tool_choice")).isFalse();
        assertThat(body.has("strict_tools")).isFalse();
    }

    @Test
    void a_choice_is_in_capitals_and_one_tool_is_offered_alone() {
        ChatRequest.Builder both = ask().tool(LOOKUP).tool(COUNT);

        assertThat(body(both.toolChoice(ToolChoice.REQUIRED).build())
                        .path("tool_choice")
                        .asText())
                .isEqualTo("REQUIRED");
        assertThat(body(both.toolChoice(ToolChoice.NONE).build())
                        .path("tool_choice")
                        .asText())
                .isEqualTo("NONE");
        assertThat(body(both.toolChoice(ToolChoice.AUTO).build()).has("tool_choice"))
                .isFalse();
        JsonNode one = body(both.toolChoice(ToolChoice.tool("count")).build());
        assertThat(one.path("tool_choice").asText()).isEqualTo("REQUIRED");
        assertThat(one.path("tools").findValuesAsText("name")).containsExactly("count");
        assertThatThrownBy(() -> body(both.toolChoice(ToolChoice.tool("other")).build()))
                .hasMessageContaining("other")
                .hasMessageContaining("[lookup, count]");
        assertThatThrownBy(() -> body(ask().toolChoice(ToolChoice.REQUIRED).build()))
                .hasMessageContaining("offers no tools");
    }

    @Test
    void an_older_model_takes_no_choice() {
        ChatRequest request = ask().tool(COUNT).toolChoice(ToolChoice.REQUIRED).build();

        assertThat(Wire.request(request, Wire.target("command-r-08-2024")).notices())
                .extracting(Notice::setting)
                .containsExactly("toolChoice");
    }

    @Test
    void strictness_is_one_switch_for_all_tools() {
        ToolSpec strict = new ToolSpec("strict", null, SCHEMA, true);
        ToolSpec loose = new ToolSpec("loose", null, SCHEMA, false);

        assertThat(body(ask().tool(strict).build()).path("strict_tools").booleanValue())
                .isTrue();
        assertThat(body(ask().tool(loose).build()).get("strict_tools").booleanValue())
                .isFalse();
        ChatRequest mixed = ask().tool(strict).tool(loose).build();
        assertThat(body(mixed).path("strict_tools").booleanValue()).isTrue();
        assertThat(notices(mixed)).extracting(Notice::setting).containsExactly("tools.strict");
    }

    @Test
    void safety_and_citations_are_set_by_the_providers_own_options() {
        JsonNode body = body(ask().providerOptions(
                        Map.of("safety_mode", "STRICT", "citation_options", Map.of("mode", "FAST"), "priority", 3))
                .build());

        assertThat(body.path("safety_mode").asText()).isEqualTo("STRICT");
        assertThat(body.at("/citation_options/mode").asText()).isEqualTo("FAST");
        assertThat(body.path("priority").asInt()).isEqualTo(3);
    }
}
