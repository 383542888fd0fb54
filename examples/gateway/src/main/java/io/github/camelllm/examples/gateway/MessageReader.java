/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads a message in OpenAI's form. */
final class MessageReader {

    private MessageReader() {}

    static Message message(JsonNode node) {
        return switch (node.path("role").asText()) {
            case "system", "developer" -> new Message(Role.SYSTEM, parts(node.path("content")));
            case "user" -> new Message(Role.USER, parts(node.path("content")));
            case "assistant" -> assistant(node);
            case "tool" ->
                new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult(
                                ChatReader.text(node, "tool_call_id"), null, parts(node.path("content")), false)));
            default ->
                throw RefusedException.wrong(
                        "messages", "a role is one of system, developer, user, assistant and tool");
        };
    }

    private static Message assistant(JsonNode node) {
        List<Part> parts = new ArrayList<>(parts(node.path("content")));
        for (JsonNode call : node.path("tool_calls")) {
            JsonNode function = call.path("function");
            parts.add(new Part.ToolCall(
                    ChatReader.text(call, "id"),
                    ChatReader.text(function, "name"),
                    ChatReader.text(function, "arguments")));
        }
        return new Message(Role.ASSISTANT, parts);
    }

    private static List<Part> parts(JsonNode content) {
        if (content.isTextual()) {
            return List.of(Part.text(content.asText()));
        }
        List<Part> parts = new ArrayList<>();
        content.forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static Part part(JsonNode part) {
        return switch (part.path("type").asText()) {
            case "text" -> Part.text(ChatReader.text(part, "text"));
            case "refusal" -> new Part.Refusal(ChatReader.text(part, "refusal"));
            case "image_url" -> {
                JsonNode image = part.path("image_url");
                yield new Part.Image(
                        media(ChatReader.text(image, "url")),
                        image.path("detail").textValue(),
                        null);
            }
            default ->
                throw RefusedException.wrong(
                        "messages",
                        "a part is one of text, image_url and refusal; this one is '"
                                + part.path("type").asText() + "'");
        };
    }

    private static Media media(String url) {
        if (!url.startsWith("data:")) {
            return Media.at(URI.create(url));
        }
        int comma = url.indexOf(',');
        int end = url.indexOf(';');
        if (comma < 0 || end < 0 || !url.startsWith("base64", end + 1)) {
            throw RefusedException.wrong("messages", "a data: URL must be base64");
        }
        return Media.of(Base64.getDecoder().decode(url.substring(comma + 1)), url.substring(5, end));
    }
}
