/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

import io.github.camelllm.model.CacheHint;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.Media;
import io.github.camelllm.model.Message;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Requests that ask for one thing each: all that a provider may not be able to take. */
final class Wishes {

    private static final ToolSpec TOOL =
            new ToolSpec("lookup", "Looks a word up.", Map.of("type", "object", "properties", Map.of()), null);
    private static final OutputFormat SCHEMA =
            new OutputFormat.JsonSchema("answer", Map.of("type", "object", "properties", Map.of()), null, true);
    private static final byte[] BYTES = {1};

    private Wishes() {}

    static List<ChatRequest> chats() {
        List<ChatRequest> all = new ArrayList<>(settings());
        all.addAll(parts());
        all.addAll(conversations());
        Arrays.stream(ReasoningEffort.values())
                .forEach(effort -> all.add(hello(it -> it.reasoning(new ReasoningSettings(effort, null, null)))));
        return all;
    }

    private static List<ChatRequest> settings() {
        return List.of(
                sampling(0.0, null, null, List.of(), null, null),
                sampling(0.5, null, null, List.of(), null, null),
                sampling(null, 1.0, null, List.of(), null, null),
                sampling(null, 0.5, null, List.of(), null, null),
                sampling(0.5, 0.5, null, List.of(), null, null),
                sampling(null, null, 40, List.of("end"), null, null),
                sampling(null, null, null, List.of(), 2, null),
                sampling(null, null, null, List.of(), null, 3),
                hello(it -> it.sampling(new Sampling(null, null, null, 100, List.of(), 7L, 0.5, -0.5, null, null))),
                hello(it -> it.reasoning(new ReasoningSettings(null, 2048, null))),
                hello(it -> it.reasoning(new ReasoningSettings(ReasoningEffort.HIGH, 2048, null))),
                hello(it -> it.reasoning(new ReasoningSettings(null, null, true))),
                hello(it -> it.reasoning(new ReasoningSettings(null, null, false))),
                hello(it -> it.promptCacheKey("key")),
                hello(it -> it.endUser("user-1")),
                hello(it -> it.metadata(Map.of("a", "b"))),
                hello(it -> it.serviceTier("auto")),
                hello(it -> it.documents(List.of(new Document("d1", "Title", "Text", Map.of())))),
                hello(it -> it.output(new OutputFormat.JsonObject())),
                hello(it -> it.output(SCHEMA)),
                hello(it -> it.tool(TOOL)),
                hello(it -> it.tool(TOOL).reasoning(new ReasoningSettings(ReasoningEffort.HIGH, null, null))),
                hello(it -> it.tool(TOOL).output(SCHEMA)),
                hello(it -> it.tool(TOOL).output(new OutputFormat.JsonObject())),
                hello(it -> it.tool(TOOL).parallelTools(false)),
                hello(it -> it.tool(TOOL).toolChoice(ToolChoice.REQUIRED)),
                hello(it -> it.tool(TOOL).toolChoice(ToolChoice.NONE)),
                hello(it -> it.tool(TOOL).toolChoice(ToolChoice.tool("lookup"))),
                hello(it -> it.tool(new ToolSpec("lookup", "Looks up", Map.of(), true))));
    }

    private static List<ChatRequest> parts() {
        URI address = URI.create("https://media.example/it");
        Media atFile = new Media(null, null, "file-1", null, null);
        return List.of(
                user(new Part.Image(Media.of(BYTES, "image/png"), null, null)),
                user(new Part.Image(Media.at(address), "low", null)),
                user(new Part.Image(atFile, null, null)),
                user(new Part.Audio(Media.of(BYTES, "audio/wav"), null, null)),
                user(new Part.Audio(Media.at(address), null, null)),
                user(new Part.File(Media.of(BYTES, "application/pdf").named("a.pdf"), null)),
                user(new Part.File(Media.at(address), null)),
                user(new Part.File(atFile, null)),
                user(new Part.Text("Hello", new CacheHint(null))));
    }

    private static List<ChatRequest> conversations() {
        return List.of(
                hello(it -> it.message(Message.assistant("One, two,"))),
                hello(it -> it.message(Message.assistant(
                                List.of(new Part.Reasoning("Small prime.", List.of()), Part.text("7"))))
                        .user("Another.")));
    }

    static List<EmbeddingRequest> embeddings() {
        return List.of(
                EmbeddingRequest.of(List.of("a")),
                new EmbeddingRequest(null, List.of("a"), 256, null, null, Map.of()),
                new EmbeddingRequest(null, List.of("a"), null, "query", null, Map.of()),
                new EmbeddingRequest(null, List.of("a"), null, null, "user-1", Map.of()));
    }

    private static ChatRequest hello(UnaryOperator<ChatRequest.Builder> wish) {
        return wish.apply(ChatRequest.builder().user("Hello")).build();
    }

    private static ChatRequest user(Part part) {
        return ChatRequest.builder().message(Message.user(part)).build();
    }

    private static ChatRequest sampling(
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Integer topK,
            List<String> stop,
            @Nullable Integer n,
            @Nullable Integer topLogprobs) {
        return hello(
                it -> it.sampling(new Sampling(temperature, topP, topK, null, stop, null, null, null, n, topLogprobs)));
    }
}
