/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes {@code messages}. */
final class MessageEncoder {

    private final RequestBody body;
    private final JsonWriter json;
    private final PartEncoder parts;
    private final ToolCallIds ids;
    private final String systemRole;
    private final boolean flatText;
    private final String emptyContent;
    private final String replay;
    private final Map<String, String> toolNames = new HashMap<>();

    MessageEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
        parts = new PartEncoder(body);
        ids = new ToolCallIds(Integer.parseInt(body.quirks().text(OpenAiQuirks.TOOL_CALL_ID_LENGTH, "0")));
        systemRole = body.quirks().text(OpenAiQuirks.SYSTEM_ROLE, "system");
        flatText = body.quirks().is(OpenAiQuirks.FLAT_TEXT);
        emptyContent = body.quirks().text(OpenAiQuirks.EMPTY_CONTENT, "null");
        replay = body.quirks().text(OpenAiQuirks.REASONING_REPLAY, "none");
    }

    void encode(List<Message> conversation) {
        List<Message> messages =
                body.quirks().is(OpenAiQuirks.MERGE_MESSAGES) ? MessageMerge.merge(conversation) : conversation;
        json.beginArray();
        for (int i = 0; i < messages.size(); i++) {
            encode(messages.get(i), i == messages.size() - 1);
        }
        json.endArray();
    }

    private void encode(Message message, boolean last) {
        switch (message.role()) {
            case SYSTEM -> prompt(systemRole, message);
            case USER -> prompt("user", message);
            case ASSISTANT -> assistant(message, last);
            case TOOL -> message.parts().forEach(this::toolResult);
        }
    }

    private void prompt(String role, Message message) {
        json.beginObject().member("role", role).name("content");
        content(message.parts(), message.role());
        json.endObject();
    }

    /** One text goes as a plain text, everything else as a list of parts. */
    private void content(List<Part> all, Role role) {
        if (all.size() == 1 && all.get(0) instanceof Part.Text only && only.cache() == null) {
            json.text(only.text());
            return;
        }
        Optional<List<String>> texts = plainTexts(all);
        if (texts.isPresent()) {
            json.text(texts.get());
            return;
        }
        json.beginArray();
        all.forEach(part -> {
            if (role == Role.SYSTEM && !(part instanceof Part.Text)) {
                throw body.unsupported(PartNames.of(part) + " in a system message", "only text is allowed there");
            }
            parts.encode(part);
        });
        json.endArray();
    }

    private Optional<List<String>> plainTexts(List<Part> all) {
        boolean flat = all.size() <= 1 || flatText;
        if (!flat
                || all.stream().anyMatch(part -> !(part instanceof Part.Text text) || parts.sendsHint(text.cache()))) {
            return Optional.empty();
        }
        all.forEach(part -> parts.hintNotice(((Part.Text) part).cache()));
        return Optional.of(
                all.isEmpty()
                        ? List.of("")
                        : all.stream().map(part -> ((Part.Text) part).text()).toList());
    }

    private void assistant(Message message, boolean last) {
        if (last) {
            body.need(Feature.PREFILL, "a last message of the assistant");
        }
        json.beginObject().member("role", "assistant");
        List<Part.ToolCall> calls = message.parts(Part.ToolCall.class);
        List<Part.Reasoning> thoughts = message.parts(Part.Reasoning.class);
        assistantContent(message, thoughts, !calls.isEmpty());
        replay(thoughts);
        message.parts(Part.Audio.class).forEach(this::audioReference);
        if (!calls.isEmpty()) {
            json.name("tool_calls").beginArray();
            calls.forEach(this::toolCall);
            json.endArray();
        }
        String flag = body.quirks().text(OpenAiQuirks.PREFILL_FLAG, "");
        if (last && !flag.isEmpty()) {
            json.name(flag).bool(true);
        }
        json.endObject();
    }

    private void assistantContent(Message message, List<Part.Reasoning> thoughts, boolean mayBeEmpty) {
        List<String> texts = new ArrayList<>();
        message.parts().forEach(part -> {
            if (part instanceof Part.Text text) {
                parts.hintNotice(text.cache());
                texts.add(text.text());
            } else if (part instanceof Part.Refusal refusal) {
                texts.add(refusal.text());
            } else if (part instanceof Part.Image || part instanceof Part.File || part instanceof Part.ToolResult) {
                throw body.unsupported(
                        PartNames.of(part) + " in an assistant message",
                        "text, tool calls, reasoning and audio that the provider made are allowed there");
            }
        });
        if (replay.equals("chunks") && !thoughts.isEmpty()) {
            json.name("content").beginArray();
            thoughts.forEach(this::thinkingChunks);
            texts.forEach(text -> json.beginObject()
                    .member("type", "text")
                    .member("text", text)
                    .endObject());
            json.endArray();
        } else if (texts.isEmpty()
                && (mayBeEmpty || !message.parts(Part.Audio.class).isEmpty())) {
            emptyContent();
        } else {
            json.name("content").text(texts.isEmpty() ? List.of("") : texts);
        }
    }

    private void emptyContent() {
        switch (emptyContent) {
            case "absent" -> {}
            case "empty" -> json.member("content", "");
            default -> json.name("content").nothing();
        }
    }

    private void thinkingChunks(Part.Reasoning thoughts) {
        List<Map<String, Object>> own = thoughts.details().stream()
                .filter(detail -> "thinking".equals(detail.get("type")))
                .toList();
        if (own.isEmpty()) {
            json.value(Thinking.chunk(thoughts.text()));
        } else {
            own.forEach(json::value);
        }
    }

    private void replay(List<Part.Reasoning> thoughts) {
        if (thoughts.isEmpty() || replay.equals("chunks")) {
            return;
        }
        List<String> texts = thoughts.stream().map(Part.Reasoning::text).toList();
        switch (replay) {
            case "reasoning", "reasoning_content" -> json.name(replay).text(texts);
            case "reasoning_details" -> {
                List<Map<String, Object>> details = thoughts.stream()
                        .flatMap(thought -> thought.details().stream())
                        .filter(detail -> String.valueOf(detail.get("type")).startsWith("reasoning."))
                        .toList();
                if (details.isEmpty()) {
                    json.name("reasoning").text(texts);
                } else {
                    json.name("reasoning_details").value(details);
                }
            }
            default -> body.notice("reasoning", "the provider is not known to take earlier thoughts of the assistant");
        }
    }

    private void audioReference(Part.Audio audio) {
        if (audio.id() == null) {
            throw body.unsupported("audio in an assistant message", "it needs the id that the provider gave it");
        }
        json.name("audio").beginObject().member("id", audio.id()).endObject();
    }

    private void toolCall(Part.ToolCall call) {
        toolNames.put(call.id(), call.name());
        json.beginObject().member("id", ids.of(call.id())).member("type", "function");
        json.name("function").beginObject().member("name", call.name());
        json.member("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        json.endObject().endObject();
    }

    private void toolResult(Part part) {
        if (!(part instanceof Part.ToolResult result)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "a message of role " + Role.TOOL.name().toLowerCase(Locale.ROOT) + " holds " + PartNames.of(part)
                            + "; allowed are tool results");
        }
        List<String> texts = new ArrayList<>();
        result.content().forEach(piece -> {
            if (!(piece instanceof Part.Text text)) {
                throw body.unsupported(PartNames.of(piece) + " in a tool result", "only text is allowed there");
            }
            parts.hintNotice(text.cache());
            texts.add(text.text());
        });
        json.beginObject().member("role", "tool").member("tool_call_id", ids.of(result.toolCallId()));
        String name = result.name() == null ? toolNames.get(result.toolCallId()) : result.name();
        if (name != null && body.quirks().is(OpenAiQuirks.TOOL_RESULT_NAME)) {
            json.member("name", name);
        }
        json.name("content").text(texts.isEmpty() ? List.of("") : texts).endObject();
    }
}
