/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code tools}, {@code strict_tools} and {@code tool_choice}. The API cannot demand one tool: then only that one is
 * offered.
 */
final class ToolEncoder {

    private static final Map<String, Object> NO_PARAMETERS = Map.of("type", "object", "properties", Map.of());

    private final RequestBody body;
    private final JsonWriter json;
    private final ChatRequest request;
    private final List<ToolSpec> tools;
    private final @Nullable ToolChoice choice;

    ToolEncoder(RequestBody body, ChatRequest request) {
        this.body = body;
        this.request = request;
        json = body.json();
        choice = choice(request);
        tools = choice == null || choice.tool() == null
                ? request.tools()
                : request.tools().stream()
                        .filter(tool -> tool.name().equals(choice.tool()))
                        .toList();
    }

    void encode() {
        if (!tools.isEmpty()) {
            body.need(Feature.TOOLS, "tools");
            body.member("tools", "tools");
            json.beginArray();
            tools.forEach(this::tool);
            json.endArray();
            strict();
        }
        if (choice != null && choice.mode() != ToolChoice.Mode.AUTO) {
            body.member("tool_choice", "toolChoice").text(choice.mode() == ToolChoice.Mode.NONE ? "NONE" : "REQUIRED");
        }
        if (request.parallelTools() != null && !tools.isEmpty()) {
            body.notice(
                    Feature.PARALLEL_TOOLS.setting(),
                    body.lacks(Feature.PARALLEL_TOOLS).orElse("the provider's request has no such member"));
        }
    }

    private void tool(ToolSpec tool) {
        json.beginObject()
                .member("type", "function")
                .name("function")
                .beginObject()
                .member("name", tool.name());
        if (tool.description() != null) {
            json.member("description", tool.description());
        }
        json.name("parameters")
                .value(tool.parameters().isEmpty() ? NO_PARAMETERS : tool.parameters())
                .endObject()
                .endObject();
    }

    /** The API has one switch for all tools. */
    private void strict() {
        List<Boolean> asked = tools.stream()
                .map(tool -> Boolean.TRUE.equals(tool.strict()))
                .distinct()
                .toList();
        boolean any = asked.contains(true);
        if (any && body.takes("tools.strict", "strict_tools")) {
            body.member("strict_tools", "tools.strict").bool(true);
            if (asked.size() > 1) {
                body.remark("tools.strict", "all tools are held to their schemas: the provider has one switch for all");
            }
        } else if (!any && tools.stream().allMatch(tool -> tool.strict() != null)) {
            body.member("strict_tools", "tools.strict").bool(false);
        }
    }

    /** What can be asked for; null: nothing is said, and the model decides. */
    private @Nullable ToolChoice choice(ChatRequest request) {
        ToolChoice asked = request.toolChoice();
        if (asked == null) {
            return null;
        }
        boolean demands = asked.mode() == ToolChoice.Mode.REQUIRED || asked.mode() == ToolChoice.Mode.TOOL;
        if (demands && request.tools().isEmpty() && !body.hasOption("tools")) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "toolChoice demands a tool call, but the request offers no tools");
        }
        if (asked.tool() != null
                && request.tools().stream().noneMatch(tool -> tool.name().equals(asked.tool()))) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "toolChoice names the tool " + asked.tool() + ", but the request offers "
                            + request.tools().stream().map(ToolSpec::name).toList());
        }
        boolean offered = !request.tools().isEmpty() || body.hasOption("tools");
        return offered && body.takes(Feature.TOOL_CHOICE, "tool_choice") ? asked : null;
    }
}
