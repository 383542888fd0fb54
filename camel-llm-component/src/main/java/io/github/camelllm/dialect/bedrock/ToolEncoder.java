/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.Conversation;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code toolConfig}. Converse knows no choice "none", and refuses a conversation that tells of tool calls without
 * tools. (providers/bedrock, Limits and pitfalls 5, read 2026-11-25)
 */
final class ToolEncoder {

    private static final Map<String, Object> NO_PARAMETERS = Map.of("type", "object", "properties", Map.of());

    private final RequestBody body;
    private final JsonWriter json;

    ToolEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
    }

    /**
     * Writes the request's tools.
     *
     * @param format a tool by which the model answers in the form that was asked for; null: none
     */
    void encode(ChatRequest request, Conversation conversation, @Nullable ToolSpec format) {
        List<ToolSpec> tools = new ArrayList<>(request.tools());
        if (!tools.isEmpty()) {
            body.need(Feature.TOOLS, "tools");
        }
        if (format != null) {
            tools.add(format);
        }
        ToolChoice choice = asked(request, tools, format);
        if (choice != null && choice.mode() == ToolChoice.Mode.NONE) {
            choice = none(tools, conversation);
        } else if (tools.isEmpty() && usesTools(conversation) && !body.hasOption("toolConfig")) {
            told(tools, conversation);
        }
        if (Boolean.FALSE.equals(request.parallelTools()) && !tools.isEmpty()) {
            body.notice(
                    Feature.PARALLEL_TOOLS.setting(),
                    body.lacks(Feature.PARALLEL_TOOLS).orElse("toolConfig has no such member"));
        }
        if (!tools.isEmpty()) {
            write(tools, choice);
        }
    }

    /** Without tools none is called; a conversation that tells of calls needs them all the same. */
    private @Nullable ToolChoice none(List<ToolSpec> tools, Conversation conversation) {
        if (!usesTools(conversation)) {
            tools.clear();
            return null;
        }
        if (tools.isEmpty()) {
            told(tools, conversation);
        } else {
            body.notice(
                    Feature.TOOL_CHOICE.setting(),
                    "Converse has no choice none, and the conversation tells of tool calls, so the tools must be named");
        }
        return null;
    }

    private void told(List<ToolSpec> tools, Conversation conversation) {
        toolNames(conversation).forEach(name -> tools.add(new ToolSpec(name, null, NO_PARAMETERS, null)));
        if (tools.isEmpty()) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "the conversation has a tool result, but neither the call to it nor tools; add the tools");
        }
        body.remark(
                "tools",
                "the tools of the conversation were named again, because Converse refuses tool calls without tools");
    }

    private static boolean usesTools(Conversation conversation) {
        return conversation.turns().stream()
                .anyMatch(turn -> turn.has(Part.ToolCall.class) || turn.has(Part.ToolResult.class));
    }

    private static List<String> toolNames(Conversation conversation) {
        return conversation.turns().stream()
                .flatMap(turn -> turn.parts().stream())
                .filter(Part.ToolCall.class::isInstance)
                .map(part -> ((Part.ToolCall) part).name())
                .distinct()
                .toList();
    }

    private void write(List<ToolSpec> tools, @Nullable ToolChoice choice) {
        body.member("toolConfig", "tools").beginObject().name("tools").beginArray();
        tools.forEach(this::tool);
        json.endArray();
        if (choice != null) {
            json.name("toolChoice").beginObject();
            switch (choice.mode()) {
                case REQUIRED -> json.name("any").beginObject().endObject();
                case TOOL ->
                    json.name("tool")
                            .beginObject()
                            .member("name", String.valueOf(choice.tool()))
                            .endObject();
                default -> json.name("auto").beginObject().endObject();
            }
            json.endObject();
        }
        json.endObject();
    }

    private void tool(ToolSpec tool) {
        json.beginObject().name("toolSpec").beginObject().member("name", tool.name());
        if (tool.description() != null && !tool.description().isEmpty()) {
            json.member("description", tool.description());
        }
        json.name("inputSchema")
                .beginObject()
                .name("json")
                .value(tool.parameters().isEmpty() ? NO_PARAMETERS : tool.parameters())
                .endObject();
        if (tool.strict() != null) {
            if (body.quirks().is(BedrockQuirks.STRICT_TOOLS)) {
                json.name("strict").bool(tool.strict());
            } else if (tool.strict()) {
                body.notice("tools.strict", "the model does not hold tool calls to their schema");
            }
        }
        json.endObject().endObject();
    }

    private @Nullable ToolChoice asked(ChatRequest request, List<ToolSpec> tools, @Nullable ToolSpec format) {
        ToolChoice asked = request.toolChoice();
        if (format != null) {
            return request.tools().isEmpty() ? ToolChoice.tool(format.name()) : ToolChoice.REQUIRED;
        }
        boolean demands =
                asked != null && (asked.mode() == ToolChoice.Mode.REQUIRED || asked.mode() == ToolChoice.Mode.TOOL);
        if (demands && tools.isEmpty() && !body.hasOption("toolConfig")) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "toolChoice demands a tool call, but the request offers no tools");
        }
        if (asked != null
                && asked.tool() != null
                && !tools.isEmpty()
                && tools.stream().noneMatch(tool -> tool.name().equals(asked.tool()))) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "toolChoice names the tool " + asked.tool() + ", but the request offers "
                            + tools.stream().map(ToolSpec::name).toList());
        }
        return demands && !body.takes(Feature.TOOL_CHOICE, "toolConfig") ? null : asked;
    }
}
