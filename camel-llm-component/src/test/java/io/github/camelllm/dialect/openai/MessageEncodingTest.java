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
import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageEncodingTest {

    private static final URI CAT = URI.create("https://example.org/cat.png");
    private static final byte[] BYTES = {1, 2, 3};

    private static ChatRequest request(Message... messages) {
        return ChatRequest.builder().messages(List.of(messages)).build();
    }

    private static List<Map<String, Object>> messages(Target target, Message... messages) {
        return Bodies.messages(request(messages), target);
    }

    private static Object content(Target target, Part... parts) {
        return messages(target, Message.user(parts)).get(0).get("content");
    }

    private static LlmException refused(Target target, Message... messages) {
        try {
            Streams.DIALECT.chat(request(messages), target, false);
        } catch (LlmException e) {
            return e;
        }
        throw new AssertionError("the request was encoded");
    }

    @Test
    void a_conversation_keeps_its_roles_and_its_order() {
        List<Map<String, Object>> all = messages(
                Targets.plain(),
                Message.system("Be brief."),
                Message.user("Look up cat."),
                Message.assistant(List.of(new Part.ToolCall("call_1", "lookup", "{\"word\":\"cat\"}"))),
                Message.toolResult("call_1", "an animal"),
                Message.assistant("A cat is an animal."),
                Message.user("Thanks"));

        Map<String, Object> call = new HashMap<>();
        call.put("role", "assistant");
        call.put("content", null);
        call.put(
                "tool_calls",
                List.of(Map.of(
                        "id",
                        "call_1",
                        "type",
                        "function",
                        "function",
                        Map.of("name", "lookup", "arguments", "{\"word\":\"cat\"}"))));
        assertThat(all)
                .containsExactly(
                        Map.of("role", "system", "content", "Be brief."),
                        Map.of("role", "user", "content", "Look up cat."),
                        call,
                        Map.of("role", "tool", "tool_call_id", "call_1", "content", "an animal"),
                        Map.of("role", "assistant", "content", "A cat is an animal."),
                        Map.of("role", "user", "content", "Thanks"));
    }

    @Test
    void instructions_have_the_role_that_the_model_wants() {
        assertThat(messages(
                        Targets.with(OpenAiQuirks.SYSTEM_ROLE, "developer"), Message.system("a"), Message.user("b")))
                .first()
                .isEqualTo(Map.of("role", "developer", "content", "a"));
    }

    @Test
    void several_texts_are_parts_or_one_flat_text() {
        Part[] parts = {Part.text("a"), Part.text("b")};

        assertThat(content(Targets.plain(), parts))
                .isEqualTo(List.of(Map.of("type", "text", "text", "a"), Map.of("type", "text", "text", "b")));
        assertThat(content(Targets.with(OpenAiQuirks.FLAT_TEXT, true), parts)).isEqualTo("ab");
        assertThat(content(Targets.plain())).isEqualTo("");
    }

    @Test
    void pictures_go_by_url_or_as_their_bytes() {
        Part byUrl = new Part.Image(Media.at(CAT), "low", null);
        Part bytes = new Part.Image(Media.of(BYTES, "image/png"), null, null);
        Target strings = Targets.with(OpenAiQuirks.IMAGE_FORM, "string");

        assertThat(content(Targets.plain(), byUrl, bytes))
                .isEqualTo(List.of(
                        Map.of("type", "image_url", "image_url", Map.of("url", CAT.toString(), "detail", "low")),
                        Map.of("type", "image_url", "image_url", Map.of("url", "data:image/png;base64,AQID"))));
        assertThat(content(strings, byUrl, bytes))
                .isEqualTo(List.of(
                        Map.of("type", "image_url", "image_url", Map.of("url", CAT.toString(), "detail", "low")),
                        Map.of("type", "image_url", "image_url", "data:image/png;base64,AQID")));
    }

    @Test
    void sounds_go_as_data_and_format_or_as_a_bare_text() {
        Part sound = new Part.Audio(Media.of(BYTES, "audio/mpeg"), null, null);
        Target strings = Targets.with(OpenAiQuirks.AUDIO_FORM, "string");

        assertThat(content(Targets.plain(), sound))
                .isEqualTo(
                        List.of(Map.of("type", "input_audio", "input_audio", Map.of("data", "AQID", "format", "mp3"))));
        assertThat(content(strings, sound, new Part.Audio(Media.at(CAT), null, null)))
                .isEqualTo(List.of(
                        Map.of("type", "input_audio", "input_audio", "AQID"),
                        Map.of("type", "input_audio", "input_audio", CAT.toString())));
    }

    @Test
    void files_have_three_forms() {
        Part bytes = new Part.File(Media.of(BYTES, "application/pdf").named("a.pdf"), null);
        Part byUrl = new Part.File(Media.at(CAT), null);
        Part byId = new Part.File(new Media(null, null, "file-1", null, null), null);

        assertThat(content(Targets.with(OpenAiQuirks.FILE_BY_URL, true), bytes, byUrl, byId))
                .isEqualTo(List.of(
                        Map.of(
                                "type",
                                "file",
                                "file",
                                Map.of("file_data", "data:application/pdf;base64,AQID", "filename", "a.pdf")),
                        Map.of("type", "file", "file", Map.of("file_data", CAT.toString(), "filename", "file")),
                        Map.of("type", "file", "file", Map.of("file_id", "file-1"))));
        assertThat(content(Targets.with(OpenAiQuirks.FILE_FORM, "document_url"), bytes, byUrl, byId))
                .isEqualTo(List.of(
                        Map.of(
                                "type",
                                "document_url",
                                "document_url",
                                "data:application/pdf;base64,AQID",
                                "document_name",
                                "a.pdf"),
                        Map.of("type", "document_url", "document_url", CAT.toString()),
                        Map.of("type", "file", "file_id", "file-1")));
        assertThat(content(Targets.with(OpenAiQuirks.FILE_FORM, "file_url"), bytes, byUrl))
                .isEqualTo(List.of(
                        Map.of("type", "file_url", "file_url", Map.of("url", "AQID"), "file_name", "a.pdf"),
                        Map.of("type", "file_url", "file_url", Map.of("url", CAT.toString()))));
    }

    @Test
    void a_part_that_cannot_be_sent_is_an_error_that_names_it_and_the_reason() {
        LlmException e =
                refused(Targets.lacking(Feature.IMAGE_INPUT), Message.user(new Part.Image(Media.at(CAT), null, null)));

        assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FEATURE);
        assertThat(e).hasMessageContaining("an image cannot be sent: We do not take imageInput");
        assertThat(refused(
                        Targets.lacking(Feature.AUDIO_INPUT),
                        Message.user(new Part.Audio(Media.of(BYTES, "audio/wav"), null, null))))
                .hasMessageContaining("audio cannot be sent");
        assertThat(refused(Targets.lacking(Feature.FILE_INPUT), Message.user(new Part.File(Media.at(CAT), null))))
                .hasMessageContaining("a file cannot be sent");
    }

    @Test
    void a_part_in_a_form_that_the_provider_has_not_is_an_error() {
        Media byId = new Media(null, null, "file-1", null, null);

        assertThat(refused(Targets.plain(), Message.user(new Part.Image(byId, null, null))))
                .hasMessageContaining("an image by file id cannot be sent: send its bytes or a URL");
        assertThat(refused(Targets.plain(), Message.user(new Part.Audio(Media.at(CAT), null, null))))
                .hasMessageContaining("audio by URL or file id cannot be sent: send its bytes");
        assertThat(refused(Targets.plain(), Message.user(new Part.Audio(Media.of(BYTES, "audio/x-odd"), null, null))))
                .hasMessageContaining("audio of type audio/x-odd cannot be sent: known are [audio/aac,");
        assertThat(refused(Targets.plain(), Message.user(new Part.File(Media.at(CAT), null))))
                .hasMessageContaining("a file by URL cannot be sent: send its bytes or the provider's file id");
        assertThat(refused(Targets.with(OpenAiQuirks.FILE_FORM, "file_url"), Message.user(new Part.File(byId, null))))
                .hasMessageContaining("a file by file id cannot be sent");
    }

    @Test
    void a_part_in_the_wrong_message_is_an_error() {
        Part call = new Part.ToolCall("1", "f", "{}");
        Part picture = new Part.Image(Media.at(CAT), null, null);

        for (Part part : List.of(
                call,
                new Part.ToolResult("1", "f", List.of(), false),
                new Part.Reasoning("hm", List.of()),
                new Part.Refusal("no"))) {
            assertThat(refused(Targets.plain(), Message.user(part)).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        }
        assertThat(refused(Targets.plain(), new Message(Role.SYSTEM, List.of(picture)), Message.user("a")))
                .hasMessageContaining("an image in a system message");
        assertThat(refused(Targets.plain(), Message.assistant(List.of(picture)), Message.user("a")))
                .hasMessageContaining("an image in an assistant message");
        assertThat(refused(Targets.plain(), new Message(Role.TOOL, List.of(Part.text("a")))))
                .hasMessageContaining("a message of role tool holds text; allowed are tool results");
        assertThat(refused(
                        Targets.plain(),
                        new Message(Role.TOOL, List.of(new Part.ToolResult("1", null, List.of(picture), false)))))
                .hasMessageContaining("an image in a tool result");
    }

    @Test
    void tool_call_ids_are_rewritten_alike_in_call_and_result() {
        Target target = Targets.with(OpenAiQuirks.TOOL_CALL_ID_LENGTH, "9", OpenAiQuirks.TOOL_RESULT_NAME, true);

        List<Map<String, Object>> all = messages(
                target,
                Message.user("a"),
                Message.assistant(List.of(
                        new Part.ToolCall("call_with_a_long_id", "f", ""), new Part.ToolCall("abcDEF123", "g", "{}"))),
                new Message(
                        Role.TOOL,
                        List.of(
                                new Part.ToolResult("call_with_a_long_id", null, List.of(Part.text("x")), false),
                                new Part.ToolResult("abcDEF123", "g", List.of(), false))));

        List<?> calls = (List<?>) all.get(1).get("tool_calls");
        Object rewritten = ((Map<?, ?>) calls.get(0)).get("id");
        assertThat(rewritten).asString().matches("[A-Za-z0-9]{9}");
        assertThat(((Map<?, ?>) ((Map<?, ?>) calls.get(0)).get("function")).get("arguments"))
                .isEqualTo("{}");
        assertThat(((Map<?, ?>) calls.get(1)).get("id")).isEqualTo("abcDEF123");
        assertThat(all.get(2))
                .isEqualTo(Map.of("role", "tool", "tool_call_id", rewritten, "name", "f", "content", "x"));
        assertThat(all.get(3))
                .isEqualTo(Map.of("role", "tool", "tool_call_id", "abcDEF123", "name", "g", "content", ""));
    }

    @Test
    void the_content_beside_tool_calls_can_be_null_empty_or_absent() {
        Message call = Message.assistant(List.of(new Part.ToolCall("1", "f", "{}")));

        assertThat(messages(Targets.plain(), call).get(0)).containsEntry("content", null);
        assertThat(messages(Targets.with(OpenAiQuirks.EMPTY_CONTENT, "empty"), call)
                        .get(0))
                .containsEntry("content", "");
        assertThat(messages(Targets.with(OpenAiQuirks.EMPTY_CONTENT, "absent"), call)
                        .get(0))
                .doesNotContainKey("content");
        assertThat(messages(
                                Targets.plain(),
                                Message.assistant(List.of(Part.text("well"), new Part.ToolCall("1", "f", "{}"))))
                        .get(0))
                .containsEntry("content", "well");
        assertThat(messages(Targets.plain(), Message.assistant(List.of()), Message.user("a"))
                        .get(0))
                .containsEntry("content", "");
    }

    @Test
    void neighbours_of_one_role_are_merged_where_roles_must_alternate() {
        Target target = Targets.with(OpenAiQuirks.MERGE_MESSAGES, true, OpenAiQuirks.FLAT_TEXT, true);

        assertThat(messages(
                        target,
                        Message.system("a"),
                        Message.system("b"),
                        Message.user("c"),
                        Message.user("d"),
                        Message.assistant("e"),
                        Message.toolResult("1", "f"),
                        Message.toolResult("2", "g")))
                .containsExactly(
                        Map.of("role", "system", "content", "a\n\nb"),
                        Map.of("role", "user", "content", "c\n\nd"),
                        Map.of("role", "assistant", "content", "e"),
                        Map.of("role", "tool", "tool_call_id", "1", "content", "f"),
                        Map.of("role", "tool", "tool_call_id", "2", "content", "g"));
        assertThat(messages(
                        target, Message.user(new Part.Image(Media.at(CAT), null, null)), Message.user("what is it?")))
                .singleElement()
                .asString()
                .contains("image_url", "what is it?");
    }

    @Test
    void a_last_message_of_the_assistant_is_to_be_continued() {
        Target target = Targets.with(OpenAiQuirks.PREFILL_FLAG, "prefix");

        assertThat(messages(target, Message.assistant("first"), Message.user("a"), Message.assistant("b")))
                .containsExactly(
                        Map.of("role", "assistant", "content", "first"),
                        Map.of("role", "user", "content", "a"),
                        Map.of("role", "assistant", "content", "b", "prefix", true));
        assertThat(refused(Targets.lacking(Feature.PREFILL), Message.user("a"), Message.assistant("b")))
                .hasMessageContaining("a last message of the assistant cannot be sent");
    }

    @Test
    void earlier_thoughts_go_back_as_the_provider_wants_them() {
        Map<String, Object> detail = Map.of("type", "reasoning.text", "text", "hm", "signature", "sig");
        Map<String, Object> chunk =
                Map.of("type", "thinking", "thinking", List.of(Map.of("type", "text", "text", "hm")), "closed", true);
        Message thought = Message.assistant(
                List.of(new Part.Reasoning("hm", List.of(detail, chunk)), Part.text("7"), new Part.Refusal("!")));
        Message unsigned = Message.assistant(List.of(new Part.Reasoning("hm", List.of()), Part.text("7")));

        assertThat(replayed("reasoning", thought))
                .containsEntry("reasoning", "hm")
                .containsEntry("content", "7!");
        assertThat(replayed("reasoning_content", thought)).containsEntry("reasoning_content", "hm");
        assertThat(replayed("reasoning_details", thought))
                .containsEntry("reasoning_details", List.of(detail))
                .doesNotContainKey("reasoning");
        assertThat(replayed("reasoning_details", unsigned)).containsEntry("reasoning", "hm");
        assertThat(replayed("chunks", thought))
                .containsEntry(
                        "content",
                        List.of(chunk, Map.of("type", "text", "text", "7"), Map.of("type", "text", "text", "!")));
        assertThat(replayed("chunks", unsigned).get("content"))
                .isEqualTo(List.of(
                        Map.of("type", "thinking", "thinking", List.of(Map.of("type", "text", "text", "hm"))),
                        Map.of("type", "text", "text", "7")));
        assertThat(replayed("none", thought)).containsOnlyKeys("role", "content");
        assertThat(Bodies.notices(request(thought, Message.user("a")), Targets.plain()))
                .containsExactly("reasoning");
    }

    private static Map<String, Object> replayed(String how, Message thought) {
        return messages(Targets.with(OpenAiQuirks.REASONING_REPLAY, how), thought, Message.user("a"))
                .get(0);
    }

    @Test
    void an_earlier_sound_of_the_assistant_goes_back_by_its_id() {
        Message sound = Message.assistant(List.of(new Part.Audio(Media.of(BYTES, "audio/wav"), "hello", "audio_1")));
        Message foreign = Message.assistant(List.of(new Part.Audio(Media.of(BYTES, "audio/wav"), "hello", null)));

        assertThat(messages(Targets.plain(), sound, Message.user("a")).get(0))
                .containsEntry("audio", Map.of("id", "audio_1"))
                .containsEntry("content", null);
        assertThat(refused(Targets.plain(), foreign, Message.user("a"))).hasMessageContaining("it needs the id");
    }

    @Test
    void cache_hints_stand_on_parts_or_are_a_notice() {
        Part hinted = new Part.Text("long", new CacheHint(null));
        Part hour = new Part.Text("long", new CacheHint(Duration.ofHours(1)));
        Part minutes = new Part.Text("long", new CacheHint(Duration.ofMinutes(5)));
        Target anthropic = Targets.with(OpenAiQuirks.CACHE_HINTS, "cache_control");

        assertThat(content(anthropic, hinted))
                .isEqualTo(
                        List.of(Map.of("type", "text", "text", "long", "cache_control", Map.of("type", "ephemeral"))));
        assertThat(content(anthropic, hour, minutes).toString()).contains("ttl=1h", "ttl=5m");
        assertThat(content(Targets.with(OpenAiQuirks.CACHE_HINTS, "breakpoint"), hinted))
                .isEqualTo(List.of(
                        Map.of("type", "text", "text", "long", "prompt_cache_breakpoint", Map.of("mode", "explicit"))));
        assertThat(content(Targets.plain(), hinted)).isEqualTo("long");
        assertThat(Bodies.notices(request(Message.user(hinted, hinted)), Targets.plain()))
                .containsExactly("cacheHints");
        assertThat(Bodies.notices(request(Message.user(hinted)), Targets.lacking(Feature.CACHE_HINTS)))
                .containsExactly("cacheHints");
    }

    @Test
    void a_prompt_of_eight_megabytes_is_written_in_pieces() {
        String prompt = "a".repeat(8 * 1024 * 1024);

        var body = Streams.DIALECT
                .chat(ChatRequest.of(prompt), Targets.plain(), false)
                .body();

        assertThat(body.length()).isEqualTo(prompt.length() + 61L);
        assertThat(body.chunks()).allSatisfy(chunk -> assertThat(chunk.length).isLessThanOrEqualTo(64 * 1024));
    }
}
