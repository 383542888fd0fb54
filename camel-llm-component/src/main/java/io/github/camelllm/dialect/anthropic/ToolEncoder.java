/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools} and {@code tool_choice}. */
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
     * @param thinks the request asks for thoughts
     */
    void encode(ChatRequest request, @Nullable ToolSpec format, boolean thinks) {
        List<ToolSpec> tools = new ArrayList<>(request.tools());
        if (!tools.isEmpty()) {
            body.need(Feature.TOOLS, "tools");
        }
        if (format != null) {
            tools.add(format);
        }
        if (!tools.isEmpty()) {
            body.member("tools", "tools");
            json.beginArray();
            tools.forEach(this::tool);
            json.endArray();
        }
        choice(request, tools, format, thinks);
    }

    private void tool(ToolSpec tool) {
        json.beginObject().member("name", tool.name());
        if (tool.description() != null) {
            json.member("description", tool.description());
        }
        json.name("input_schema").value(tool.parameters().isEmpty() ? NO_PARAMETERS : tool.parameters());
        if (tool.strict() != null) {
            if (body.quirks().is(AnthropicQuirks.STRICT_TOOLS, true)) {
                json.name("strict").bool(tool.strict());
            } else {
                body.notice("tools.strict", "the model does not hold tool calls to their schema");
            }
        }
        json.endObject();
    }

    private void choice(ChatRequest request, List<ToolSpec> tools, @Nullable ToolSpec format, boolean thinks) {
        ToolChoice asked = asked(request, tools, format);
        boolean any = !tools.isEmpty() || body.hasOption("tools");
        if (!any) {
            return;
        }
        ToolChoice choice = taken(asked, thinks);
        boolean single = Boolean.FALSE.equals(request.parallelTools())
                && (choice == null || choice.mode() != ToolChoice.Mode.NONE)
                && body.takes(Feature.PARALLEL_TOOLS, "tool_choice");
        if (choice == null && !single) {
            return;
        }
        body.member("tool_choice", choice == null ? "parallelTools" : "toolChoice");
        write(choice == null ? ToolChoice.AUTO : choice, single);
    }

    private @Nullable ToolChoice asked(ChatRequest request, List<ToolSpec> tools, @Nullable ToolSpec format) {
        ToolChoice asked = request.toolChoice();
        if (format != null) {
            return request.tools().isEmpty() ? ToolChoice.tool(format.name()) : ToolChoice.REQUIRED;
        }
        if (demands(asked) && tools.isEmpty() && !body.hasOption("tools")) {
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
        return asked;
    }

    /** Without the demand that some models refuse. */
    private @Nullable ToolChoice taken(@Nullable ToolChoice asked, boolean thinks) {
        if (!demands(asked)) {
            return asked;
        }
        if (thinks) {
            body.notice(
                    Feature.TOOL_CHOICE.setting(),
                    "a model that thinks cannot be made to call a tool; leave reasoning out to demand one");
            return null;
        }
        return body.takes(Feature.TOOL_CHOICE, "tool_choice") ? asked : null;
    }

    private static boolean demands(@Nullable ToolChoice asked) {
        return asked != null && (asked.mode() == ToolChoice.Mode.REQUIRED || asked.mode() == ToolChoice.Mode.TOOL);
    }

    private void write(ToolChoice choice, boolean single) {
        json.beginObject();
        switch (choice.mode()) {
            case AUTO -> json.member("type", "auto");
            case NONE -> json.member("type", "none");
            case REQUIRED -> json.member("type", "any");
            case TOOL -> json.member("type", "tool").member("name", String.valueOf(choice.tool()));
        }
        if (single) {
            json.name("disable_parallel_tool_use").bool(true);
        }
        json.endObject();
    }
}
