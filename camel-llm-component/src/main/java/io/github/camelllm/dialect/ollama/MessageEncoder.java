/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the messages: content is one text, pictures stand beside it as bare base64, arguments of tools are objects.
 * (providers/ollama, Chat request, read 2026-11-25)
 */
final class MessageEncoder {

    private final RequestBody body;
    private final JsonWriter json;
    private final Map<String, String> tools = new HashMap<>(0);

    MessageEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
    }

    void encode(Message message) {
        switch (message.role()) {
            case SYSTEM -> said("system", message);
            case USER -> said("user", message);
            case ASSISTANT -> assistant(message);
            case TOOL -> results(message);
        }
    }

    private JsonWriter begin(String role) {
        return json.beginObject().member("role", role);
    }

    private void said(String role, Message message) {
        boolean user = message.role() == Role.USER;
        for (Part part : message.parts()) {
            if (part instanceof Part.Audio) {
                body.need(Feature.AUDIO_INPUT, "audio");
                throw body.unsupported("audio", "a message takes text and images");
            }
            if (part instanceof Part.File) {
                body.need(Feature.FILE_INPUT, "a file");
                throw body.unsupported("a file", "a message takes text and images");
            }
            if (!(part instanceof Part.Text || user && part instanceof Part.Image)) {
                throw misplaced(part, user ? "text and images" : "text");
            }
        }
        begin(role).member("content", text(message.parts()));
        pictures(message.parts(Part.Image.class));
        json.endObject();
    }

    private LlmException misplaced(Part part, String allowed) {
        return body.problem(
                ErrorKind.INVALID_REQUEST,
                PartNames.of(part) + " stands in a message where only " + allowed + " may stand");
    }

    /** Parts behind each other are paragraphs. */
    private String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String piece = part instanceof Part.Text words
                    ? words.text()
                    : part instanceof Part.Refusal refusal ? refusal.text() : "";
            if (part instanceof Part.Text words && words.cache() != null) {
                body.notice(
                        Feature.CACHE_HINTS.setting(),
                        body.lacks(Feature.CACHE_HINTS).orElse("the server takes no hints on parts"));
            }
            text.append(text.isEmpty() || piece.isEmpty() ? "" : "\n\n").append(piece);
        }
        return text.toString();
    }

    private void pictures(List<Part.Image> pictures) {
        if (pictures.isEmpty()) {
            return;
        }
        body.need(Feature.IMAGE_INPUT, "an image");
        json.name("images").beginArray();
        for (Part.Image picture : pictures) {
            byte[] data = picture.media().data();
            if (data == null) {
                throw body.unsupported(
                        "an image by URL or file id", "the server fetches nothing; send the picture's bytes");
            }
            if (picture.detail() != null) {
                body.notice("image.detail", "the server has no such setting");
            }
            json.base64("", data);
        }
        json.endArray();
    }

    private void assistant(Message message) {
        for (Part part : message.parts()) {
            if (part instanceof Part.Image
                    || part instanceof Part.Audio
                    || part instanceof Part.File
                    || part instanceof Part.ToolResult) {
                throw body.unsupported(
                        PartNames.of(part) + " in a message of the assistant",
                        "text, thoughts and tool calls are allowed there");
            }
        }
        begin("assistant").member("content", text(message.parts()));
        String thoughts = message.parts(Part.Reasoning.class).stream()
                .map(Part.Reasoning::text)
                .reduce("", String::concat);
        if (!thoughts.isEmpty()) {
            json.member("thinking", thoughts);
        }
        List<Part.ToolCall> calls = message.parts(Part.ToolCall.class);
        if (!calls.isEmpty()) {
            json.name("tool_calls").beginArray();
            calls.forEach(this::call);
            json.endArray();
        }
        json.endObject();
    }

    private void call(Part.ToolCall call) {
        tools.put(call.id(), call.name());
        try {
            json.beginObject()
                    .member("id", call.id())
                    .name("function")
                    .beginObject()
                    .member("name", call.name())
                    .name("arguments")
                    .value(call.arguments().isBlank() ? Map.of() : JsonTree.readObject(call.arguments()))
                    .endObject()
                    .endObject();
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the arguments of the tool call " + call.id() + " are not a JSON object: " + e.getMessage());
        }
    }

    private void results(Message message) {
        for (Part part : message.parts()) {
            if (!(part instanceof Part.ToolResult result)) {
                throw misplaced(part, "tool results");
            }
            for (Part piece : result.content()) {
                if (!(piece instanceof Part.Text)) {
                    throw body.unsupported(PartNames.of(piece) + " in a tool result", "only text is allowed there");
                }
            }
            begin("tool");
            String name = result.name() == null ? tools.get(result.toolCallId()) : result.name();
            if (name != null) {
                json.member("tool_name", name);
            }
            json.member("tool_call_id", result.toolCallId())
                    .member("content", text(result.content()))
                    .endObject();
        }
    }
}
