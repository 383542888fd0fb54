/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Lazy;
import io.github.camelllm.test.wire.Nodes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A call of generateContent and the answer to it. Does not hold the request's contents while the answer is under way.
 *
 * @param candidates how many answers are wanted
 * @param style how the host words it
 */
record ContentCall(String model, Answer answer, String seed, Tokens tokens, int candidates, Style style) {

    /** What differs between the hosts. */
    interface Style {

        /** Adds what the host says in each object. */
        void object(ObjectNode object);

        /** Says which tier served the call. */
        void tier(ObjectNode usage, String tier);

        /** Whether a candidate has its number. */
        boolean numbered();
    }

    static ContentCall of(WireCall call, Answer answer, String host, Style style) {
        return new ContentCall(
                answer.model().orElse(Asked.of(call.request()).model()),
                answer,
                host + "/" + call.request().number(),
                answer.usage().orElseGet(() -> counted(call.body(), answer)),
                Math.max(1, call.body().at("/generationConfig/candidateCount").asInt(1)),
                style);
    }

    private static Tokens counted(JsonNode body, Answer answer) {
        ObjectNode messages = Nodes.object();
        ArrayNode all = messages.putArray("messages");
        body.path("contents").forEach(content -> all.addObject().set("content", content.path("parts")));
        return Counting.tokens(messages, answer);
    }

    ObjectNode whole() {
        List<ObjectNode> parts = new ArrayList<>();
        answer.reasoning().ifPresent(text -> parts.add(thought(text)));
        answer.text().ifPresent(text -> parts.add(answer.reasoning().isPresent() ? signed(text(text)) : text(text)));
        parts.addAll(calls());
        ObjectNode object = object(parts, 0, finish());
        for (int i = 1; i < candidates; i++) {
            ArrayNode more = (ArrayNode) object.path("candidates");
            more.add(candidate(List.of(text(alternative(i))), i, "STOP"));
        }
        answer.citations().stream().findAny().ifPresent(any -> grounded(object));
        return object;
    }

    Iterator<List<Frame>> frames() {
        List<Iterator<List<Frame>>> all = new ArrayList<>();
        answer.reasoning()
                .ifPresent(text -> all.add(Lazy.map(
                        answer.pieces(text), piece -> content(object(List.of(thought(piece)), 0, "")))));
        answer.text()
                .ifPresent(text -> all.add(
                        answer.endless()
                                ? Lazy.forever(() -> content(object(List.of(text(text + " ")), 0, "")))
                                : Lazy.map(
                                        answer.pieces(text), piece -> content(object(List.of(text(piece)), 0, "")))));
        all.add(Lazy.map(calls().iterator(), call -> content(object(List.of(call), 0, ""))));
        for (int i = 1; i < candidates; i++) {
            int index = i;
            all.add(Lazy.later(() -> content(object(List.of(text(alternative(index))), index, "STOP"))));
        }
        all.add(Lazy.later(() -> {
            boolean sign = answer.reasoning().isPresent() && answer.text().isPresent();
            ObjectNode last = object(List.of(sign ? signed(text("")) : text("")), 0, finish());
            answer.citations().stream().findAny().ifPresent(any -> grounded(last));
            return List.of(frame(Frame.Kind.FINISH, last));
        }));
        return Lazy.concat(all);
    }

    private List<Frame> content(ObjectNode object) {
        return List.of(frame(Frame.Kind.CONTENT, object));
    }

    /** Lines end with carriage return and line feed, as recorded. */
    private Frame frame(Frame.Kind kind, ObjectNode object) {
        answer.rewrite().accept(object);
        return event(kind, object);
    }

    static Frame event(Frame.Kind kind, JsonNode object) {
        return Frame.of(kind, "data: " + new String(Nodes.bytes(object), StandardCharsets.UTF_8) + "\r\n\r\n");
    }

