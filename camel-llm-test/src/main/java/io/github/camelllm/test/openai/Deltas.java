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
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The members that most providers write alike. */
final class Deltas {

    private Deltas() {}

    /** The delta of a piece in OpenAI's form; the reasoning member has the provider's own name. */
    static ObjectNode of(ChatCall call, Piece piece, String reasoningMember) {
        ObjectNode delta = Nodes.object();
        if (piece instanceof Piece.Text text) {
            delta.put("content", text.text());
        } else if (piece instanceof Piece.Reasoning reasoning) {
            delta.put(reasoningMember, reasoning.text());
        } else if (piece instanceof Piece.Refusal refusal) {
            delta.put("refusal", refusal.text());
        } else if (piece instanceof Piece.ToolStart start) {
            delta.putArray("tool_calls").add(opened(start));
        } else if (piece instanceof Piece.ToolArguments more) {
            ObjectNode tool = delta.putArray("tool_calls").addObject().put("index", more.index());
            tool.putObject("function").put("arguments", more.text());
        } else if (piece instanceof Piece.Sound sound) {
            delta.set("audio", audio(call, sound.audio()));
        } else {
            delta.set("annotations", annotations(call));
        }
        return delta;
    }

    private static ObjectNode opened(Piece.ToolStart start) {
        ObjectNode tool =
                Nodes.object().put("index", start.index()).put("id", start.id()).put("type", "function");
        tool.putObject("function").put("name", start.name()).put("arguments", start.arguments());
        return tool;
    }

    /** All tool calls of a unary answer. */
    static ArrayNode toolCalls(ChatCall call, ToolStyle style) {
        ArrayNode calls = Nodes.array();
        for (int i = 0; i < call.answer().toolCalls().size(); i++) {
            Answer.ToolCall tool = call.answer().toolCalls().get(i);
            ObjectNode node = calls.addObject()
                    .put("id", call.toolId(i, style.prefix(), style.length()))
                    .put("type", "function");
            node.putObject("function").put("name", tool.name()).put("arguments", tool.arguments());
        }
        return calls;
    }

    static ObjectNode audio(ChatCall call, Answer.Audio audio) {
        return Nodes.object()
                .put("id", "audio_" + Ids.hex(call.seed(), 32))
                .put("expires_at", call.created() + 3600)
                .put("data", Base64.getEncoder().encodeToString(audio.data()))
                .put("transcript", audio.transcript());
    }

    /** Sources as {@code url_citation} annotations at the end of the text. */
    static ArrayNode annotations(ChatCall call) {
        ArrayNode annotations = Nodes.array();
        int end = call.text(0).length();
        for (Answer.Citation source : call.answer().citations()) {
            annotations
                    .addObject()
                    .put("type", "url_citation")
                    .putObject("url_citation")
                    .put("start_index", 0)
                    .put("end_index", end)
                    .put("url", source.url())
                    .put("title", source.title());
        }
        return annotations;
    }

    /** Logprobs of a unary answer, one entry for each piece. */
    static ObjectNode logprobs(ChatCall call, int choice) {
        int alternatives = call.body().path("top_logprobs").asInt(0);
        ObjectNode logprobs = Nodes.object();
        ArrayNode content = logprobs.putArray("content");
        call.answer()
                .pieces(call.text(choice))
                .forEachRemaining(piece -> content.add(Logprobs.entry(piece, alternatives)));
        logprobs.putNull("refusal");
        return logprobs;
    }

    /** An error that names no parameter, and a code only when it has one. */
    static ObjectNode error(String message, String type, @Nullable String code) {
        ObjectNode body = Nodes.object();
        ObjectNode error = body.putObject("error").put("message", message).put("type", type);
        if (code != null) {
            error.put("code", code);
        }
        return body;
    }

    static ObjectNode error(String message, @Nullable String type, @Nullable String param, @Nullable String code) {
        ObjectNode body = Nodes.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }
}
