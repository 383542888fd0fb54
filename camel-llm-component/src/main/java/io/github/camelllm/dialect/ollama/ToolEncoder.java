/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import io.github.camelllm.profile.Feature;
import java.util.Map;

/** Writes {@code tools}. The API has no choice of a tool; that none be called is said by offering none. */
final class ToolEncoder {

    private static final Map<String, Object> NO_PARAMETERS = Map.of("type", "object", "properties", Map.of());

    private final RequestBody body;
    private final JsonWriter json;

    ToolEncoder(RequestBody body) {
        this.body = body;
        json = body.json();
    }

    void encode(ChatRequest request) {
        if (request.tools().isEmpty()) {
            return;
        }
        body.need(Feature.TOOLS, "tools");
        ToolChoice choice = request.toolChoice();
        if (choice != null && choice.mode() == ToolChoice.Mode.NONE) {
            return;
        }
        body.member("tools", "tools");
        json.beginArray();
        request.tools().forEach(this::tool);
        json.endArray();
        if (choice != null && choice.mode() != ToolChoice.Mode.AUTO) {
            body.notice(
                    Feature.TOOL_CHOICE.setting(),
                    body.lacks(Feature.TOOL_CHOICE).orElse("the request has no such member"));
        }
        if (request.parallelTools() != null) {
            body.notice(
                    Feature.PARALLEL_TOOLS.setting(),
                    body.lacks(Feature.PARALLEL_TOOLS).orElse("the request has no such member"));
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
        if (tool.strict() != null) {
            body.notice("tools.strict", "the server does not hold tool calls to their schema");
        }
    }
}
