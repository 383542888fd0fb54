/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Quirks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes tools and how they are chosen. */
final class ToolEncoder {

    private static final Map<String, Object> NO_PARAMETERS = Map.of("type", "object", "properties", Map.of());

    private final RequestBody body;
    private final Quirks quirks;
    private final JsonWriter json;
    private final List<String> removed;
    /** Which of them stood in a schema. */
    private final Set<String> leftOut = new TreeSet<>();

    ToolEncoder(RequestBody body) {
        this.body = body;
        quirks = body.quirks();
        json = body.json();
        removed = quirks.list(OpenAiQuirks.SCHEMA_KEYWORDS_REMOVED);
    }

    void encode(ChatRequest request) {
        List<ToolSpec> tools = offered(request);
        if (!tools.isEmpty()) {
            body.need(Feature.TOOLS, "tools");
            body.member("tools", "tools");
            json.beginArray();
            tools.forEach(this::tool);
            json.endArray();
            if (!leftOut.isEmpty()) {
                body.remark(
                        "tools",
                        "the schemas of tools were sent without " + String.join(", ", leftOut),
                        OpenAiQuirks.SCHEMA_KEYWORDS_REMOVED);
            }
        }
        boolean any = !tools.isEmpty() || body.hasOption("tools");
        ToolChoice choice = request.toolChoice();
        if (choice != null && any) {
            choice(choice, tools);
        } else if (choice != null && choice.mode() != ToolChoice.Mode.NONE && choice.mode() != ToolChoice.Mode.AUTO) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "toolChoice demands a tool call, but the request offers no tools");
        }
        parallel(request, any);
    }

    /** All tools; where a tool can be demanded only by offering nothing else, that one. */
    private List<ToolSpec> offered(ChatRequest request) {
        ToolChoice choice = request.toolChoice();
        if (choice == null || choice.tool() == null || request.tools().isEmpty()) {
            return request.tools();
        }
        List<ToolSpec> named = request.tools().stream()
                .filter(tool -> tool.name().equals(choice.tool()))
                .toList();
        if (named.isEmpty()) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "toolChoice names the tool " + choice.tool() + ", but the request offers "
                            + request.tools().stream().map(ToolSpec::name).toList());
        }
        return named(quirks).equals("only") ? named : request.tools();
    }

    private static String named(Quirks quirks) {
        return quirks.text(OpenAiQuirks.TOOL_CHOICE_NAMED, "typed");
    }

    private void tool(ToolSpec tool) {
        json.beginObject().member("type", "function").name("function").beginObject();
        json.member("name", tool.name());
        if (tool.description() != null) {
            json.member("description", tool.description());
        }
        json.name("parameters").value(tool.parameters().isEmpty() ? NO_PARAMETERS : without(tool.parameters()));
        if (tool.strict() != null) {
            if (quirks.is(OpenAiQuirks.STRICT_TOOLS, true)) {
                json.name("strict").bool(tool.strict());
            } else {
                body.notice(
                        "tools.strict",
                        "the provider does not hold tool calls to their schema",
                        OpenAiQuirks.STRICT_TOOLS);
            }
        }
        json.endObject().endObject();
    }

    private Object without(Object schema) {
        if (removed.isEmpty()) {
            return schema;
        }
        if (schema instanceof List<?> list) {
            return list.stream().map(this::without).toList();
        }
        if (!(schema instanceof Map<?, ?> map)) {
            return schema;
        }
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (name.equals("properties") && value instanceof Map<?, ?> properties) {
                Map<Object, Object> inner = new LinkedHashMap<>();
                properties.forEach((property, its) -> inner.put(property, without(its)));
                copy.put(name, inner);
            } else if (removed.contains(name)) {
                leftOut.add(String.valueOf(name));
            } else {
                copy.put(name, value == null ? null : without(value));
            }
        });
        return copy;
    }

    private void choice(ToolChoice choice, List<ToolSpec> tools) {
        if (!body.takes(Feature.TOOL_CHOICE, "tool_choice")) {
            return;
        }
        body.member("tool_choice", "toolChoice");
        String required = quirks.text(OpenAiQuirks.TOOL_CHOICE_REQUIRED, "required");
        switch (choice.mode()) {
            case AUTO -> json.text("auto");
            case NONE -> json.text("none");
            case REQUIRED -> json.text(required);
            case TOOL -> {
                if (named(quirks).equals("only") && !tools.isEmpty()) {
                    json.text(required);
                } else {
                    one(String.valueOf(choice.tool()));
                }
            }
        }
    }

    private void one(String tool) {
        json.beginObject();
        if (!named(quirks).equals("untyped")) {
            json.member("type", "function");
        }
        json.name("function").beginObject().member("name", tool).endObject().endObject();
    }

    private void parallel(ChatRequest request, boolean any) {
        String field = quirks.text(OpenAiQuirks.PARALLEL_TOOLS_FIELD, "parallel_tool_calls");
        if (request.parallelTools() != null && any && body.takes(Feature.PARALLEL_TOOLS, field)) {
            body.member(field, "parallelTools").bool(request.parallelTools());
        }
    }
}