    private ObjectNode object(List<ObjectNode> parts, int index, String finish) {
        ObjectNode object = Nodes.object();
        object.putArray("candidates").add(candidate(parts, index, finish));
        object.set("usageMetadata", usage());
        object.put("modelVersion", model).put("responseId", Ids.alnum(seed, 23));
        style.object(object);
        return object;
    }

    private ObjectNode candidate(List<ObjectNode> parts, int index, String finish) {
        ObjectNode candidate = Nodes.object();
        ObjectNode content = candidate.putObject("content");
        ArrayNode all = content.putArray("parts");
        parts.forEach(all::add);
        content.put("role", "model");
        if (!finish.isEmpty()) {
            candidate.put("finishReason", finish);
        }
        if (style.numbered() || index > 0) {
            candidate.put("index", index);
        }
        return candidate;
    }

    private String finish() {
        return answer.finish().orElse(answer.refusal().isPresent() ? "SAFETY" : "STOP");
    }

    private String alternative(int index) {
        List<String> others = answer.alternatives();
        return index <= others.size() ? others.get(index - 1) : answer.text().orElse("") + " (" + index + ")";
    }

    private static ObjectNode text(String text) {
        return Nodes.object().put("text", text);
    }

    private static ObjectNode thought(String text) {
        return text(text).put("thought", true);
    }

    private ObjectNode signed(ObjectNode part) {
        return part.put("thoughtSignature", Ids.alnum(seed + "/signature", 64));
    }

    /** Of calls at the same time only the first is signed, as recorded. */
    private List<ObjectNode> calls() {
        List<ObjectNode> parts = new ArrayList<>();
        for (Answer.ToolCall asked : answer.toolCalls()) {
            ObjectNode part = Nodes.object();
            ObjectNode call = part.putObject("functionCall");
            if (asked.id() != null) {
                call.put("id", asked.id());
            }
            call.put("name", asked.name()).set("args", Nodes.text(asked.arguments()));
            parts.add(parts.isEmpty() ? signed(part) : part);
        }
        return parts;
    }

    /** The cached tokens stand inside the prompt's, the thoughts beside the answer's. */
    private ObjectNode usage() {
        ObjectNode usage = Nodes.object().put("promptTokenCount", tokens.input());
        if (tokens.cached() > 0) {
            usage.put("cachedContentTokenCount", tokens.cached());
        }
        if (tokens.output() > tokens.reasoning()) {
            usage.put("candidatesTokenCount", tokens.output() - tokens.reasoning());
        }
        if (tokens.reasoning() > 0) {
            usage.put("thoughtsTokenCount", tokens.reasoning());
        }
        usage.put("totalTokenCount", tokens.total());
        ArrayNode kinds = usage.putArray("promptTokensDetails");
        kinds.addObject().put("modality", "TEXT").put("tokenCount", tokens.input() - tokens.audioInput());
        if (tokens.audioInput() > 0) {
            kinds.addObject().put("modality", "AUDIO").put("tokenCount", tokens.audioInput());
        }
        style.tier(usage, answer.serviceTier().orElse("standard"));
        return usage;
    }

    private void grounded(ObjectNode object) {
        ObjectNode grounding = ((ObjectNode) object.path("candidates").path(0)).putObject("groundingMetadata");
        grounding.putArray("webSearchQueries").add("simulated");
        ArrayNode chunks = grounding.putArray("groundingChunks");
        ArrayNode supports = grounding.putArray("groundingSupports");
        String text = answer.text().orElse("");
        for (int i = 0; i < answer.citations().size(); i++) {
            Answer.Citation source = answer.citations().get(i);
            chunks.addObject().putObject("web").put("uri", source.url()).put("title", source.title());
            ObjectNode support = supports.addObject();
            support.putObject("segment")
                    .put("endIndex", text.getBytes(StandardCharsets.UTF_8).length)
                    .put("text", text);
            support.putArray("groundingChunkIndices").add(i);
        }
    }
}
