/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * A chat call and the answer to it, with everything decided that the script left open. Does not hold the messages, which
 * may be large, while the answer is under way.
 *
 * @param seed makes all ids of this call
 */
record ChatCall(WireCall wire, Answer answer, String seed, Tokens tokens) {

    private static final long FIRST_SECOND = 1_790_000_000L;

    static ChatCall of(WireCall wire, Answer answer) {
        String seed = wire.request().provider() + "/" + wire.request().number();
        Tokens tokens = answer.usage().orElseGet(() -> Counting.tokens(wire.body(), answer));
        ObjectNode light = Nodes.object();
        wire.body().properties().forEach(member -> light.set(member.getKey(), member.getValue()));
        light.remove("messages");
        return new ChatCall(wire.withBody(light), answer, seed, tokens);
    }

    JsonNode body() {
        return wire.body();
    }

    String model() {
        return answer.model().orElse(wire.model());
    }

    long created() {
        return FIRST_SECOND + wire.request().number();
    }

    boolean usageAsked() {
        return body().path("stream_options").path("include_usage").asBoolean(false);
    }

    int choices() {
        return Math.max(1, body().path("n").asInt(1));
    }

    /** The text of a choice: further ones are the alternatives, or the first text with its number. */
    String text(int choice) {
        String first = answer.text().orElse("");
        if (choice == 0) {
            return first;
        }
        return choice <= answer.alternatives().size()
                ? answer.alternatives().get(choice - 1)
                : first + " (" + (choice + 1) + ")";
    }

    boolean hasText() {
        return answer.text().isPresent();
    }

    /** The finish reason of the answer; tool calls are the provider's usual reason when there are any. */
    String finish() {
        return answer.finish().orElse(answer.toolCalls().isEmpty() ? "stop" : "tool_calls");
    }

    /** The same in each run, so that two reads of one recording are equal. */
    String toolId(int index, String style, int length) {
        Answer.ToolCall call = answer.toolCalls().get(index);
        return call.id() != null ? call.id() : style + Ids.alnum(seed + "/tool/" + index, length);
    }

    boolean logprobsAsked() {
        return body().path("logprobs").asBoolean(false);
    }

    /** All content in streaming order. */
    Iterator<Piece> pieces(ToolStyle tools) {
        List<Iterator<Piece>> all = new ArrayList<>();
        for (int choice = 0; choice < choices(); choice++) {
            all.addAll(pieces(choice, tools));
        }
        return Lazy.concat(all);
    }

    private List<Iterator<Piece>> pieces(int choice, ToolStyle tools) {
        if (answer.endless()) {
            String word = text(choice) + " ";
            return List.of(Lazy.forever(() -> new Piece.Text(choice, word)));
        }
        List<Piece> last = new ArrayList<>();
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            addTool(last, choice, i, tools);
        }
        answer.audio().ifPresent(audio -> last.add(new Piece.Sound(choice, audio)));
        if (!answer.citations().isEmpty()) {
            last.add(new Piece.Sources(choice));
        }
        return List.of(
                Lazy.map(answer.pieces(answer.reasoning().orElse("")), text -> new Piece.Reasoning(choice, text)),
                Lazy.map(answer.pieces(answer.refusal().orElse("")), text -> new Piece.Refusal(choice, text)),
                Lazy.map(answer.pieces(text(choice)), text -> new Piece.Text(choice, text)),
                last.iterator());
    }

    private void addTool(List<Piece> pieces, int choice, int index, ToolStyle tools) {
        Answer.ToolCall call = answer.toolCalls().get(index);
        String id = toolId(index, tools.prefix(), tools.length());
        pieces.add(new Piece.ToolStart(choice, index, id, call.name(), tools.whole() ? call.arguments() : ""));
        if (!tools.whole()) {
            for (int at = 0; at < call.arguments().length(); at += tools.piece()) {
                int end = Math.min(call.arguments().length(), at + tools.piece());
                pieces.add(
                        new Piece.ToolArguments(choice, index, call.arguments().substring(at, end)));
            }
        }
    }

    /** One event of the stream, after the script's own changes. */
    Frame event(Frame.Kind kind, ObjectNode node, String lineEnd) {
        answer.rewrite().accept(node);
        return Sse.data(kind, node, lineEnd);
    }
}
