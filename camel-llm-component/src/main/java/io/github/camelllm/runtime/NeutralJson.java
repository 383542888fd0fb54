/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Document;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.model.ToolChoice;
import io.github.camelllm.model.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Requests as maps or JSON text, with the names of {@link ChatRequest} and of the records in it. What is wrong is an
 * IllegalArgumentException that names the place and what is allowed.
 */
public final class NeutralJson {

    private static final Set<String> REQUEST = Set.of(
            "model",
            "messages",
            "tools",
            "toolChoice",
            "parallelTools",
            "output",
            "sampling",
            "reasoning",
            "promptCacheKey",
            "user",
            "metadata",
            "serviceTier",
            "documents",
            "providerOptions",
            "rawResponse");
    private static final Set<String> SAMPLING = Set.of(
            "temperature",
            "topP",
            "topK",
            "maxTokens",
            "stop",
            "seed",
            "frequencyPenalty",
            "presencePenalty",
            "n",
            "topLogprobs");

    private NeutralJson() {}

    /** The request in a JSON text. */
    public static ChatRequest request(String json) {
        return request(OptionValue.object(json));
    }

    /** The request in a map. */
    public static ChatRequest request(Map<?, ?> map) {
        Fields f = Fields.of("", map, REQUEST);
        return new ChatRequest(
                f.text("model"),
                f.list("messages", NeutralMessages::message),
                f.list("tools", NeutralJson::tool),
                f.has("toolChoice") ? toolChoice(f) : null,
                f.truth("parallelTools"),
                f.has("output") ? output(f.value("output")) : new OutputFormat.Text(),
                f.has("sampling") ? sampling(f.value("sampling")) : Sampling.UNSET,
                f.has("reasoning") ? reasoning(f.value("reasoning")) : ReasoningSettings.UNSET,
                f.text("promptCacheKey"),
                f.text("user"),
                f.texts("metadata"),
                f.text("serviceTier"),
                f.list("documents", NeutralJson::document),
                f.map("providerOptions"),
                Boolean.TRUE.equals(f.truth("rawResponse")));
    }

    /** Tools: a list of {@link ToolSpec} or of maps, or JSON text of a list. */
    public static List<ToolSpec> tools(Object value) {
        return list("tools", value, ToolSpec.class, NeutralJson::tool);
    }

    /** Documents: a list of {@link Document} or of maps, or JSON text of a list. */
    public static List<Document> documents(Object value) {
        return list("documents", value, Document.class, NeutralJson::document);
    }

    /** A map with texts as names. */
    public static Map<String, Object> object(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, value) -> object.put(String.valueOf(name), value));
        return object;
    }

    private static <T> List<T> list(
            String name, Object value, Class<T> type, BiFunction<String, @Nullable Object, T> element) {
        Object items = value;
        if (value instanceof CharSequence json) {
            try {
                items = JsonTree.read(json.toString());
            } catch (JsonException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }
        if (!(items instanceof Iterable<?> each)) {
            throw new IllegalArgumentException(name + " must be a list");
        }
        List<T> all = new ArrayList<>();
        for (Object item : each) {
            all.add(type.isInstance(item) ? type.cast(item) : element.apply(name + "[" + all.size() + "]", item));
        }
        return all;
    }

    private static ToolSpec tool(String place, @Nullable Object value) {
        Fields f = Fields.of(place, value, Set.of("name", "description", "parameters", "strict"));
        return new ToolSpec(f.textOf("name"), f.text("description"), f.map("parameters"), f.truth("strict"));
    }

    private static Document document(String place, @Nullable Object value) {
        Fields f = Fields.of(place, value, Set.of("id", "title", "text", "metadata"));
        return new Document(f.textOf("id"), f.text("title"), f.textOf("text"), f.texts("metadata"));
    }

    private static ToolChoice toolChoice(Fields request) {
        if (request.value("toolChoice") instanceof CharSequence text) {
            return ToolChoice.parse(text.toString());
        }
        Fields f = Fields.of("toolChoice", request.value("toolChoice"), Set.of("mode", "tool"));
        return new ToolChoice(
                java.util.Objects.requireNonNullElse(
                        f.constant("mode", constants(ToolChoice.Mode.values())), ToolChoice.Mode.TOOL),
                f.text("tool"));
    }

    private static OutputFormat output(@Nullable Object value) {
        Fields f = Fields.of("output", value, Set.of("type", "name", "schema", "description", "strict"));
        return switch (f.textOf("type")) {
            case "text" -> new OutputFormat.Text();
            case "jsonObject" -> new OutputFormat.JsonObject();
            case "jsonSchema" ->
                new OutputFormat.JsonSchema(
                        f.textOf("name"), f.map("schema"), f.text("description"), f.truth("strict"));
            default ->
                throw new IllegalArgumentException(
                        "output.type is '" + f.text("type") + "'; allowed are jsonObject, jsonSchema, text");
        };
    }

    private static Sampling sampling(@Nullable Object value) {
        Fields f = Fields.of("sampling", value, SAMPLING);
        return new Sampling(
                f.number("temperature"),
                f.number("topP"),
                f.wholeInt("topK"),
                f.wholeInt("maxTokens"),
                f.list("stop", (place, item) -> String.valueOf(item)),
                f.whole("seed"),
                f.number("frequencyPenalty"),
                f.number("presencePenalty"),
                f.wholeInt("n"),
                f.wholeInt("topLogprobs"));
    }

    private static ReasoningSettings reasoning(@Nullable Object value) {
        Fields f = Fields.of("reasoning", value, Set.of("effort", "budgetTokens", "visible"));
        Map<String, ReasoningEffort> efforts = new LinkedHashMap<>();
        for (ReasoningEffort effort : ReasoningEffort.values()) {
            efforts.put(effort.wireName(), effort);
        }
        return new ReasoningSettings(f.constant("effort", efforts), f.wholeInt("budgetTokens"), f.truth("visible"));
    }

    /** The constants of an enum by name in lower case. */
    static <E extends Enum<E>> Map<String, E> constants(E[] values) {
        Map<String, E> all = new LinkedHashMap<>();
        for (E value : values) {
            all.put(value.name().toLowerCase(java.util.Locale.ROOT), value);
        }
        return all;
    }
}
