/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.StreamEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer as server-sent events in OpenAI's form. Each names the model that answers. The reasons for the end, the
 * usage and {@code [DONE]} come only when the whole answer is there.
 */
final class ChunkWriter {

    private final Set<Integer> begun = new HashSet<>();
    private String id = ChatWriter.id(null);
    private @Nullable String model;

    ChunkWriter(@Nullable String requestModel) {
        model = requestModel;
    }

    /** The events for one of the answer's; empty for what the form has no place for. */
    String of(StreamEvent event) {
        if (event instanceof StreamEvent.Started started) {
            id = ChatWriter.id(started.id());
            model = started.model() != null ? started.model() : model;
            return "";
        }
        if (event instanceof StreamEvent.TextDelta text) {
            return delta(text.choice(), "content", text.text());
        }
        if (event instanceof StreamEvent.RefusalDelta refusal) {
            return delta(refusal.choice(), "refusal", refusal.text());
        }
        if (event instanceof StreamEvent.ReasoningDelta thought) {
            return delta(thought.choice(), "reasoning_content", thought.text());
        }
        if (event instanceof StreamEvent.ToolCallStarted call) {
            return call(call.choice(), call.index(), call.id(), call.name(), "");
        }
        if (event instanceof StreamEvent.ToolCallDelta call) {
            return call(call.choice(), call.index(), null, null, call.json());
        }
        if (event instanceof StreamEvent.PartArrived arrived && arrived.part() instanceof Part.Text text) {
            return delta(arrived.choice(), "content", text.text());
        }
        return event instanceof StreamEvent.Done done ? end(done.response()) : "";
    }

    /** All events of an answer that is there already. */
    String whole(ChatResponse response) {
        id = ChatWriter.id(response.id());
        model = ChatWriter.model(response);
        StringBuilder all = new StringBuilder();
        for (Choice choice : response.choices()) {
            int number = choice.index();
            choice.parts(Part.Reasoning.class)
                    .forEach(part -> all.append(delta(number, "reasoning_content", part.text())));
            all.append(delta(number, "content", choice.text()));
            choice.parts(Part.Refusal.class).forEach(part -> all.append(delta(number, "refusal", part.text())));
            List<Part.ToolCall> calls = choice.parts(Part.ToolCall.class);
            for (int i = 0; i < calls.size(); i++) {
                Part.ToolCall call = calls.get(i);
                all.append(call(number, i, call.id(), call.name(), call.arguments()));
            }
        }
        return all.append(end(response)).toString();
    }

    /** The event that tells of a failure. Nothing may come after it, not even a proper end. */
    static String failure(Throwable problem) {
        return sse(OpenAiErrors.body(problem));
    }

    private String end(ChatResponse response) {
        StringBuilder end = new StringBuilder();
        model = ChatWriter.model(response) != null ? ChatWriter.model(response) : model;
        for (Choice choice : response.choices()) {
            end.append(chunk(
                    choice.index(),
                    JsonNodeFactory.instance.objectNode(),
                    ChatWriter.reason(choice.finish().reason())));
        }
        if (response.usage().known()) {
            ObjectNode last = ChatWriter.head(id, "chat.completion.chunk", model);
            last.putArray("choices");
            last.set("usage", ChatWriter.usage(response.usage()));
            end.append(sse(last));
        }
        return end.append("data: [DONE]\n\n").toString();
    }

    private String delta(int choice, String field, String text) {
        return text.isEmpty() ? "" : chunk(choice, delta(choice).put(field, text), null);
    }

    private String call(int choice, int index, @Nullable String callId, @Nullable String name, String arguments) {
        ObjectNode delta = delta(choice);
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
        if (callId != null) {
            call.put("id", callId).put("type", "function");
        }
        ObjectNode function = call.putObject("function");
        if (name != null) {
            function.put("name", name);
        }
        function.put("arguments", arguments);
        return chunk(choice, delta, null);
    }

    private ObjectNode delta(int choice) {
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        return begun.add(choice) ? delta.put("role", "assistant") : delta;
    }

    private String chunk(int choice, ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = ChatWriter.head(id, "chat.completion.chunk", model);
        ObjectNode one = chunk.putArray("choices").addObject().put("index", choice);
        one.set("delta", delta);
        one.put("finish_reason", reason);
        return sse(chunk);
    }

    private static String sse(ObjectNode event) {
        return "data: " + Replies.text(event) + "\n\n";
    }
}
