/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Notice;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How messages are written. The forms are those of Cohere's API description of 2026-08-20. */
class MessageEncodingTest {

    private static final Part.ToolCall CALL = new Part.ToolCall("lookup_1", "lookup", "{\"word\":\"cat\"}");

    private static JsonNode messages(Message... messages) {
        return Wire.body(request(messages)).path("messages");
    }

    private static ChatRequest request(Message... messages) {
        return ChatRequest.builder().messages(List.of(messages)).build();
    }

    private static JsonNode json(String text) {
        return Wire.tree(text.replace('\'', '"'));
    }

    private static void refused(ErrorKind kind, Message message, String what) {
        assertThatThrownBy(() -> messages(message)).isInstanceOfSatisfying(LlmException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e).hasMessageContaining(what);
        });
    }

    @Test
    void one_text_is_a_text_and_several_are_blocks() {
        assertThat(messages(
                        Message.system("Be brief."),
                        Message.user(Part.text("a"), Part.text("b")),
                        Message.assistant("c"),
                        Message.user("")))
                .isEqualTo(json("[{'role':'system','content':'Be brief.'},{'role':'user','content':["
                        + "{'type':'text','text':'a'},{'type':'text','text':'b'}]},{'role':'assistant','content':'c'},"
                        + "{'role':'user','content':''}]"));
    }

    @Test
    void a_picture_goes_as_bytes_or_address() {
        Part.Image bytes = new Part.Image(Media.of(new byte[] {1, 2}, "image/png"), "low", null);
        Part.Image address = new Part.Image(Media.at(URI.create("https://example.org/cat.png")), null, null);

        assertThat(messages(Message.user(bytes, address)).at("/0/content"))
                .isEqualTo(json("[{'type':'image_url','image_url':{'url':'data:image/png;base64,AQI=','detail':'low'}},"
                        + "{'type':'image_url','image_url':{'url':'https://example.org/cat.png'}}]"));
    }

    @Test
    void a_round_with_tools_goes_back_as_it_came() {
        Part.Reasoning thoughts = new Part.Reasoning(
                "Hm. I will look.",
                List.of(
                        Map.of("type", "thinking", "thinking", "Hm."),
                        Map.of("type", "tool_plan", "tool_plan", " I will look.")));

        assertThat(messages(
                        Message.user("Look up cat."),
                        Message.assistant(List.of(thoughts, Part.text("Wait."), CALL)),
                        Message.toolResult("lookup_1", "an animal")))
                .isEqualTo(json("[{'role':'user','content':'Look up cat.'},{'role':'assistant','content':["
                        + "{'type':'thinking','thinking':'Hm.'},{'type':'text','text':'Wait.'}],"
                        + "'tool_plan':' I will look.','tool_calls':[{'id':'lookup_1','type':'function','function':"
                        + "{'name':'lookup','arguments':'{\\'word\\':\\'cat\\'}'}}]},"
                        + "{'role':'tool','tool_call_id':'lookup_1','content':'an animal'}]"));
    }

    @Test
    void a_call_alone_has_no_content_and_each_result_is_a_message() {
        Message results = new Message(
                Role.TOOL,
                List.of(
                        new Part.ToolResult("a", "lookup", List.of(Part.text("1"), Part.text("2")), false),
                        new Part.ToolResult("b", "lookup", List.of(), true)));

        JsonNode messages =
                messages(Message.user("?"), Message.assistant(List.of(new Part.ToolCall("a", "lookup", " "))), results);

        assertThat(messages.path(1))
                .isEqualTo(json("{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':"
                        + "{'name':'lookup','arguments':'{}'}}]}"));
        assertThat(messages.path(2))
                .isEqualTo(json("{'role':'tool','tool_call_id':'a','content':[{'type':'text','text':'1'},"
                        + "{'type':'text','text':'2'}]}"));
        assertThat(messages.path(3)).isEqualTo(json("{'role':'tool','tool_call_id':'b','content':''}"));
    }

    @Test
    void thoughts_of_another_provider_are_told_and_not_sent() {
        Message foreign = Message.assistant(
                List.of(new Part.Reasoning("Hm.", List.of(Map.of("type", "thinking.signed"))), Part.text("Two.")));

        assertThat(messages(Message.user("?"), foreign).path(1))
                .isEqualTo(json("{'role':'assistant','content':'Two.'}"));
        assertThat(Wire.request(request(Message.user("?"), foreign), Wire.PLUS).notices())
                .extracting(Notice::setting)
                .containsExactly("reasoning");
    }

    @Test
    void hints_for_a_cache_are_told() {
        Message hinted = Message.user(new Part.Text("long", new CacheHint(null)));

        assertThat(Wire.request(request(hinted), Wire.PLUS).notices())
                .extracting(Notice::setting)
                .containsExactly("cacheHints");
    }

    @Test
    void what_has_no_place_in_a_message_is_refused_by_name() {
        Part.Image picture = new Part.Image(Media.of(new byte[] {1}, "image/png"), null, null);
        Part.File file = new Part.File(Media.of(new byte[] {1}, "application/pdf"), null);

        refused(ErrorKind.UNSUPPORTED_FEATURE, Message.user(file), "a file");
        refused(
                ErrorKind.UNSUPPORTED_FEATURE,
                Message.user(new Part.Audio(Media.of(new byte[] {1}, "audio/wav"), null, null)),
                "audio");
        refused(
                ErrorKind.UNSUPPORTED_FEATURE,
                Message.user(new Part.Image(new Media(null, null, "file-1", null, null), null, null)),
                "an image by file id");
        refused(ErrorKind.UNSUPPORTED_FEATURE, new Message(Role.SYSTEM, List.of(picture, picture)), "an image");
        refused(ErrorKind.UNSUPPORTED_FEATURE, Message.assistant(List.of(picture)), "an image in a message of the");
        refused(
                ErrorKind.UNSUPPORTED_FEATURE,
                new Message(Role.TOOL, List.of(new Part.ToolResult("a", null, List.of(picture), false))),
                "an image in a tool result");
        refused(ErrorKind.INVALID_REQUEST, new Message(Role.TOOL, List.of(Part.text("x"))), "text");
        refused(ErrorKind.INVALID_REQUEST, Message.user(Part.text("x"), CALL), "a tool call");
        refused(
                ErrorKind.INVALID_REQUEST,
                Message.assistant(List.of(new Part.ToolCall("a", "lookup", "[1]"))),
                "tool call a");
    }

    @Test
    void a_picture_for_a_model_that_sees_none_is_refused() {
        Message picture = Message.user(new Part.Image(Media.of(new byte[] {1}, "image/png"), null, null));

        assertThatThrownBy(() -> Wire.body(request(picture), Wire.COMMAND))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE));
    }
}
