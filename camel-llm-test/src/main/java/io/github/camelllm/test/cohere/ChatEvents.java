/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.Frame;
import io.github.camelllm.test.wire.Lazy;
import io.github.camelllm.test.wire.Nodes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The stream of one answer: here content, tool calls and citations are objects, not lists. */
final class ChatEvents {

    private static final int PIECE = 7;

    private final ChatAnswer chat;
    private final Answer answer;

    ChatEvents(ChatAnswer chat) {
        this.chat = chat;
        answer = chat.answer();
    }

    /** Lists of events at a time. */
    Iterator<List<Frame>> frames() {
        List<Iterator<List<Frame>>> all = new ArrayList<>();
        all.add(Lazy.later(() -> List.of(opening())));
        boolean calls = !answer.toolCalls().isEmpty();
        int index = 0;
        if (answer.reasoning().isPresent() && calls) {
            all.add(Lazy.map(answer.pieces(answer.reasoning().get()), this::plan));
        } else if (answer.reasoning().isPresent()) {
            all.add(block(index++, "thinking", answer.pieces(answer.reasoning().get())));
        }
        if (answer.text().isPresent() || answer.refusal().isPresent()) {
            String text = answer.text().orElse(answer.refusal().orElse(""));
            all.add(block(index, "text", answer.endless() ? Lazy.forever(() -> text + " ") : answer.pieces(text)));
        }
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            all.add(call(i));
        }
        all.add(Lazy.later(() -> List.of(ending(), Frame.of(Frame.Kind.DONE, "data: [DONE]\n\n"))));
        return Lazy.concat(all);
    }

    private Frame opening() {
        ObjectNode start = Nodes.object().put("id", chat.id()).put("type", "message-start");
        ObjectNode message = start.putObject("delta").putObject("message");
        message.put("role", "assistant").putArray("content");
        message.put("tool_plan", "").putArray("tool_calls");
        message.putArray("citations");
        return changed(Frame.Kind.OPENING, start);
    }

    private List<Frame> plan(String piece) {
        ObjectNode event = Nodes.object().put("type", "tool-plan-delta");
        event.putObject("delta").putObject("message").put("tool_plan", piece);
        return List.of(changed(Frame.Kind.CONTENT, event));
    }

    private Iterator<List<Frame>> block(int index, String type, Iterator<String> pieces) {
        ObjectNode start = event("content-start", index, Nodes.object());
        ((ObjectNode) start.at("/delta/message"))
                .putObject("content")
                .put("type", type)
                .put(type, "");
        return Lazy.concat(List.of(
                Lazy.later(() -> List.of(changed(Frame.Kind.OPENING, start))),
                Lazy.map(pieces, piece -> List.of(piece(index, type, piece))),
                Lazy.later(() -> blockEnd(index, type))));
    }

    private Frame piece(int index, String type, String piece) {
        ObjectNode delta = event("content-delta", index, Nodes.object());
        ((ObjectNode) delta.at("/delta/message")).putObject("content").put(type, piece);
        if (chat.logprobs() && type.equals("text")) {
            delta.set("logprobs", chat.logprob(piece));
        }
        return changed(Frame.Kind.CONTENT, delta);
    }

    private List<Frame> blockEnd(int index, String type) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; type.equals("text") && i < answer.citations().size(); i++) {
            ObjectNode message = Nodes.object();
            message.set("citations", chat.citation(i));
            frames.add(changed(Frame.Kind.COMMENT, event("citation-start", i, message)));
            frames.add(changed(Frame.Kind.COMMENT, bare("citation-end", i)));
        }
        frames.add(changed(Frame.Kind.COMMENT, bare("content-end", index)));
        return frames;
    }

    private Iterator<List<Frame>> call(int index) {
        String arguments = answer.toolCalls().get(index).arguments();
        ObjectNode message = Nodes.object();
        message.set("tool_calls", chat.toolCall(index, ""));
        List<List<Frame>> frames = new ArrayList<>();
        frames.add(List.of(changed(Frame.Kind.CONTENT, event("tool-call-start", index, message))));
        for (int at = 0; at < arguments.length(); at += PIECE) {
            ObjectNode delta = Nodes.object();
            delta.putObject("tool_calls")
                    .putObject("function")
                    .put("arguments", arguments.substring(at, Math.min(arguments.length(), at + PIECE)));
            frames.add(List.of(changed(Frame.Kind.CONTENT, event("tool-call-delta", index, delta))));
        }
        frames.add(List.of(changed(Frame.Kind.COMMENT, bare("tool-call-end", index))));
        return frames.iterator();
    }

    private Frame ending() {
        ObjectNode end = Nodes.object().put("type", "message-end");
        end.putObject("delta").put("finish_reason", chat.finish()).set("usage", chat.usage());
        return changed(Frame.Kind.FINISH, end);
    }

    private static ObjectNode bare(String type, int index) {
        return Nodes.object().put("type", type).put("index", index);
    }

    private static ObjectNode event(String type, int index, ObjectNode message) {
        ObjectNode event = bare(type, index);
        event.putObject("delta").set("message", message);
        return event;
    }

    private Frame changed(Frame.Kind kind, ObjectNode event) {
        answer.rewrite().accept(event);
        return event(kind, event);
    }

    static Frame event(Frame.Kind kind, JsonNode event) {
        return Frame.of(
                kind,
                "event: " + event.path("type").asText() + "\ndata: "
                        + new String(Nodes.bytes(event), StandardCharsets.UTF_8) + "\n\n");
    }
}
