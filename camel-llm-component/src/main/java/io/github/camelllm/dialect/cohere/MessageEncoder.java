/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the messages. (providers/cohere, Mapping from the neutral model, read 2026-11-25) */
final class MessageEncoder {

    private final RequestBody body;
    private final JsonWriter json;
    private final PartEncoder parts;

    MessageEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
        parts = new PartEncoder(body);
    }

    void encode(Message message) {
        if (message.role() == Role.ASSISTANT) {
            assistant(message);
        } else if (message.role() == Role.TOOL) {
            results(message);
        } else {
            begin(message.role() == Role.SYSTEM ? "system" : "user").name("content");
            content(message.parts(), message.role());
            json.endObject();
        }
    }

    private JsonWriter begin(String role) {
        return json.beginObject().member("role", role);
    }

    private void content(List<Part> all, Role role) {
        if (all.isEmpty()) {
            json.text("");
            return;
        }
        if (all.size() == 1 && all.get(0) instanceof Part.Text text) {
            parts.hint(text.cache());
            json.text(text.text());
            return;
        }
        json.beginArray();
        for (Part part : all) {
            if (role == Role.SYSTEM && !(part instanceof Part.Text)) {
                throw body.unsupported(PartNames.of(part) + " in a system message", "only text is allowed there");
            }
            part.accept(parts);
        }
        json.endArray();
    }

    private void results(Message message) {
        for (Part part : message.parts()) {
            if (!(part instanceof Part.ToolResult result)) {
                throw body.problem(
                        ErrorKind.INVALID_REQUEST,
                        "a message of role tool holds " + PartNames.of(part) + "; allowed are tool results");
            }
            result(result);
        }
    }

    /** That a tool failed can only be read from its words. */
    private void result(Part.ToolResult result) {
        List<Part> content = result.content();
        for (Part part : content) {
            if (!(part instanceof Part.Text)) {
                throw body.unsupported(PartNames.of(part) + " in a tool result", "only text is allowed there");
            }
        }
        begin("tool").member("tool_call_id", result.toolCallId()).name("content");
        content(content, Role.TOOL);
        json.endObject();
    }

    private void assistant(Message message) {
        List<Part.ToolCall> calls = message.parts(Part.ToolCall.class);
        List<Map<String, Object>> own = new ArrayList<>();
        message.parts(Part.Reasoning.class).forEach(thought -> own(thought, own));
        List<Part> said = message.parts().stream()
                .filter(part -> !(part instanceof Part.ToolCall || part instanceof Part.Reasoning))
                .toList();
        begin("assistant");
        List<String> thoughts = texts(own, "thinking");
        if (!thoughts.isEmpty() || !said.isEmpty() || calls.isEmpty()) {
            json.name("content");
            said(thoughts, said);
        }
        List<String> plan = texts(own, "tool_plan");
        if (!plan.isEmpty()) {
            json.name("tool_plan").text(plan);
        }
        if (!calls.isEmpty()) {
            json.name("tool_calls").beginArray();
            calls.forEach(this::call);
            json.endArray();
        }
        json.endObject();
    }

    /** Thoughts of another provider are not this model's own. */
    private void own(Part.Reasoning thought, List<Map<String, Object>> all) {
        List<Map<String, Object>> own = thought.details().stream()
                .filter(detail -> Thoughts.OWN.contains(String.valueOf(detail.get("type"))))
                .toList();
        if (own.isEmpty()) {
            body.notice("reasoning", "only thoughts that came from the provider itself are sent back to it");
        }
        all.addAll(own);
    }

    private static List<String> texts(List<Map<String, Object>> details, String type) {
        return details.stream()
                .filter(detail -> type.equals(detail.get("type")))
                .map(detail -> String.valueOf(detail.get(type)))
                .toList();
    }

    private void said(List<String> thoughts, List<Part> said) {
        if (thoughts.isEmpty()) {
            said.forEach(part -> {
                if (!(part instanceof Part.Text || part instanceof Part.Refusal)) {
                    throw misplaced(part);
                }
            });
            content(said, Role.ASSISTANT);
            return;
        }
        json.beginArray();
        thoughts.forEach(text -> json.beginObject()
                .member("type", "thinking")
                .member("thinking", text)
                .endObject());
        for (Part part : said) {
            if (!(part instanceof Part.Text || part instanceof Part.Refusal)) {
                throw misplaced(part);
            }
            part.accept(parts);
        }
        json.endArray();
    }

    private LlmException misplaced(Part part) {
        return body.unsupported(
                PartNames.of(part) + " in a message of the assistant",
                "text, thoughts and tool calls are allowed there");
    }

    private void call(Part.ToolCall call) {
        try {
            String arguments = call.arguments().isBlank() ? "{}" : call.arguments();
            JsonTree.readObject(arguments);
            json.beginObject()
                    .member("id", call.id())
                    .member("type", "function")
                    .name("function")
                    .beginObject()
                    .member("name", call.name())
                    .member("arguments", arguments)
                    .endObject()
                    .endObject();
        } catch (JsonException e) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the arguments of the tool call " + call.id() + " are not a JSON object: " + e.getMessage());
        }
    }
}
