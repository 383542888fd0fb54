/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.Headers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** An answer tells the same whole and streamed, however it is divided into events and reads; the seeds are fixed. */
class AnswerPropertiesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A choice by the pieces in which it is streamed. */
    record Pieces(List<String> thoughts, List<String> text, List<CallPieces> calls, String finish) {}

    record CallPieces(String name, List<String> arguments) {}

    @Provide
    Arbitrary<Pieces> choices() {
        Arbitrary<List<String>> pieces = Arbitraries.strings()
                .withChars("ab\"\\ \n\u00e4\u20ac{")
                .ofMaxLength(5)
                .list()
                .ofMaxSize(4);
        Arbitrary<CallPieces> calls =
                Combinators.combine(Arbitraries.of("f", "g"), pieces).as(CallPieces::new);
        return Combinators.combine(
                        pieces,
                        pieces,
                        calls.list().ofMaxSize(2),
                        Arbitraries.of("stop", "length", "tool_calls", "content_filter"))
                .as(Pieces::new);
    }

    @Property(seed = "1", tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void a_streamed_answer_tells_what_the_same_answer_tells_whole(
            @ForAll @Size(min = 1, max = 3) List<@From("choices") Pieces> choices,
            @ForAll int order,
            @ForAll @IntRange(min = 1, max = 300) int pieceBytes) {
        WireReply reply = new WireReply(200, Headers.NONE, ByteChunks.utf8(whole(choices)));
        String stream = Framing.PLAIN.stream(streamed(choices, new Random(order)));

        assertThat(Told.by(Streams.decode(Targets.plain(), stream.getBytes(UTF_8), pieceBytes)))
                .isEqualTo(Told.by(Streams.DIALECT.chatResponse(reply, Streams.REQUEST, Targets.plain())));
    }

    private static String whole(List<Pieces> choices) {
        ObjectNode answer = answer();
        ArrayNode all = answer.putArray("choices");
        for (Pieces pieces : choices) {
            ObjectNode choice = all.addObject().put("index", all.size() - 1).put("finish_reason", pieces.finish());
            ObjectNode message = choice.putObject("message")
                    .put("reasoning_content", String.join("", pieces.thoughts()))
                    .put("content", String.join("", pieces.text()));
            ArrayNode calls = message.putArray("tool_calls");
            pieces.calls()
                    .forEach(call -> calls.addObject()
                            .put("id", "call-" + calls.size())
                            .putObject("function")
                            .put("name", call.name())
                            .put("arguments", String.join("", call.arguments())));
        }
        return answer.toString();
    }

    /** The events of each choice in their order, those of several choices mixed. */
    private static List<String> streamed(List<Pieces> choices, Random order) {
        List<Deque<ObjectNode>> waiting = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            waiting.add(events(i, choices.get(i)));
        }
        List<String> payloads = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Deque<ObjectNode> next = waiting.get(order.nextInt(waiting.size()));
            ObjectNode event = answer();
            event.putArray("choices").add(next.remove());
            payloads.add(event.toString());
            waiting.removeIf(Deque::isEmpty);
        }
        return payloads;
    }

    private static Deque<ObjectNode> events(int index, Pieces pieces) {
        Deque<ObjectNode> events = new ArrayDeque<>();
        pieces.thoughts()
                .forEach(piece -> events.add(delta(index, JSON.objectNode().put("reasoning_content", piece))));
        pieces.text().forEach(piece -> events.add(delta(index, JSON.objectNode().put("content", piece))));
        for (int call = 0; call < pieces.calls().size(); call++) {
            events.add(delta(
                    index,
                    call(call, "call-" + (call + 1), pieces.calls().get(call).name(), "")));
            for (String piece : pieces.calls().get(call).arguments()) {
                events.add(delta(index, call(call, null, null, piece)));
            }
        }
        events.add(delta(index, JSON.objectNode()).put("finish_reason", pieces.finish()));
        return events;
    }

    private static ObjectNode call(int index, String id, String name, String arguments) {
        ObjectNode delta = JSON.objectNode();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
        if (id != null) {
            call.put("id", id);
        }
        ObjectNode function = call.putObject("function").put("arguments", arguments);
        if (name != null) {
            function.put("name", name);
        }
        return delta;
    }

    private static ObjectNode delta(int index, ObjectNode delta) {
        ObjectNode choice = JSON.objectNode().put("index", index);
        choice.set("delta", delta);
        return choice;
    }

    private static ObjectNode answer() {
        return JSON.objectNode().put("id", "id-1").put("model", "m");
    }
}
