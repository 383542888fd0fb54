/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.ollama;

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
import java.util.Locale;

/**
 * One answer to a chat, whole or in lines.
 *
 * @param window the most tokens of the prompt, to which the server cuts it without a word
 */
record ChatAnswer(String model, Answer answer, String seed, Tokens tokens, long window) {

    static ChatAnswer of(WireCall call, Answer answer) {
        return new ChatAnswer(
                answer.model().orElse(call.model()),
                answer,
                "ollama/" + call.request().number(),
                answer.usage().orElseGet(() -> Counting.tokens(call.body(), answer)),
                call.body().at("/options/num_ctx").asLong(Long.MAX_VALUE));
    }

    ObjectNode whole() {
        ObjectNode message = message(answer.text().orElse(answer.refusal().orElse("")));
        answer.reasoning().ifPresent(text -> message.put("thinking", text));
        if (!answer.toolCalls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < answer.toolCalls().size(); i++) {
                calls.add(call(i));
            }
        }
        return last(message);
    }

    private static ObjectNode message(String text) {
        return Nodes.object().put("role", "assistant").put("content", text);
    }

    private ObjectNode call(int index) {
        Answer.ToolCall call = answer.toolCalls().get(index);
        ObjectNode node = Nodes.object()
                .put(
                        "id",
                        call.id() == null
                                ? "call_" + Ids.alnum(seed + "/" + index, 8).toLowerCase(Locale.ROOT)
                                : call.id());
        node.putObject("function")
                .put("index", index)
                .put("name", call.name())
                .set("arguments", Nodes.text(call.arguments()));
        return node;
    }

    private ObjectNode head(ObjectNode message) {
        ObjectNode line = Nodes.object().put("model", model).put("created_at", "2026-11-01T10:00:00.1Z");
        line.set("message", message);
        return line;
    }

    private ObjectNode last(ObjectNode message) {
        return head(message)
                .put("done", true)
                .put("done_reason", answer.finish().orElse("stop"))
                .put("total_duration", 174_560_334L)
                .put("load_duration", 101_397_084L)
                .put("prompt_eval_count", Math.min(tokens.input(), window))
                .put("prompt_eval_duration", 13_074_791L)
                .put("eval_count", tokens.output())
                .put("eval_duration", 52_479_709L);
    }

    /** Lines, some at a time. Tool calls come whole, a line for each. */
    Iterator<List<Frame>> lines() {
        List<Iterator<List<Frame>>> all = new ArrayList<>();
        all.add(Lazy.map(
                answer.pieces(answer.reasoning().orElse("")),
                piece -> content(message("").put("thinking", piece))));
        String text = answer.text().orElse(answer.refusal().orElse(""));
        Iterator<String> pieces = answer.endless() ? Lazy.forever(() -> text + " ") : answer.pieces(text);
        all.add(Lazy.map(pieces, piece -> content(message(piece))));
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            ObjectNode message = message("");
            message.putArray("tool_calls").add(call(i));
            all.add(Lazy.later(() -> content(message)));
        }
        all.add(Lazy.later(() -> List.of(changed(Frame.Kind.FINISH, last(message(""))))));
        return Lazy.concat(all);
    }

    private List<Frame> content(ObjectNode message) {
        return List.of(changed(Frame.Kind.CONTENT, head(message).put("done", false)));
    }

    private Frame changed(Frame.Kind kind, ObjectNode line) {
        answer.rewrite().accept(line);
        return line(kind, line);
    }

    static Frame line(Frame.Kind kind, JsonNode line) {
        return Frame.of(kind, new String(Nodes.bytes(line), StandardCharsets.UTF_8) + "\n");
    }
}
