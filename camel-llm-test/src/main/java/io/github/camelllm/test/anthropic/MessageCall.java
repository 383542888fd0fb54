/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.anthropic;

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
import org.jspecify.annotations.Nullable;

/** A call of the Messages API and the answer to it. Does not hold the request's messages while the answer is under way. */
record MessageCall(String model, Answer answer, String seed, Tokens tokens) {

    private static final int PIECE = 12;

    static MessageCall of(WireCall call, Answer answer) {
        String seed = "anthropic/" + call.request().number();
        Tokens tokens = answer.usage().orElseGet(() -> Counting.tokens(call.body(), answer));
        return new MessageCall(answer.model().orElse(call.model()), answer, seed, tokens);
    }

    ObjectNode whole() {
        ObjectNode message = head();
        ArrayNode content = (ArrayNode) message.path("content");
        answer.reasoning()
                .ifPresent(text -> content.addObject()
                        .put("type", "thinking")
                        .put("thinking", text)
                        .put("signature", signature()));
        answer.text().ifPresent(text -> {
            ObjectNode block = content.addObject().put("type", "text").put("text", text);
            if (!answer.citations().isEmpty()) {
                ArrayNode citations = block.putArray("citations");
                answer.citations().forEach(source -> citations.add(citation(source)));
            }
        });
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            toolUse(content.addObject(), i)
                    .set("input", Nodes.text(answer.toolCalls().get(i).arguments()));
        }
        message.setAll(stop());
        message.set("usage", usage(tokens.output()));
        return message;
    }

    private ObjectNode head() {
        ObjectNode message = Nodes.object()
                .put("model", model)
                .put("id", "msg_" + Ids.alnum(seed, 24))
                .put("type", "message")
                .put("role", "assistant");
        message.putArray("content");
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    private ObjectNode stop() {
        String usual = answer.toolCalls().isEmpty() ? "end_turn" : "tool_use";
        String reason = answer.finish().orElse(answer.refusal().isPresent() ? "refusal" : usual);
        ObjectNode stop = Nodes.object().put("stop_reason", reason).putNull("stop_sequence");
        answer.refusal()
                .ifPresent(text -> stop.putObject("stop_details")
                        .put("type", "refusal")
                        .putNull("category")
                        .put("explanation", text));
        return stop;
    }

    /** Cached tokens stand beside the input tokens, thoughts inside the output tokens. */
    private ObjectNode usage(long output) {
        ObjectNode usage = Nodes.object()
                .put("input_tokens", tokens.input() - tokens.cached() - tokens.cacheWrite())
                .put("cache_creation_input_tokens", tokens.cacheWrite())
                .put("cache_read_input_tokens", tokens.cached());
        usage.putObject("cache_creation")
                .put("ephemeral_5m_input_tokens", tokens.cacheWrite())
                .put("ephemeral_1h_input_tokens", 0);
        usage.put("output_tokens", output);
        if (tokens.reasoning() > 0) {
            usage.putObject("output_tokens_details").put("thinking_tokens", tokens.reasoning());
        }
        return usage.put("service_tier", answer.serviceTier().orElse("standard"))
                .put("inference_geo", "global");
    }

    private String signature() {
        return Ids.alnum(seed + "/signature", 64);
    }

    private static ObjectNode citation(Answer.Citation source) {
        return Nodes.object()
                .put("type", "web_search_result_location")
                .put("url", source.url())
                .put("title", source.title())
                .put("encrypted_index", "Eo8B")
                .put("cited_text", source.snippet());
    }

    private ObjectNode toolUse(ObjectNode block, int index) {
        Answer.ToolCall call = answer.toolCalls().get(index);
        String id = call.id() == null ? "toolu_" + Ids.alnum(seed + "/tool/" + index, 24) : call.id();
        return block.put("type", "tool_use").put("id", id).put("name", call.name());
    }

    /** The stream, lists of events at a time. */
    Iterator<List<Frame>> frames() {
        List<Iterator<List<Frame>>> all = new ArrayList<>();
        all.add(Lazy.later(this::opening));
        int index = 0;
        if (answer.reasoning().isPresent()) {
            all.add(block(
                    index++,
                    Nodes.object().put("type", "thinking").put("thinking", "").put("signature", ""),
                    Lazy.concat(List.of(
                            Lazy.map(
                                    answer.pieces(answer.reasoning().get()),
                                    text -> delta("thinking_delta", "thinking", text)),
                            Lazy.later(() -> delta("signature_delta", "signature", signature()))))));
        }
        if (answer.text().isPresent()) {
            all.add(block(index++, Nodes.object().put("type", "text").put("text", ""), texts()));
        }
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            ObjectNode block = toolUse(Nodes.object(), i);
            block.putObject("input");
            all.add(block(index++, block, arguments(answer.toolCalls().get(i).arguments())));
        }
        all.add(Lazy.later(this::ending));
        return Lazy.concat(all);
    }

    private List<Frame> opening() {
        ObjectNode message = head();
        message.set("usage", usage(1));
        ObjectNode start = Nodes.object().put("type", "message_start");
        start.set("message", message);
        return List.of(
                changed(Frame.Kind.OPENING, start),
                event(Frame.Kind.COMMENT, "ping", Nodes.object().put("type", "ping")));
    }

    private Iterator<ObjectNode> texts() {
        String text = answer.text().orElse("");
        if (answer.endless()) {
            return Lazy.forever(() -> delta("text_delta", "text", text + " "));
        }
        return Lazy.concat(List.of(
                Lazy.map(answer.pieces(text), piece -> delta("text_delta", "text", piece)),
                Lazy.map(answer.citations().iterator(), source -> {
                    ObjectNode delta = Nodes.object().put("type", "citations_delta");
                    delta.set("citation", citation(source));
                    return delta;
                })));
    }

    /** The first piece is empty, as recorded. */
    private static Iterator<ObjectNode> arguments(String json) {
        List<ObjectNode> deltas = new ArrayList<>();
        deltas.add(delta("input_json_delta", "partial_json", ""));
        for (int at = 0; at < json.length(); at += PIECE) {
            deltas.add(
                    delta("input_json_delta", "partial_json", json.substring(at, Math.min(json.length(), at + PIECE))));
        }
        return deltas.iterator();
    }

    private static ObjectNode delta(String type, String member, String text) {
        return Nodes.object().put("type", type).put(member, text);
    }

    private Iterator<List<Frame>> block(int index, ObjectNode block, Iterator<ObjectNode> deltas) {
        return Lazy.concat(List.of(
                Lazy.later(() -> List.of(blockEvent(Frame.Kind.OPENING, "content_block_start", index, block))),
                Lazy.map(deltas, delta -> List.of(blockEvent(Frame.Kind.CONTENT, "content_block_delta", index, delta))),
                Lazy.later(() -> List.of(blockEvent(Frame.Kind.COMMENT, "content_block_stop", index, null)))));
    }

    private Frame blockEvent(Frame.Kind kind, String type, int index, @Nullable ObjectNode content) {
        ObjectNode event = Nodes.object().put("type", type).put("index", index);
        if (content != null) {
            event.set(type.equals("content_block_start") ? "content_block" : "delta", content);
        }
        return changed(kind, event);
    }

    private List<Frame> ending() {
        ObjectNode end = Nodes.object().put("type", "message_delta");
        end.set("delta", stop());
        ObjectNode usage = usage(tokens.output());
        usage.remove(List.of("cache_creation", "service_tier", "inference_geo"));
        end.set("usage", usage);
        return List.of(
                changed(Frame.Kind.FINISH, end),
                event(Frame.Kind.DONE, "message_stop", Nodes.object().put("type", "message_stop")));
    }

    private Frame changed(Frame.Kind kind, ObjectNode event) {
        answer.rewrite().accept(event);
        return event(kind, event.path("type").asText(), event);
    }

    static Frame event(Frame.Kind kind, String name, JsonNode data) {
        return Frame.of(
                kind, "event: " + name + "\ndata: " + new String(Nodes.bytes(data), StandardCharsets.UTF_8) + "\n\n");
    }
}
