/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import java.util.Map;

/** Writes tools and how they are chosen. */
final class ToolEncoder {

    private static final Map<String, Object> NO_PARAMETERS = Map.of("type", "object", "properties", Map.of());

    private final RequestBody body;
    private final JsonWriter json;

    ToolEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
    }

    void encode(ChatRequest request) {
        if (!request.tools().isEmpty()) {
            body.need(Feature.TOOLS, "tools");
            body.member("tools", "tools").beginArray();
            request.tools().forEach(this::tool);
            json.endArray();
        }
        boolean any = !request.tools().isEmpty() || body.hasOption("tools");
        ToolChoice choice = request.toolChoice();
        if (choice != null && any) {
            choice(choice, request);
        } else if (choice != null && choice.mode() != ToolChoice.Mode.NONE && choice.mode() != ToolChoice.Mode.AUTO) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "toolChoice demands a tool call, but the request offers no tools");
        }
        if (request.parallelTools() != null && any && body.takes(Feature.PARALLEL_TOOLS, "parallel_tool_calls")) {
            body.member("parallel_tool_calls", "parallelTools").bool(request.parallelTools());
        }
    }

    /** A tool that says nothing of strictness is not strict, as in chat completions: here the default is the other. */
    private void tool(ToolSpec tool) {
        json.beginObject().member("type", "function").member("name", tool.name());
        if (tool.description() != null) {
            json.member("description", tool.description());
        }
        json.name("parameters").value(tool.parameters().isEmpty() ? NO_PARAMETERS : tool.parameters());
        json.name("strict").bool(Boolean.TRUE.equals(tool.strict())).endObject();
    }

    private void choice(ToolChoice choice, ChatRequest request) {
        if (!body.takes(Feature.TOOL_CHOICE, "tool_choice")) {
            return;
        }
        String named = choice.tool();
        if (named != null
                && !request.tools().isEmpty()
                && request.tools().stream().noneMatch(tool -> tool.name().equals(named))) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "toolChoice names the tool " + named + ", but the request offers "
                            + request.tools().stream().map(ToolSpec::name).toList());
        }
        body.member("tool_choice", "toolChoice");
        switch (choice.mode()) {
            case AUTO -> json.text("auto");
            case NONE -> json.text("none");
            case REQUIRED -> json.text("required");
            case TOOL ->
                json.beginObject()
                        .member("type", "function")
                        .member("name", String.valueOf(named))
                        .endObject();
        }
    }
}
