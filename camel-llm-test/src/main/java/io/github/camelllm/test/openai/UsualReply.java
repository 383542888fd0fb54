/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.Reply;
import io.github.camelllm.test.wire.Nodes;
import io.github.camelllm.test.wire.Prompts;
import io.github.camelllm.test.wire.SchemaSample;
import java.nio.charset.StandardCharsets;

/** The answer when nothing is scripted: what the request asks for, the same each time. */
final class UsualReply {

    private UsualReply() {}

    static Reply to(JsonNode body, String prompt) {
        JsonNode tool = forcedTool(body);
        if (!tool.isMissingNode()) {
            JsonNode function = tool.path("function");
            return Reply.toolCall(function.path("name").asText(), text(SchemaSample.of(function.path("parameters"))));
        }
        JsonNode format = body.path("response_format");
        if (format.path("type").asText().equals("json_schema")) {
            JsonNode named = format.path("json_schema").path("schema");
            return Reply.text(text(SchemaSample.of(named.isMissingNode() ? format.path("schema") : named)));
        }
        if (format.path("value").isObject()) {
            return Reply.text(text(SchemaSample.of(format.path("value"))));
        }
        String echo = Prompts.echo(prompt);
        return format.path("type").asText().equals("json_object")
                ? Reply.text(text(Nodes.object().put("answer", echo)))
                : Reply.text(echo);
    }

    /** The tool that the model has to call, when the request leaves it no choice. */
    private static JsonNode forcedTool(JsonNode body) {
        JsonNode choice = body.path("tool_choice");
        boolean answered = lastRole(body).equals("tool");
        if (choice.isObject()) {
            String name = choice.path("function").path("name").asText();
            for (JsonNode tool : body.path("tools")) {
                if (tool.path("function").path("name").asText().equals(name)) {
                    return tool;
                }
            }
        }
        boolean forced = choice.asText().equals("required") || choice.asText().equals("any");
        return forced && !answered ? body.path("tools").path(0) : body.path("none");
    }

    private static String lastRole(JsonNode body) {
        JsonNode messages = body.path("messages");
        return messages.path(messages.size() - 1).path("role").asText();
    }

    private static String text(JsonNode node) {
        return new String(Nodes.bytes(node), StandardCharsets.UTF_8);
    }
}
