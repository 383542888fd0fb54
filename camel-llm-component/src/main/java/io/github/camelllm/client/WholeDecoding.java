/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.http.HttpHead;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** The provider answers a streamed call with one JSON body: an error, or a whole answer that becomes events. */
final class WholeDecoding implements Decoding {

    private final Route route;
    private final ChatRequest request;
    private final HttpHead head;
    private final String operation;
    private final ByteChunks.Writer body = ByteChunks.writer();

    WholeDecoding(Route route, ChatRequest request, HttpHead head, String operation) {
        this.route = route;
        this.request = request;
        this.head = head;
        this.operation = operation;
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
        body.write(bytes);
    }

    @Override
    public ChatResponse end(Consumer<StreamEvent> events) {
        ChatResponse response = decoded();
        events.accept(new StreamEvent.Started(response.id(), response.model()));
        response.choices().forEach(choice -> tell(choice, events));
        if (!response.citations().isEmpty()) {
            events.accept(new StreamEvent.CitationsSeen(response.citations()));
        }
        events.accept(
                new StreamEvent.UsageSeen(response.usage(), response.cost().money()));
        return response;
    }

    @Override
    public Optional<ChatResponse> partial() {
        return Optional.empty();
    }

    @Override
    public ByteChunks unread() {
        return body.chunks();
    }

    private ChatResponse decoded() throws LlmException {
        WireReply reply = new WireReply(head.status(), head.headers(), body.chunks());
        if (head.status() < 200 || head.status() > 299) {
            throw route.dialect().error(reply, operation, route.target());
        }
        return route.dialect().chatResponse(reply, request, route.target());
    }

    private static void tell(Choice choice, Consumer<StreamEvent> events) {
        int[] call = {0};
        for (Part part : choice.parts()) {
            if (part instanceof Part.Text text) {
                events.accept(new StreamEvent.TextDelta(choice.index(), text.text()));
            } else if (part instanceof Part.Reasoning thought) {
                events.accept(new StreamEvent.ReasoningDelta(choice.index(), thought.text(), thought.details()));
            } else if (part instanceof Part.Refusal refusal) {
                events.accept(new StreamEvent.RefusalDelta(choice.index(), refusal.text()));
            } else if (part instanceof Part.ToolCall tool) {
                int index = call[0]++;
                events.accept(new StreamEvent.ToolCallStarted(choice.index(), index, tool.id(), tool.name()));
                events.accept(new StreamEvent.ToolCallDelta(choice.index(), index, tool.arguments()));
            } else {
                events.accept(new StreamEvent.PartArrived(choice.index(), part));
            }
        }
        events.accept(new StreamEvent.Finished(choice.index(), choice.finish()));
    }
}
