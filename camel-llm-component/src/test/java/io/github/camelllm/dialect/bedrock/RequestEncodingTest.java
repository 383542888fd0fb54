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
import io.github.camelllm.model.CacheHint;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests look like. */
class RequestEncodingTest {

    private static final ToolSpec LOOKUP =
            new ToolSpec("lookup", "Looks a word up.", Map.of("type", "object", "properties", Map.of()), null);

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

    /** The first row is the path that SigV4 was computed for in providers/bedrock, Authentication. */
    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, us.anthropic.claude-sonnet-4-5-20250929-v1%3A0",
        "amazon.nova-lite-v1:0, amazon.nova-lite-v1%3A0",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2, arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fa1b2",
        "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/a.b, arn%3Aaws-us-gov%3Abedrock%3Aus-gov-west-1%3A%3Afoundation-model%2Fa.b",
        "ä b, %C3%A4%20b",
    })
    void the_model_is_one_segment_of_the_path(String model, String segment) {
        Target target = Wire.target(model);

        assertThat(Wire.request(Wire.HELLO, target).path()).isEqualTo("/model/" + segment + "/converse");
        assertThat(new BedrockDialect().chat(Wire.HELLO, target, true).path())
                .isEqualTo("/model/" + segment + "/converse-stream");
    }

    @Test
    void a_plain_request_has_messages_and_nothing_else() {
        assertThat(body(Wire.HELLO)).isEqualTo(json("{'messages':[{'role':'user','content':[{'text':'Hello'}]}]}"));
    }

    @Test
    void instructions_settings_and_tools_stand_where_converse_wants_them() {
        ChatRequest request = ChatRequest.builder()
                .system("You are terse.")
                .user("Weather in Oslo?")
                .sampling(new Sampling(0.0, 0.5, null, 300, List.of("END"), null, null, null, null, null))
                .tool(LOOKUP)
                .toolChoice(ToolChoice.REQUIRED)
                .metadata(Map.of("team", "support"))
                .serviceTier("flex")
                .build();

        assertThat(body(request))
                .isEqualTo(json("{'system':[{'text':'You are terse.'}],"
                        + "'messages':[{'role':'user','content':[{'text':'Weather in Oslo?'}]}],"
                        + "'inferenceConfig':{'maxTokens':300,'temperature':0,'topP':0.5,'stopSequences':['END']},"
                        + "'toolConfig':{'tools':[{'toolSpec':{'name':'lookup','description':'Looks a word up.',"
                        + "'inputSchema':{'json':{'type':'object','properties':{}}}}}],'toolChoice':{'any':{}}},"
                        + "'requestMetadata':{'team':'support'},'serviceTier':{'type':'flex'}}"));
    }

    @Test
    void messages_of_one_side_become_one_turn_with_results_first_and_without_blanks() {
        ChatRequest request = ChatRequest.builder()
                .user("Look up cat and dog.")
                .message(Message.assistant(List.of(
                        new Part.ToolCall("t1", "lookup", "{\"word\":\"cat\"}"),
                        new Part.ToolCall("t2", "lookup", ""))))
                .user("Be quick.")
                .message(Message.toolResult("t1", "an animal"))
                .message(
                        new Message(Role.TOOL, List.of(new Part.ToolResult("t2", null, List.of(Part.text(" ")), true))))
                .user("  ")
                .tool(LOOKUP)
                .build();

        assertThat(body(request).path("messages"))
                .isEqualTo(json("[{'role':'user','content':[{'text':'Look up cat and dog.'}]},"
                        + "{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1','name':'lookup','input':{'word':'cat'}}},"
                        + "{'toolUse':{'toolUseId':'t2','name':'lookup','input':{}}}]},"
                        + "{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[{'text':'an animal'}]}},"
                        + "{'toolResult':{'toolUseId':'t2','content':[],'status':'error'}},{'text':'Be quick.'}]}]"));
    }

    @Test
    void a_conversation_that_tells_of_tools_names_them_again() {
        ChatRequest request = ChatRequest.builder()
                .user("Look up cat.")
                .message(Message.assistant(List.of(new Part.ToolCall("t1", "lookup", "{}"))))
                .message(Message.toolResult("t1", "an animal"))
                .build();

        assertThat(body(request).at("/toolConfig/tools/0/toolSpec/name").asText())
                .isEqualTo("lookup");
        assertThat(Wire.request(request, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactly("tools");
        refused(
                ChatRequest.builder().message(Message.toolResult("t1", "x")).build(),
                ErrorKind.INVALID_REQUEST,
                "add the tools");
    }

    @Test
    void tools_that_must_not_be_called_are_left_out_where_that_is_possible() {
        ChatRequest none = ask().tool(LOOKUP).toolChoice(ToolChoice.NONE).build();
        ChatRequest withHistory = ask().tool(LOOKUP)
                .toolChoice(ToolChoice.NONE)
                .message(Message.assistant(List.of(new Part.ToolCall("t1", "lookup", "{}"))))
                .message(Message.toolResult("t1", "x"))
                .build();

        assertThat(body(none).has("toolConfig")).isFalse();
        assertThat(Wire.request(none, Wire.target()).notices()).isEmpty();
        assertThat(body(withHistory).at("/toolConfig/toolChoice").isMissingNode())
                .isTrue();
        assertThat(Wire.request(withHistory, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactly("toolChoice");
    }

    @Test
    void ids_of_tool_calls_that_cannot_be_sent_are_replaced_alike_in_call_and_result() {
        ChatRequest request = ask().tool(LOOKUP)
                .message(Message.assistant(List.of(new Part.ToolCall("call/1 of öther", "lookup", "{}"))))
                .message(Message.toolResult("call/1 of öther", "x"))
                .build();

        JsonNode free = body(request).path("messages");
        JsonNode nine = body(request, BedrockQuirks.TOOL_CALL_ID_LENGTH, "9").path("messages");

        for (JsonNode messages : List.of(free, nine)) {
            assertThat(messages.at("/1/content/0/toolUse/toolUseId"))
                    .isEqualTo(messages.at("/2/content/0/toolResult/toolUseId"));
        }
        assertThat(free.at("/1/content/0/toolUse/toolUseId").asText()).matches("[a-zA-Z0-9_.:-]{1,64}");
        assertThat(nine.at("/1/content/0/toolUse/toolUseId").asText()).matches("[a-zA-Z0-9]{9}");
    }

    @Test
    void pictures_and_documents_go_as_bytes_or_by_their_place_in_s3() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user(
                        Part.text("Compare."),
                        new Part.Image(Media.of(new byte[] {1, 2}, "image/jpeg"), null, null),
                        new Part.Image(
                                new Media(URI.create("s3://bucket/cat.png"), null, null, "image/png", null),
                                null,
                                null),
                        new Part.File(
                                Media.of(new byte[] {3}, "application/pdf").named("Report (v2)_final.pdf"), null),
                        new Part.File(Media.of(new byte[] {4}, "text/plain; charset=utf-8"), null),
                        new Part.File(Media.of(new byte[] {4}, "text/csv"), null),
                        new Part.File(Media.of(new byte[] {5}, "video/mp4"), null),
                        new Part.Audio(Media.of(new byte[] {6}, "audio/wav"), null, null)))
                .build();

        assertThat(body(request).at("/messages/0/content"))
                .isEqualTo(json("[{'text':'Compare.'},{'image':{'format':'jpeg','source':{'bytes':'AQI='}}},"
                        + "{'image':{'format':'png','source':{'s3Location':{'uri':'s3://bucket/cat.png'}}}},"
                        + "{'document':{'format':'pdf','name':'Report (v2)-final','source':{'bytes':'Aw=='}}},"
                        + "{'document':{'format':'txt','name':'document','source':{'bytes':'BA=='}}},"
                        + "{'document':{'format':'csv','name':'document-2','source':{'bytes':'BA=='}}},"
                        + "{'video':{'format':'mp4','source':{'bytes':'BQ=='}}},"
                        + "{'audio':{'format':'wav','source':{'bytes':'Bg=='}}}]"));
        assertThat(Wire.request(request, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactly("file name");
    }

    @Test
    void media_that_cannot_be_sent_is_refused_with_what_is_allowed() {
        Part atAddress = new Part.Image(
                new Media(URI.create("https://example.org/a.png"), null, null, "image/png", null), null, null);
        Part tiff = new Part.Image(Media.of(new byte[] {1}, "image/tiff"), null, null);
        Part byId = new Part.File(new Media(null, null, "file-1", "application/pdf", null), null);
        Part document = new Part.File(Media.of(new byte[] {1}, "application/pdf"), null);

        refused(with(atAddress), ErrorKind.UNSUPPORTED_FEATURE, "s3://bucket/key");
        refused(with(tiff), ErrorKind.UNSUPPORTED_FEATURE, "image/webp");
        refused(with(byId), ErrorKind.UNSUPPORTED_FEATURE, "by a file id");
        refused(
                ChatRequest.builder().message(Message.user(document)).build(),
                ErrorKind.INVALID_REQUEST,
                "needs a text in the same message");
    }

    private static ChatRequest with(Part part) {
        return ChatRequest.builder()
                .message(Message.user(Part.text("Look."), part))
                .build();
    }

    @Test
    void documents_to_be_cited_stand_first() {
        ChatRequest request = ask().documents(List.of(
                        new Document("d1", "Grass", "Grass is green.", Map.of()),
                        new Document("d2", "Grass", "Very.", Map.of("year", "2026"))))
                .build();

        assertThat(body(request).at("/messages/0/content"))
                .isEqualTo(json(
                        "[{'document':{'name':'Grass','source':{'text':'Grass is green.'},'citations':{'enabled':true}}},"
                                + "{'document':{'name':'Grass-2','source':{'text':'Very.'},'context':'{\\\"year\\\":\\\"2026\\\"}','citations':{'enabled':true}}},"
                                + "{'text':'Name a prime.'}]"));
    }

    @Test
    void cache_hints_are_points_behind_the_part() {
        ChatRequest request = ChatRequest.builder()
                .message(new Message(Role.SYSTEM, List.of(new Part.Text("Rules.", new CacheHint(Duration.ofHours(1))))))
                .message(Message.user(new Part.Text("Long.", new CacheHint(null)), Part.text("Short.")))
                .build();

        assertThat(body(request).path("system"))
                .isEqualTo(json("[{'text':'Rules.'},{'cachePoint':{'type':'default','ttl':'1h'}}]"));
        assertThat(body(request).at("/messages/0/content"))
                .isEqualTo(json("[{'text':'Long.'},{'cachePoint':{'type':'default'}},{'text':'Short.'}]"));
    }

    @Test
    void a_schema_is_a_text_in_the_output_config_or_a_tool_that_must_be_called() {
        ChatRequest request = ask().output(
                        new OutputFormat.JsonSchema("prime", Map.of("type", "object"), "A prime.", true))
                .build();

        assertThat(body(request, BedrockQuirks.JSON_SCHEMA_FORM, "textFormat").path("outputConfig"))
                .isEqualTo(json("{'textFormat':{'type':'json_schema','structure':{'jsonSchema':"
                        + "{'schema':'{\\\"type\\\":\\\"object\\\"}','name':'prime','description':'A prime.'}}}}"));
        assertThat(body(request).path("toolConfig"))
                .isEqualTo(json(
                        "{'tools':[{'toolSpec':{'name':'prime','description':'A prime.','inputSchema':{'json':{'type':'object'}}}}],"
                                + "'toolChoice':{'tool':{'name':'prime'}}}"));
        assertThat(Wire.request(request, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactly("jsonSchema");
        refused(
                request.toBuilder()
                        .tool(new ToolSpec("prime", null, Map.of(), null))
                        .build(),
                ErrorKind.INVALID_REQUEST,
                "another name");
    }

    @Test
    void what_converse_has_no_member_for_is_noticed() {
        ChatRequest request = ask().sampling(new Sampling(null, null, 5, null, List.of(), 42L, 0.1, 0.2, 2, 3))
                .promptCacheKey("k")
                .endUser("u")
                .output(new OutputFormat.JsonObject())
                .tool(new ToolSpec("lookup", null, Map.of(), true))
                .parallelTools(false)
                .build();

        assertThat(Wire.request(request, Wire.target()).notices())
                .extracting(Notice::setting)
                .containsExactlyInAnyOrder(
                        "topK",
                        "seed",
                        "frequencyPenalty",
                        "presencePenalty",
                        "n",
                        "logprobs",
                        "promptCacheKey",
                        "user",
                        "jsonObject",
                        "tools.strict",
                        "parallelTools");
    }

    @Test
    void a_guardrail_is_an_option_of_the_provider() {
        ChatRequest request = ask().providerOptions(
                        Map.of("guardrailConfig", Map.of("guardrailIdentifier", "abc", "guardrailVersion", "1")))
                .build();

        assertThat(body(request).at("/guardrailConfig/guardrailIdentifier").asText())
                .isEqualTo("abc");
        refused(
                ask().providerOptions(Map.of("modelId", "x")).build(),
                ErrorKind.INVALID_REQUEST,
                "providerOptions.modelId");
    }

    @Test
    void a_conversation_begins_with_the_user() {
        refused(
                ChatRequest.builder()
                        .message(Message.assistant("Hi"))
                        .user("Hello")
                        .build(),
                ErrorKind.INVALID_REQUEST,
                "must begin with a message of the user");
        refused(ChatRequest.of("  "), ErrorKind.INVALID_REQUEST, "not blank");
    }
}
