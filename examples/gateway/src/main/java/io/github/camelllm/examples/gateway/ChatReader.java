/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a body of OpenAI's chat completions. What it does not know is refused by name: nothing is dropped silently. */
final class ChatReader {

    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "fallbacks",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "response_format",
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "stop",
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "n",
            "user",
            "metadata",
            "service_tier",
            "reasoning_effort",
            "prompt_cache_key");

    private final ObjectNode body;

    ChatReader(ObjectNode body) {
        this.body = body;
    }

    ChatRequest request() {
        body.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw new RefusedException(
                        400, "unknown_parameter", name, "this gateway does not know the parameter '" + name + "'");
            }
        });
        try {
            return ChatRequest.builder()
                    .messages(messages())
                    .tools(tools())
                    .toolChoice(toolChoice())
                    .parallelTools(truth("parallel_tool_calls"))
                    .output(output())
                    .sampling(sampling())
                    .reasoning(reasoning())
                    .endUser(optional("user"))
                    .metadata(metadata())
                    .serviceTier(optional("service_tier"))
                    .promptCacheKey(optional("prompt_cache_key"))
                    .build();
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong("body", String.valueOf(e.getMessage()));
        }
    }

    /** A text that must be there. */
    static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new RefusedException(400, "missing_required_parameter", name, "'" + name + "' must be a text");
        }
        return node.path(name).asText();
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        body.path("messages").forEach(message -> messages.add(MessageReader.message(message)));
        return messages;
    }

    private List<ToolSpec> tools() {
        List<ToolSpec> tools = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            if (!tool.path("type").asText().equals("function")) {
                throw RefusedException.wrong("tools", "a tool must be of type function");
            }
            JsonNode function = tool.path("function");
            tools.add(new ToolSpec(
                    text(function, "name"),
                    function.path("description").textValue(),
                    function.path("parameters").isObject() ? Replies.map(function.path("parameters")) : Map.of(),
                    function.path("strict").isBoolean()
                            ? function.path("strict").asBoolean()
                            : null));
        }
        return tools;
    }

    private @Nullable ToolChoice toolChoice() {
        JsonNode choice = body.path("tool_choice");
        if (choice.isObject()) {
            return ToolChoice.tool(text(choice.path("function"), "name"));
        }
        return choice.isTextual() ? ToolChoice.parse(choice.asText()) : null;
    }

    private OutputFormat output() {
        JsonNode format = body.path("response_format");
        return switch (format.path("type").asText("text")) {
            case "text" -> new OutputFormat.Text();
            case "json_object" -> new OutputFormat.JsonObject();
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema");
                yield new OutputFormat.JsonSchema(
                        text(schema, "name"),
                        Replies.map(schema.path("schema")),
                        schema.path("description").textValue(),
                        schema.path("strict").isBoolean()
                                ? schema.path("strict").asBoolean()
                                : null);
            }
            default ->
                throw RefusedException.wrong("response_format", "its type is one of text, json_object and json_schema");
        };
    }

    private Sampling sampling() {
        Integer most = whole("max_completion_tokens");
        JsonNode seed = body.path("seed");
        return new Sampling(
                decimal("temperature"),
                decimal("top_p"),
                null,
                most != null ? most : whole("max_tokens"),
                stops(),
                seed.isNumber() ? seed.asLong() : null,
                decimal("frequency_penalty"),
                decimal("presence_penalty"),
                whole("n"),
                null);
    }

    private ReasoningSettings reasoning() {
        String effort = optional("reasoning_effort");
        if (effort == null) {
            return ReasoningSettings.UNSET;
        }
        return Arrays.stream(ReasoningEffort.values())
                .filter(each -> each.wireName().equals(effort))
                .findFirst()
                .map(each -> new ReasoningSettings(each, null, null))
                .orElseThrow(() -> RefusedException.wrong("reasoning_effort", "there is no effort '" + effort + "'"));
    }

    private List<String> stops() {
        JsonNode stop = body.path("stop");
        if (stop.isTextual()) {
            return List.of(stop.asText());
        }
        List<String> stops = new ArrayList<>();
        stop.forEach(each -> stops.add(each.asText()));
        return stops;
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : body.path("metadata").properties()) {
            metadata.put(entry.getKey(), entry.getValue().asText());
        }
        return metadata;
    }

    private @Nullable String optional(String name) {
        return body.path(name).textValue();
    }

    private @Nullable Boolean truth(String name) {
        return body.path(name).isBoolean() ? body.path(name).asBoolean() : null;
    }

    private @Nullable Double decimal(String name) {
        return body.path(name).isNumber() ? body.path(name).asDouble() : null;
    }

    private @Nullable Integer whole(String name) {
        return body.path(name).isInt() ? body.path(name).asInt() : null;
    }
}
