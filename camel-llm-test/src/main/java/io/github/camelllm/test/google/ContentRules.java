/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What generateContent refuses in contents and tools, as strictly as it does. */
final class ContentRules {

    private static final Set<String> MEMBERS = Set.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent",
            "store");
    private static final Set<String> PART = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult");
    private static final Set<String> FLAGS = Set.of("thought", "thoughtSignature", "videoMetadata", "mediaResolution");
    private static final Set<String> MODES = Set.of("AUTO", "ANY", "NONE", "VALIDATED");

    private final WireCall call;
    private final JsonNode body;
    private final boolean signed;

    /** @param own further members that the host takes */
    ContentRules(WireCall call, Set<String> own) {
        this.call = call;
        body = call.body();
        signed = Asked.of(call.request()).model().matches("gemini-[34].*");
        require(body.isObject(), "Invalid JSON payload received.");
        for (String name : Rules.unknown(body, MEMBERS)) {
            require(own.contains(name), unknown(name));
        }
    }

    static String unknown(String name) {
        return "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.";
    }

    void check() {
        JsonNode system = body.path("systemInstruction");
        require(
                system.isMissingNode() || !system.path("parts").isEmpty(),
                "systemInstruction: parts must not be empty");
        contents();
        tools();
        new ConfigRules(call).check();
    }

    private void contents() {
        JsonNode contents = body.path("contents");
        require(!contents.isEmpty(), "* GenerateContentRequest.contents: contents is not specified");
        int turn = currentTurn(contents);
        List<String> open = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            JsonNode content = contents.path(i);
            String role = content.path("role").asText("user");
            require(role.equals("user") || role.equals("model"), "Please use a valid role: user, model.");
            require(
                    !content.path("parts").isEmpty(),
                    "* GenerateContentRequest.contents[" + i + "].parts: contents.parts must not be empty.");
            content.path("parts").forEach(this::part);
            answered(open, content);
            open = calls(content, role, signed && i > turn);
        }
        require(open.isEmpty(), "Please ensure that function call turn is followed by a function response turn.");
    }

    /** Where the user spoke last: what the model did since then must be signed. */
    private static int currentTurn(JsonNode contents) {
        int turn = 0;
        for (int i = 0; i < contents.size(); i++) {
            JsonNode first = contents.path(i).path("parts").path(0);
            if (!contents.path(i).path("role").asText().equals("model") && !first.has("functionResponse")) {
                turn = i;
            }
        }
        return turn;
    }

    private void part(JsonNode part) {
        Set<String> known = new HashSet<>(PART);
        known.addAll(FLAGS);
        Rules.unknown(part, known).forEach(name -> require(false, unknown(name)));
        long data = PART.stream().filter(part::has).count();
        require(data == 1, "contents.parts: required oneof field 'data' must have one initialized field");
        require(
                !part.has("inlineData")
                        || part.path("inlineData").path("mimeType").asText().contains("/")
                                && part.path("inlineData").path("data").isTextual(),
                "inlineData: mimeType and data are needed");
        require(
                !part.has("fileData") || part.path("fileData").path("fileUri").isTextual(),
                "fileData: fileUri is needed");
    }

    private List<String> calls(JsonNode content, String role, boolean mustBeSigned) {
        List<String> calls = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            if (part.has("functionCall")) {
                JsonNode asked = part.path("functionCall");
                require(role.equals("model"), "functionCall: only the model calls functions");
                require(asked.path("args").isObject() || !asked.has("args"), "functionCall.args: must be an object");
                require(
                        !mustBeSigned
                                || !calls.isEmpty()
                                || part.path("thoughtSignature").isTextual(),
                        "Function call `" + asked.path("name").asText() + "` in the current turn is missing a "
                                + "`thought_signature`");
                calls.add(asked.path("name").asText());
            }
        }
        return calls;
    }

    private void answered(List<String> open, JsonNode content) {
        List<String> results = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            if (part.has("functionResponse")) {
                JsonNode result = part.path("functionResponse");
                require(result.path("response").isObject(), "functionResponse.response: must be an object");
                results.add(result.path("name").asText());
            }
        }
        require(
                results.size() == open.size() && results.containsAll(open),
                "Please ensure that the number of function response parts is equal to the number of function call "
                        + "parts of the function call turn.");
    }

    private void tools() {
        Set<String> names = new HashSet<>();
        for (JsonNode tool : body.path("tools")) {
            for (JsonNode function : tool.path("functionDeclarations")) {
                String name = function.path("name").asText();
                require(name.matches("[a-zA-Z_][a-zA-Z0-9_.-]{0,63}"), "Invalid function name: " + name);
                require(names.add(name), "Duplicate function declaration found: " + name);
                require(
                        !(function.has("parameters") && function.has("parametersJsonSchema")),
                        "only one of parameters and parametersJsonSchema may be set");
            }
        }
        JsonNode calling = body.at("/toolConfig/functionCallingConfig");
        if (!calling.isMissingNode()) {
            String mode = calling.path("mode").asText();
            require(MODES.contains(mode), "Invalid value at 'tool_config.function_calling_config.mode': " + mode);
            require(
                    calling.path("allowedFunctionNames").isEmpty() || mode.equals("ANY") || mode.equals("VALIDATED"),
                    "allowed_function_names should only be set when function calling mode is ANY.");
            calling.path("allowedFunctionNames")
                    .forEach(name -> require(
                            names.contains(name.asText()), "allowed_function_names: " + name + " is not declared"));
        }
    }

    private void require(boolean good, String message) {
        if (!good) {
            throw ApiError.invalid(message).refusal(call);
        }
    }
}
