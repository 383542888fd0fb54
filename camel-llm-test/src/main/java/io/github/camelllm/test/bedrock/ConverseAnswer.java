/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.bedrock;

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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** An answer in the form of Converse. Does not hold the request's messages while the answer is under way. */
record ConverseAnswer(Answer answer, String seed, Tokens tokens, String tier) {

    private static final int PIECE = 12;
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    static ConverseAnswer of(WireCall call, Answer answer) {
        Tokens tokens = answer.usage().orElseGet(() -> Counting.tokens(call.body(), answer));
        String asked = call.body().path("serviceTier").path("type").asText("");
        return new ConverseAnswer(
                answer,
                "bedrock/" + call.request().number(),
                tokens,
                answer.serviceTier().orElse(asked));
    }

    ObjectNode whole() {
        ObjectNode body = Nodes.object();
        body.set("metrics", metrics());
        ObjectNode message = body.putObject("output").putObject("message");
        ArrayNode content = message.putArray("content");
        message.put("role", "assistant");
        answer.reasoning()
                .ifPresent(text -> content.addObject()
                        .putObject("reasoningContent")
                        .putObject("reasoningText")
                        .put("signature", signature())
                        .put("text", text));
        said().ifPresent(text -> text(content, text));
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            ObjectNode tool = content.addObject().putObject("toolUse");
            tool.setAll(tool(i));
            tool.set("input", Nodes.text(answer.toolCalls().get(i).arguments()));
        }
        body.put("stopReason", stopReason());
        body.setAll(usage());
        return body;
    }

    private Optional<String> said() {
        return answer.text().or(answer::refusal);
    }

    private void text(ArrayNode content, String text) {
        if (answer.citations().isEmpty()) {
            content.addObject().put("text", text);
            return;
        }
        ObjectNode cited = content.addObject().putObject("citationsContent");
        ArrayNode citations = cited.putArray("citations");
        answer.citations().forEach(source -> citations.add(citation(source)));
        cited.putArray("content").addObject().put("text", text);
    }

    private static ObjectNode citation(Answer.Citation source) {
        ObjectNode citation = Nodes.object().put("title", source.title());
        citation.putArray("sourceContent").addObject().put("text", source.snippet());
        citation.putObject("location").putObject("web").put("url", source.url());
        return citation;
    }

    private ObjectNode tool(int index) {
        Answer.ToolCall call = answer.toolCalls().get(index);
        String id = call.id() == null ? "tooluse_" + Ids.alnum(seed + "/tool/" + index, 22) : call.id();
        return Nodes.object().put("name", call.name()).put("toolUseId", id);
    }

    private String stopReason() {
        String usual = answer.toolCalls().isEmpty() ? "end_turn" : "tool_use";
        return answer.finish().orElse(answer.refusal().isPresent() ? "content_filtered" : usual);
    }

    private String signature() {
        return Ids.alnum(seed + "/signature", 64);
    }

    private static ObjectNode metrics() {
        return Nodes.object().put("latencyMs", 812);
    }

    /** Tokens of the cache stand beside the input tokens, and all of them in the sum. */
    private ObjectNode usage() {
        ObjectNode body = Nodes.object();
        body.putObject("usage")
                .put("cacheReadInputTokenCount", tokens.cached())
                .put("cacheReadInputTokens", tokens.cached())
                .put("cacheWriteInputTokenCount", tokens.cacheWrite())
                .put("cacheWriteInputTokens", tokens.cacheWrite())
                .put("inputTokens", tokens.input() - tokens.cached() - tokens.cacheWrite())
                .put("outputTokens", tokens.output())
                .put("totalTokens", tokens.total())
                .putObject("serverToolUsage");
        if (!tier.isEmpty()) {
            body.putObject("serviceTier").put("type", tier);
        }
        return body;
    }

    /** The stream, lists of messages at a time. */
    Iterator<List<Frame>> frames() {
        List<Iterator<List<Frame>>> all = new ArrayList<>();
        all.add(Lazy.later(() ->
                List.of(event(Frame.Kind.OPENING, "messageStart", Nodes.object().put("role", "assistant")))));
        int index = 0;
        if (answer.reasoning().isPresent()) {
            all.add(block(
                    index++,
                    Lazy.concat(List.of(
                            Lazy.map(answer.pieces(answer.reasoning().get()), text -> thought("text", text)),
                            Lazy.later(() -> thought("signature", signature()))))));
        }
        if (said().isPresent()) {
            all.add(block(index++, texts(said().get())));
        }
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            ObjectNode start = about(index);
            start.putObject("start").set("toolUse", tool(i));
            all.add(Lazy.later(() -> List.of(event(Frame.Kind.OPENING, "contentBlockStart", start))));
            all.add(block(index++, arguments(answer.toolCalls().get(i).arguments())));
        }
        all.add(Lazy.later(this::ending));
        return Lazy.concat(all);
    }

    private static ObjectNode thought(String member, String text) {
        ObjectNode delta = Nodes.object();
        delta.putObject("reasoningContent").put(member, text);
        return delta;
    }

    private Iterator<ObjectNode> texts(String text) {
        if (answer.endless()) {
            return Lazy.forever(() -> Nodes.object().put("text", text + " "));
        }
        return Lazy.concat(List.of(
                Lazy.map(answer.pieces(text), piece -> Nodes.object().put("text", piece)),
                Lazy.map(answer.citations().iterator(), source -> {
                    ObjectNode delta = Nodes.object();
                    delta.set("citation", citation(source));
                    return delta;
                })));
    }

    private static Iterator<ObjectNode> arguments(String json) {
        List<ObjectNode> deltas = new ArrayList<>();
        for (int at = 0; at < json.length(); at += PIECE) {
            ObjectNode delta = Nodes.object();
            delta.putObject("toolUse").put("input", json.substring(at, Math.min(json.length(), at + PIECE)));
            deltas.add(delta);
        }
        return deltas.iterator();
    }

    /** Blocks of text and thoughts begin without a message of their own, as recorded. */
    private Iterator<List<Frame>> block(int index, Iterator<ObjectNode> deltas) {
        return Lazy.concat(List.of(
                Lazy.map(deltas, delta -> {
                    ObjectNode event = about(index);
                    event.set("delta", delta);
                    return List.of(event(Frame.Kind.CONTENT, "contentBlockDelta", event));
                }),
                Lazy.later(() -> List.of(event(Frame.Kind.COMMENT, "contentBlockStop", about(index))))));
    }

    private static ObjectNode about(int index) {
        return Nodes.object().put("contentBlockIndex", index);
    }

    private List<Frame> ending() {
        ObjectNode metadata = Nodes.object();
        metadata.set("metrics", metrics());
        metadata.setAll(usage());
        return List.of(
                event(Frame.Kind.FINISH, "messageStop", Nodes.object().put("stopReason", stopReason())),
                event(Frame.Kind.USAGE, "metadata", metadata));
    }

    /** Each event is padded to hide how long its text is. */
    private Frame event(Frame.Kind kind, String type, ObjectNode payload) {
        answer.rewrite().accept(payload);
        int length = 1 + Math.floorMod(payload.toString().hashCode(), PADDING.length());
        payload.put("p", PADDING.substring(0, length));
        return new Frame(kind, EventStreamMessage.event(type, Nodes.bytes(payload)));
    }
}
