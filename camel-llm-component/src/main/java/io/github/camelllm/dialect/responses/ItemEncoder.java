/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.PartNames;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code input}: messages, tool calls, their results and thoughts, each an item of its own. */
final class ItemEncoder {

    private final RequestBody body;
    private final JsonWriter json;
    private final ContentEncoder content;

    ItemEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
        content = new ContentEncoder(body);
    }

    void encode(List<Message> messages) {
        json.beginArray();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            switch (message.role()) {
                case SYSTEM -> prompt("developer", message);
                case USER -> prompt("user", message);
                case ASSISTANT -> assistant(message, i == messages.size() - 1);
                case TOOL -> message.parts().forEach(this::result);
            }
        }
        json.endArray();
    }

    private void prompt(String role, Message message) {
        json.beginObject().member("role", role).name("content");
        List<Part> parts = message.parts();
        if (parts.size() == 1 && parts.get(0) instanceof Part.Text only && !content.sendsHint(only.cache())) {
            content.hintNotice(only.cache());
            json.text(only.text());
        } else {
            json.beginArray();
            parts.forEach(part -> {
                if (message.role() == Role.SYSTEM && !(part instanceof Part.Text)) {
                    throw body.unsupported(PartNames.of(part) + " in a system message", "only text is allowed there");
                }
                content.encode(part);
            });
            json.endArray();
        }
        json.endObject();
    }

    private void assistant(Message message, boolean last) {
        if (last) {
            body.need(Feature.PREFILL, "a last message of the assistant");
        }
        String phase = phase(message);
        for (Part part : message.parts()) {
            if (part instanceof Part.Text text) {
                content.hintNotice(text.cache());
                said(text.text(), phase);
            } else if (part instanceof Part.Refusal refusal) {
                said(refusal.text(), phase);
            } else if (part instanceof Part.ToolCall call) {
                call(call);
            } else if (part instanceof Part.Reasoning thoughts) {
                thoughts(thoughts);
            } else {
                throw body.unsupported(
                        PartNames.of(part) + " in an assistant message",
                        "text, tool calls and reasoning are allowed there");
            }
        }
    }

    private void said(String text, String phase) {
        if (text.isEmpty()) {
            return;
        }
        json.beginObject().member("role", "assistant").member("content", text);
        if (!phase.isEmpty()) {
            json.member("phase", phase);
        }
        json.endObject();
    }

    /** Whether it was a comment or the final answer, as the provider said; models want that back. */
    private static String phase(Message message) {
        return message.parts(Part.Reasoning.class).stream()
                .flatMap(thoughts -> thoughts.details().stream())
                .filter(detail -> Items.PHASE.equals(detail.get("type")))
                .map(detail -> String.valueOf(detail.get("phase")))
                .findFirst()
                .orElse("");
    }

    private void call(Part.ToolCall call) {
        json.beginObject()
                .member("type", "function_call")
                .member("call_id", call.id())
                .member("name", call.name())
                .member("arguments", call.arguments().isBlank() ? "{}" : call.arguments())
                .endObject();
    }

    /** Only what the provider encrypted can go back: it keeps nothing. */
    private void thoughts(Part.Reasoning thoughts) {
        boolean sent = false;
        for (Map<String, Object> detail : thoughts.details()) {
            if ("reasoning".equals(detail.get("type"))) {
                Map<String, Object> item = new LinkedHashMap<>(detail);
                item.remove("status");
                json.value(item);
                sent = true;
            }
        }
        if (!sent && !thoughts.text().isEmpty()) {
            body.notice("reasoning", "the provider takes only thoughts that it has encrypted itself");
        }
    }

    private void result(Part part) {
        if (!(part instanceof Part.ToolResult result)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "a message of role tool holds " + PartNames.of(part) + "; allowed are tool results");
        }
        json.beginObject().member("type", "function_call_output").member("call_id", result.toolCallId());
        json.name("output");
        if (result.content().stream().allMatch(Part.Text.class::isInstance)) {
            result.content().forEach(piece -> content.hintNotice(((Part.Text) piece).cache()));
            json.text(result.text());
        } else {
            json.beginArray();
            result.content().forEach(content::encode);
            json.endArray();
        }
        json.endObject();
    }
}
