/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Role;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a {@link ChatRequest} from decoded JSON with the names of its records. */
final class RequestReader {

    private RequestReader() {}

    static ChatRequest read(Map<?, ?> json) {
        Members in = new Members("$", json);
        List<Message> messages = in.list("messages", RequestReader::message);
        List<ToolSpec> tools = in.list("tools", RequestReader::tool);
        List<Document> documents = in.list("documents", RequestReader::document);
        ChatRequest.Builder request = ChatRequest.builder()
                .model(in.text("model"))
                .messages(messages)
                .tools(tools)
                .toolChoice(toolChoice(in))
                .parallelTools(in.truth("parallelTools"))
                .output(output(in))
                .sampling(sampling(in))
                .reasoning(reasoning(in))
                .promptCacheKey(in.text("promptCacheKey"))
                .endUser(in.text("user"))
                .metadata(in.texts("metadata"))
                .serviceTier(in.text("serviceTier"))
                .documents(documents)
                .providerOptions(in.object("providerOptions"))
                .rawResponse(Boolean.TRUE.equals(in.truth("rawResponse")));
        in.done();
        if (messages.isEmpty()) {
            throw new JsonException("$.messages is missing or empty; at least one message is needed");
        }
        return made("$", request::build);
    }

    static Message message(String path, Object json) {
        Members in = new Members(path, json);
        Role role = in.constant("role", Role.class);
        if (role == null) {
            throw new JsonException(in.path("role") + " is missing; allowed are system, user, assistant, tool");
        }
        List<Part> parts =
                in.any("parts") instanceof String text ? List.of(Part.text(text)) : in.list("parts", PartReader::read);
        in.done();
        return new Message(role, parts);
    }

    private static ToolSpec tool(String path, Object json) {
        Members in = new Members(path, json);
        String name = in.needText("name");
        String description = in.text("description");
        Map<String, Object> parameters = in.object("parameters");
        Boolean strict = in.truth("strict");
        in.done();
        return made(path, () -> new ToolSpec(name, description, parameters, strict));
    }

    private static Document document(String path, Object json) {
        Members in = new Members(path, json);
        Document document =
                new Document(in.needText("id"), in.text("title"), in.needText("text"), in.texts("metadata"));
        in.done();
        return document;
    }

    /** {@code "auto"}, {@code "none"}, {@code "required"}, a tool's name, or an object with mode and tool. */
    private static @Nullable ToolChoice toolChoice(Members request) {
        Object value = request.any("toolChoice");
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return ToolChoice.parse(text);
        }
        Members in = new Members(request.path("toolChoice"), value);
        ToolChoice.Mode mode = in.constant("mode", ToolChoice.Mode.class);
        String tool = in.text("tool");
        in.done();
        if (mode == null) {
            throw new JsonException(in.path("mode") + " is missing; allowed are auto, none, required, tool");
        }
        return made(request.path("toolChoice"), () -> new ToolChoice(mode, tool));
    }

    private static OutputFormat output(Members request) {
        if (!request.has("output")) {
            return new OutputFormat.Text();
        }
        Members in = new Members(request.path("output"), request.any("output"));
        String type = in.needText("type");
        OutputFormat format = switch (type) {
            case "text" -> new OutputFormat.Text();
            case "jsonObject" -> new OutputFormat.JsonObject();
            case "jsonSchema" -> schema(request.path("output"), in);
            default ->
                throw new JsonException(
                        in.path("type") + " is '" + type + "'; allowed are text, jsonObject, jsonSchema");
        };
        in.done();
        return format;
    }

    private static OutputFormat schema(String path, Members in) {
        String name = in.needText("name");
        Map<String, Object> schema = in.object("schema");
        String description = in.text("description");
        Boolean strict = in.truth("strict");
        return made(path, () -> {
            JsonSchemaCheck.check(schema);
            return new OutputFormat.JsonSchema(name, schema, description, strict);
        });
    }

    private static Sampling sampling(Members request) {
        if (!request.has("sampling")) {
            return Sampling.UNSET;
        }
        Members in = new Members(request.path("sampling"), request.any("sampling"));
        Double temperature = in.decimal("temperature");
        Double topP = in.decimal("topP");
        Integer topK = in.small("topK");
        Integer maxTokens = in.small("maxTokens");
        List<String> stop = in.textList("stop");
        Long seed = in.whole("seed");
        Double frequencyPenalty = in.decimal("frequencyPenalty");
        Double presencePenalty = in.decimal("presencePenalty");
        Integer n = in.small("n");
        Integer topLogprobs = in.small("topLogprobs");
        in.done();
        return made(
                request.path("sampling"),
                () -> new Sampling(
                        temperature,
                        topP,
                        topK,
                        maxTokens,
                        stop,
                        seed,
                        frequencyPenalty,
                        presencePenalty,
                        n,
                        topLogprobs));
    }

    private static ReasoningSettings reasoning(Members request) {
        if (!request.has("reasoning")) {
            return ReasoningSettings.UNSET;
        }
        Members in = new Members(request.path("reasoning"), request.any("reasoning"));
        ReasoningEffort effort = in.constant("effort", ReasoningEffort.class);
        Integer budgetTokens = in.small("budgetTokens");
        Boolean visible = in.truth("visible");
        in.done();
        return made(request.path("reasoning"), () -> new ReasoningSettings(effort, budgetTokens, visible));
    }

    /** What the model's own checks find wrong is told with its place. */
    static <T> T made(String path, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException | JsonException e) {
            throw new JsonException(path + ": " + e.getMessage());
        }
    }
}
