/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import java.util.Locale;

/**
 * One answer to a chat, and its whole form.
 *
 * @param id of the answer
 * @param tokens what is billed
 * @param logprobs whether they were asked for
 */
record ChatAnswer(String id, Answer answer, Tokens tokens, boolean logprobs) {

    /** What the provider's own templates add to a prompt, as recorded. */
    private static final int TEMPLATES = 495;

    static ChatAnswer of(WireCall call, Answer answer) {
        return new ChatAnswer(
                Ids.uuid("chat/" + call.request().number()),
                answer,
                answer.usage().orElseGet(() -> Counting.tokens(call.body(), answer)),
                call.body().path("logprobs").asBoolean(false));
    }

    ObjectNode whole() {
        ObjectNode body = Nodes.object().put("id", id);
        ObjectNode message = body.putObject("message").put("role", "assistant");
        if (answer.toolCalls().isEmpty()) {
            said(message.putArray("content"));
        } else {
            answer.reasoning().ifPresent(plan -> message.put("tool_plan", plan));
            answer.text().ifPresent(text -> message.putArray("content").add(textBlock(text)));
            ArrayNode calls = message.putArray("tool_calls");
            for (int i = 0; i < answer.toolCalls().size(); i++) {
                calls.add(toolCall(i, answer.toolCalls().get(i).arguments()));
            }
        }
        if (!answer.citations().isEmpty()) {
            ArrayNode citations = message.putArray("citations");
            for (int i = 0; i < answer.citations().size(); i++) {
                citations.add(citation(i));
            }
        }
        body.put("finish_reason", finish());
        body.set("usage", usage());
        if (logprobs) {
            body.putArray("logprobs").add(logprob(answer.text().orElse("")));
        }
        return body;
    }

    private void said(ArrayNode content) {
        answer.reasoning()
                .ifPresent(text -> content.addObject().put("type", "thinking").put("thinking", text));
        content.add(textBlock(answer.text().orElse(answer.refusal().orElse(""))));
    }

    private static ObjectNode textBlock(String text) {
        return Nodes.object().put("type", "text").put("text", text);
    }

    ObjectNode toolCall(int index, String arguments) {
        Answer.ToolCall call = answer.toolCalls().get(index);
        String own = call.name() + "_" + Ids.alnum(id + "/tool/" + index, 12).toLowerCase(Locale.ROOT);
        ObjectNode node =
                Nodes.object().put("id", call.id() == null ? own : call.id()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", arguments);
        return node;
    }

    /** The first word of the answer rests on the source. */
    ObjectNode citation(int index) {
        Answer.Citation source = answer.citations().get(index);
        String text = answer.text().orElse("");
        int end = text.indexOf(' ') < 0 ? text.length() : text.indexOf(' ');
        ObjectNode citation = Nodes.object().put("start", 0).put("end", end).put("text", text.substring(0, end));
        ObjectNode from = citation.putArray("sources").addObject();
        from.put("type", "document").put("id", "doc:" + index);
        from.putObject("document")
                .put("id", "doc:" + index)
                .put("url", source.url())
                .put("title", source.title())
                .put("text", source.snippet());
        return citation.put("type", "TEXT_CONTENT")
                .put("content_index", answer.reasoning().isPresent() ? 1 : 0);
    }

    ObjectNode logprob(String text) {
        ObjectNode item = Nodes.object().put("text", text);
        item.putArray("token_ids").add(1).add(2);
        item.putArray("logprobs").add(-0.25).add(-0.5);
        return item;
    }

    String finish() {
        return answer.finish().orElse(answer.toolCalls().isEmpty() ? "COMPLETE" : "TOOL_CALL");
    }

    ObjectNode usage() {
        ObjectNode usage = Nodes.object();
        usage.putObject("billed_units").put("input_tokens", tokens.input()).put("output_tokens", tokens.output());
        ObjectNode real = usage.putObject("tokens")
                .put("input_tokens", tokens.input() + TEMPLATES)
                .put("output_tokens", tokens.output() + 3);
        if (tokens.reasoning() > 0) {
            real.put("reasoning_tokens", tokens.reasoning());
        }
        return usage.put("cached_tokens", tokens.cached() > 0 ? tokens.cached() : 448);
    }
}
