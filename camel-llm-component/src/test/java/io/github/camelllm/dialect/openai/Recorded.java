/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.model.Citation;
import io.github.camelllm.model.FinishReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a recording itself states, read by a walk through its JSON that shares nothing with the dialect. It takes the
 * objects of a stream one by one and tells at any time what they have said so far.
 */
final class Recorded {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<String, FinishReason> FINISHES = Map.of(
            "stop", FinishReason.STOP,
            "length", FinishReason.LENGTH,
            "tool_calls", FinishReason.TOOL_CALLS,
            "content_filter", FinishReason.CONTENT_FILTER);

    private final String holder;
    private final boolean billsRequests;
    private final Map<Integer, Choice> choices = new TreeMap<>();
    private final List<Citation> annotations = new ArrayList<>();
    private List<Citation> urls = List.of();
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable String serviceTier;
    private @Nullable RecordedUsage usage;
    private boolean began;

    private Recorded(String holder, boolean billsRequests) {
        this.holder = holder;
        this.billsRequests = billsRequests;
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a whole answer says. */
    static Told whole(String body, boolean billsRequests) {
        Recorded all = new Recorded("message", billsRequests);
        all.take(tree(body));
        return all.told();
    }

    /** What the events of a stream have said: before the first, after the first, and so on. */
    static List<Told> stream(List<String> payloads, boolean billsRequests) {
        Recorded growing = new Recorded("delta", billsRequests);
        List<Told> after = new ArrayList<>(List.of(growing.told()));
        for (String payload : payloads) {
            growing.take(tree(payload));
            after.add(growing.told());
        }
        return after;
    }

    private void take(JsonNode object) {
        id = id == null ? text(object, "id") : id;
        model = model == null ? text(object, "model") : model;
        serviceTier = serviceTier == null ? text(object, "service_tier") : serviceTier;
        usage = object.path("usage").isObject() ? new RecordedUsage(object.get("usage"), billsRequests) : usage;
        urls = object.has("citations") ? urls(object.get("citations")) : urls;
        if (object.has("search_results")) {
            throw new IllegalStateException("search_results are not read here yet");
        }
        int position = 0;
        for (JsonNode choice : object.path("choices")) {
            choices.computeIfAbsent(choice.path("index").asInt(position++), Choice::new)
                    .take(choice);
        }
        began |= id != null || model != null || !choices.isEmpty();
    }

    private Told told() {
        if (began) {
            choices.computeIfAbsent(
                    choices.isEmpty() ? 0 : choices.keySet().iterator().next(), Choice::new);
        }
        List<Citation> citations = new ArrayList<>(urls);
        citations.addAll(annotations);
        return new Told(
                id,
                model,
                serviceTier,
                choices.values().stream().map(Choice::said).toList(),
                usage == null ? Map.of() : usage.buckets(),
                usage == null ? null : usage.dollars(),
                citations);
    }

    private static List<Citation> urls(JsonNode all) {
        List<Citation> urls = new ArrayList<>();
        all.forEach(url -> urls.add(new Citation(url.textValue(), null, null, null, null, null, null)));
        return urls;
    }

    private static @Nullable String text(JsonNode object, String member) {
        String text = object.path(member).asText("");
        return text.isEmpty() || object.get(member).isNull() ? null : text;
    }

    private final class Choice {
        private final int index;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final Map<Integer, Told.Call> calls = new LinkedHashMap<>();
        private final List<Told.Sound> sounds = new ArrayList<>();
        private @Nullable String finish;

        Choice(int index) {
            this.index = index;
        }

        void take(JsonNode choice) {
            JsonNode message = choice.path(holder);
            content(message.path("content"));
            append(reasoning, message.path("reasoning"));
            if (message.path("reasoning").isMissingNode()) {
                append(reasoning, message.path("reasoning_content"));
            }
            append(refusal, message.path("refusal"));
            int position = 0;
            for (JsonNode call : message.path("tool_calls")) {
                calls.merge(call.path("index").asInt(position++), call(call), Choice::joined);
            }
            if (message.hasNonNull("audio")) {
                sounds.add(sound(message.get("audio")));
            }
            message.path("annotations").forEach(this::annotation);
            finish = finish == null ? Recorded.text(choice, "finish_reason") : finish;
        }

        private void content(JsonNode content) {
            append(text, content);
            for (JsonNode part : content.isArray() ? content : List.<JsonNode>of()) {
                append(text, part.path("text"));
                part.path("thinking").forEach(thought -> append(reasoning, thought.path("text")));
            }
        }

        private static void append(StringBuilder all, JsonNode piece) {
            if (piece.isTextual()) {
                all.append(piece.textValue());
            }
        }

        private static Told.Call call(JsonNode call) {
            JsonNode function = call.path("function");
            return new Told.Call(
                    Recorded.text(call, "id"),
                    function.path("name").asText(""),
                    function.path("arguments").asText(""));
        }

        private static Told.Call joined(Told.Call a, Told.Call b) {
            return new Told.Call(
                    a.id() == null ? b.id() : a.id(),
                    a.name().isEmpty() ? b.name() : a.name(),
                    a.arguments() + b.arguments());
        }

        private static Told.Sound sound(JsonNode audio) {
            byte[] bytes = Base64.getMimeDecoder().decode(audio.path("data").asText());
            return new Told.Sound(
                    audio.path("id").asText(),
                    audio.path("transcript").asText(),
                    Base64.getEncoder().encodeToString(bytes));
        }

        private void annotation(JsonNode annotation) {
            JsonNode source = annotation.path("url_citation");
            annotations.add(new Citation(
                    source.path("url").textValue(),
                    source.path("title").textValue(),
                    source.path("content").textValue(),
                    null,
                    source.path("start_index").asInt(),
                    source.path("end_index").asInt(),
                    null));
        }

        Told.Said said() {
            return new Told.Said(
                    index,
                    text.toString(),
                    reasoning.toString(),
                    refusal.toString(),
                    List.copyOf(calls.values()),
                    List.copyOf(sounds),
                    finish,
                    finish == null ? FinishReason.ERROR : FINISHES.get(finish));
        }
    }
}
