/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools} and {@code toolConfig}; the provider's own tools stand in the user's options. */
final class ToolEncoder {

    private static final String CALLING = "functionCallingConfig";

    private final RequestBody body;
    private final JsonWriter json;
    private final Map<String, Object> shared;

    /** @param shared members that the user's own options fill together with the request */
    ToolEncoder(RequestBody body, Map<String, Object> shared) {
        this.body = body;
        this.shared = shared;
        json = body.json();
    }

    void encode(ChatRequest request) {
        List<ToolSpec> tools = request.tools();
        if (!tools.isEmpty()) {
            body.need(Feature.TOOLS, "tools");
        }
        List<?> own = own();
        if (!tools.isEmpty() || !own.isEmpty()) {
            body.member(RequestEncoder.TOOLS, "tools").beginArray();
            if (!tools.isEmpty()) {
                json.beginObject().name("functionDeclarations").beginArray();
                tools.forEach(this::tool);
                json.endArray().endObject();
            }
            own.forEach(json::value);
            json.endArray();
        }
        if (Boolean.FALSE.equals(request.parallelTools()) && !tools.isEmpty()) {
            body.notice(
                    Feature.PARALLEL_TOOLS.setting(),
                    body.lacks(Feature.PARALLEL_TOOLS).orElse("generateContent has no such member"));
        }
        config(choice(request, tools, !own.isEmpty()));
    }

    private List<?> own() {
        Object own = shared.getOrDefault(RequestEncoder.TOOLS, List.of());
        if (own instanceof List<?> list) {
            return list;
        }
        throw body.problem(
                ErrorKind.INVALID_REQUEST, "providerOptions.tools must be a list, such as [{\"googleSearch\": {}}]");
    }

    private void tool(ToolSpec tool) {
        json.beginObject().member("name", tool.name());
        if (tool.description() != null) {
            json.member("description", tool.description());
        }
        if (!tool.parameters().isEmpty()) {
            json.name("parametersJsonSchema").value(tool.parameters());
        }
        if (tool.strict() != null) {
            body.notice(
                    "tools.strict",
                    "generateContent has no such member; the mode VALIDATED in providerOptions."
                            + "toolConfig holds all calls to their schemas");
        }
        json.endObject();
    }

    private @Nullable ToolChoice choice(ChatRequest request, List<ToolSpec> tools, boolean ownTools) {
        ToolChoice asked = request.toolChoice();
        if (asked == null) {
            return null;
        }
        boolean demands = asked.mode() == ToolChoice.Mode.REQUIRED || asked.mode() == ToolChoice.Mode.TOOL;
        if (demands && tools.isEmpty() && !ownTools) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "toolChoice demands a tool call, but the request offers no tools");
        }
        if (asked.tool() != null
                && !tools.isEmpty()
                && tools.stream().noneMatch(tool -> tool.name().equals(asked.tool()))) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "toolChoice names the tool " + asked.tool() + ", but the request offers "
                            + tools.stream().map(ToolSpec::name).toList());
        }
        if (tools.isEmpty() && !ownTools) {
            return null;
        }
        return demands && !body.takes(Feature.TOOL_CHOICE, RequestEncoder.TOOL_CONFIG) ? null : asked;
    }

    private void config(@Nullable ToolChoice choice) {
        Map<String, Object> config = new LinkedHashMap<>();
        if (shared.get(RequestEncoder.TOOL_CONFIG) instanceof Map<?, ?> own) {
            own.forEach((name, value) -> config.put(String.valueOf(name), value));
        } else if (shared.containsKey(RequestEncoder.TOOL_CONFIG)) {
            throw body.problem(ErrorKind.INVALID_REQUEST, "providerOptions.toolConfig must be an object");
        }
        if (choice != null) {
            if (config.containsKey(CALLING)) {
                throw body.problem(
                        ErrorKind.INVALID_REQUEST,
                        "both the setting toolChoice and providerOptions.toolConfig." + CALLING
                                + " are given; leave one of them out");
            }
            config.put(CALLING, calling(choice));
        }
        if (!config.isEmpty()) {
            body.member(RequestEncoder.TOOL_CONFIG, "toolChoice").value(config);
        }
    }

    private static Map<String, Object> calling(ToolChoice choice) {
        return switch (choice.mode()) {
            case AUTO -> Map.of("mode", "AUTO");
            case NONE -> Map.of("mode", "NONE");
            case REQUIRED -> Map.of("mode", "ANY");
            case TOOL -> {
                Map<String, Object> named = new LinkedHashMap<>();
                named.put("mode", "ANY");
                named.put("allowedFunctionNames", List.of(String.valueOf(choice.tool())));
                yield named;
            }
        };
    }
}
