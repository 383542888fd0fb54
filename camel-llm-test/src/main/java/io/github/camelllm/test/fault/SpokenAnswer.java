/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.wire.Nodes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call gets to hear, in OpenAI's form. */
final class SpokenAnswer {

    private final String id;
    private final ChatAsk ask;
    private final List<String> pieces;

    SpokenAnswer(String id, ChatAsk ask) {
        this.id = id;
        this.ask = ask;
        this.pieces = pieces(rest(ask.prefill()));
    }

    /** The words, from the second on with the space before it. */
    List<String> pieces() {
        return pieces;
    }

    byte[] role() {
        return event(delta("").put("role", "assistant"), null);
    }

    byte[] word(String piece) {
        return event(delta(piece), null);
    }

    byte[] stop() {
        return event(Nodes.object(), "stop");
    }

    byte[] usage() {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", counts());
        return sse(Nodes.bytes(chunk));
    }

    /** An event whose JSON ends inside a text. */
    static byte[] broken() {
        return sse("{\"id\":\"broken\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"oo"
                .getBytes(StandardCharsets.UTF_8));
    }

    static byte[] done() {
        return sse("[DONE]".getBytes(StandardCharsets.UTF_8));
    }

    byte[] whole() {
        ObjectNode body = head("chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", String.join("", pieces));
        choice.put("finish_reason", "stop");
        body.set("usage", counts());
        return Nodes.bytes(body);
    }

    private static String rest(String prefill) {
        return FaultServer.ANSWER.startsWith(prefill)
                ? FaultServer.ANSWER.substring(prefill.length())
                : FaultServer.ANSWER;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int space = text.indexOf(' ', 1); space > 0; space = text.indexOf(' ', space + 1)) {
            pieces.add(text.substring(from, space));
            from = space;
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return List.copyOf(pieces);
    }

    private static ObjectNode delta(String content) {
        return Nodes.object().put("content", content);
    }

    private byte[] event(ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return sse(Nodes.bytes(chunk));
    }

    private ObjectNode head(String object) {
        return Nodes.object()
                .put("id", id)
                .put("object", object)
                .put("created", 1_760_000_000)
                .put("model", ask.model());
    }

    private ObjectNode counts() {
        return Nodes.object()
                .put("prompt_tokens", ask.promptTokens())
                .put("completion_tokens", pieces.size())
                .put("total_tokens", ask.promptTokens() + pieces.size());
    }

    private static byte[] sse(byte[] data) {
        byte[] event = new byte[data.length + 8];
        System.arraycopy("data: ".getBytes(StandardCharsets.US_ASCII), 0, event, 0, 6);
        System.arraycopy(data, 0, event, 6, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}
