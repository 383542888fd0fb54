/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.wire.Lazy;
import io.github.camelllm.test.wire.Nodes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The events of one streamed response, in their order and with their numbers. For one thread. */
final class ResponsesStream {

    private static final String NONE = "";

    private final ChatCall call;
    private final ArrayNode output = Nodes.array();
    private final StringBuilder soFar = new StringBuilder();
    private String open = NONE;
    private int tool;
    private int number;

    ResponsesStream(ChatCall call) {
        this.call = call;
    }

    Iterator<Frame> frames() {
        return Lazy.flat(Lazy.concat(List.of(
                Lazy.later(this::opening),
                Lazy.map(call.pieces(new ToolStyle("call_", 24, 8)), this::piece),
                Lazy.later(this::ending))));
    }

    private List<Frame> opening() {
        return List.of(
                event(Frame.Kind.OPENING, "response.created", with("response", ResponsesForms.response(call, null))),
                event(
                        Frame.Kind.OPENING,
                        "response.in_progress",
                        with("response", ResponsesForms.response(call, null))));
    }

    private List<Frame> piece(Piece piece) {
        List<Frame> frames = new ArrayList<>(4);
        if (piece instanceof Piece.Reasoning reasoning) {
            thought(reasoning.text(), frames);
        } else if (piece instanceof Piece.Text text) {
            begin("text", frames);
            grow(text.text());
            ObjectNode delta = part("delta", text.text());
            delta.set("logprobs", ResponsesForms.logprobs(call, text.text()));
            frames.add(event(Frame.Kind.CONTENT, "response.output_text.delta", delta));
        } else if (piece instanceof Piece.Refusal refusal) {
            begin("refusal", frames);
            grow(refusal.text());
            frames.add(event(Frame.Kind.CONTENT, "response.refusal.delta", part("delta", refusal.text())));
        } else if (piece instanceof Piece.ToolStart start) {
            close(frames);
            tool = start.index();
            open = "tool";
            frames.add(added(ResponsesForms.call(call, tool, "in_progress", ""), Frame.Kind.CONTENT));
        } else if (piece instanceof Piece.ToolArguments arguments) {
            soFar.append(arguments.text());
            frames.add(event(
                    Frame.Kind.CONTENT, "response.function_call_arguments.delta", item("delta", arguments.text())));
        } else if (piece instanceof Piece.Sources) {
            int index = 0;
            for (Answer.Citation source : call.answer().citations()) {
                ObjectNode node = Nodes.object()
                        .put("item_id", ResponsesForms.messageId(call))
                        .put("output_index", Math.max(0, output.size() - 1))
                        .put("content_index", 0)
                        .put("annotation_index", index++);
                node.set("annotation", ResponsesForms.annotation(source, soFar.length()));
                frames.add(event(Frame.Kind.CONTENT, "response.output_text.annotation.added", node));
            }
        }
        return frames;
    }

    private void thought(String text, List<Frame> frames) {
        if (!open.equals("reasoning")) {
            close(frames);
            open = "reasoning";
            frames.add(added(ResponsesForms.thoughts(call, ""), Frame.Kind.OPENING));
        }
        soFar.append(text);
        if (!call.body().path("reasoning").path("summary").isMissingNode()) {
            ObjectNode delta = item("delta", text).put("summary_index", 0);
            frames.add(event(Frame.Kind.CONTENT, "response.reasoning_summary_text.delta", delta));
        }
    }

    private void begin(String kind, List<Frame> frames) {
        if (!open.equals(kind)) {
            close(frames);
            open = kind;
            ObjectNode item = ResponsesForms.message(call, "", "").put("status", "in_progress");
            item.set("content", Nodes.array());
            frames.add(added(item, Frame.Kind.OPENING));
        }
    }

    private void grow(String text) {
        if (!call.answer().endless()) {
            soFar.append(text);
        }
    }

    private Frame added(ObjectNode item, Frame.Kind kind) {
        return event(kind, "response.output_item.added", with("item", item).put("output_index", output.size()));
    }

    private void close(List<Frame> frames) {
        if (open.equals(NONE)) {
            return;
        }
        ObjectNode item = switch (open) {
            case "reasoning" -> ResponsesForms.thoughts(call, soFar.toString());
            case "refusal" -> ResponsesForms.message(call, "", soFar.toString());
            case "tool" -> ResponsesForms.call(call, tool, "completed", soFar.toString());
            default -> ResponsesForms.message(call, soFar.toString(), "");
        };
        frames.add(event(
                Frame.Kind.OPENING,
                "response.output_item.done",
                with("item", item).put("output_index", output.size())));
        output.add(item);
        soFar.setLength(0);
        open = NONE;
    }

    private List<Frame> ending() {
        List<Frame> frames = new ArrayList<>();
        close(frames);
        ObjectNode response = ResponsesForms.response(call, output);
        String type = "response." + response.path("status").asText();
        frames.add(event(Frame.Kind.FINISH, type, with("response", response)));
        return frames;
    }

    private ObjectNode part(String name, String text) {
        return item(name, text).put("content_index", 0);
    }

    private ObjectNode item(String name, String text) {
        return Nodes.object()
                .put("item_id", itemId())
                .put("output_index", output.size())
                .put(name, text);
    }

    private String itemId() {
        return switch (open) {
            case "reasoning" -> ResponsesForms.thoughtsId(call);
            case "tool" -> ResponsesForms.callId(call, tool);
            default -> ResponsesForms.messageId(call);
        };
    }

    private static ObjectNode with(String name, ObjectNode node) {
        ObjectNode outer = Nodes.object();
        outer.set(name, node);
        return outer;
    }

    private Frame event(Frame.Kind kind, String type, ObjectNode members) {
        ObjectNode node = Nodes.object().put("type", type).put("sequence_number", number++);
        node.setAll(members);
        call.answer().rewrite().accept(node.has("response") ? (ObjectNode) node.path("response") : node);
        return Frame.of(
                kind, "event: " + type + "\ndata: " + new String(Nodes.bytes(node), StandardCharsets.UTF_8) + "\n\n");
    }
}
