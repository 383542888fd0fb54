/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects of OpenAI's Responses. Facts: OpenAPI document of 2026-08-21 and recorded traffic, read 2026-11-25. */
final class ResponsesForms {

    private ResponsesForms() {}

    static boolean asked(WireCall call) {
        return call.request().path().endsWith("/responses");
    }

    /** The answer with its items, or as it begins. */
    static ObjectNode response(ChatCall call, @Nullable ArrayNode output) {
        String reason = switch (call.finish()) {
            case "length", "max_output_tokens" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> null;
        };
        String status = output == null ? "in_progress" : reason == null ? "completed" : "incomplete";
        ObjectNode response = Nodes.object()
                .put("id", "resp_" + Ids.hex(call.seed(), 50))
                .put("object", "response")
                .put("created_at", call.created())
                .put("status", status)
                .putNull("error");
        if (output == null || reason == null) {
            response.putNull("incomplete_details");
        } else {
            response.putObject("incomplete_details").put("reason", reason);
        }
        response.put("model", call.model());
        said(call.body(), response);
        response.set("output", output == null ? Nodes.array() : output);
        response.put("store", call.body().path("store").asBoolean(true));
        if (output == null) {
            return response.putNull("usage");
        }
        response.set("usage", usage(call.tokens()));
        return response.put("service_tier", call.answer().serviceTier().orElse("default"));
    }

    /** What was asked, or what counts without it. (openai.yaml, Response, read 2026-11-25) */
    private static void said(JsonNode asked, ObjectNode response) {
        response.set("instructions", orElse(asked.path("instructions"), NullNode.instance));
        response.set("metadata", orElse(asked.path("metadata"), Nodes.object()));
        response.set("parallel_tool_calls", orElse(asked.path("parallel_tool_calls"), BooleanNode.TRUE));
        response.set("temperature", orElse(asked.path("temperature"), DoubleNode.valueOf(1)));
        response.set("top_p", orElse(asked.path("top_p"), DoubleNode.valueOf(1)));
        response.set("tool_choice", orElse(asked.path("tool_choice"), TextNode.valueOf("auto")));
        response.set("tools", orElse(asked.path("tools"), Nodes.array()));
    }

    private static JsonNode orElse(JsonNode asked, JsonNode usual) {
        return asked.isMissingNode() ? usual : asked;
    }

    static ObjectNode whole(ChatCall call) {
        ArrayNode output = Nodes.array();
        Answer answer = call.answer();
        answer.reasoning().ifPresent(text -> output.add(thoughts(call, text)));
        if (answer.text().isPresent() || answer.refusal().isPresent()) {
            output.add(message(call, answer.text().orElse(""), answer.refusal().orElse("")));
        }
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            output.add(call(call, i, "completed", answer.toolCalls().get(i).arguments()));
        }
        return response(call, output);
    }

    static ObjectNode thoughts(ChatCall call, String text) {
        ObjectNode item = Nodes.object().put("id", thoughtsId(call)).put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        if (!call.body().path("reasoning").path("summary").isMissingNode()) {
            summary.addObject().put("type", "summary_text").put("text", text);
        }
        for (JsonNode each : call.body().path("include")) {
            if (each.asText().equals("reasoning.encrypted_content")) {
                item.put("encrypted_content", "gAAAAA" + Ids.alnum(call.seed(), 80));
            }
        }
        return item;
    }

    static ObjectNode message(ChatCall call, String text, String refusal) {
        ObjectNode item = Nodes.object()
                .put("id", messageId(call))
                .put("type", "message")
                .put("status", "completed")
                .put("role", "assistant");
        ArrayNode content = item.putArray("content");
        if (!refusal.isEmpty()) {
            content.addObject().put("type", "refusal").put("refusal", refusal);
        }
        if (refusal.isEmpty() || !text.isEmpty()) {
            content.add(text(call, text));
        }
        return item;
    }

    static ObjectNode text(ChatCall call, String text) {
        ObjectNode part = Nodes.object().put("type", "output_text");
        ArrayNode annotations = part.putArray("annotations");
        for (Answer.Citation source :
                text.isEmpty() ? List.<Answer.Citation>of() : call.answer().citations()) {
            annotations.add(annotation(source, text.length()));
        }
        part.set("logprobs", logprobs(call, text));
        return part.put("text", text);
    }

    static ArrayNode logprobs(ChatCall call, String text) {
        if (text.isEmpty() || call.body().path("top_logprobs").isMissingNode()) {
            return Nodes.array();
        }
        JsonNode content =
                Logprobs.of(text, call.body().path("top_logprobs").asInt(0)).path("content");
        return content.isArray() ? (ArrayNode) content : Nodes.array();
    }

    static ObjectNode annotation(Answer.Citation source, int end) {
        return Nodes.object()
                .put("type", "url_citation")
                .put("start_index", 0)
                .put("end_index", end)
                .put("title", source.title())
                .put("url", source.url());
    }

    static ObjectNode call(ChatCall call, int index, String status, String arguments) {
        return Nodes.object()
                .put("id", callId(call, index))
                .put("type", "function_call")
                .put("status", status)
                .put("arguments", arguments)
                .put("call_id", call.toolId(index, "call_", 24))
                .put("name", call.answer().toolCalls().get(index).name());
    }

    static String callId(ChatCall call, int index) {
        return "fc_" + Ids.hex(call.seed() + "/fc/" + index, 50);
    }

    static String thoughtsId(ChatCall call) {
        return "rs_" + Ids.hex(call.seed() + "/rs", 50);
    }

    static String messageId(ChatCall call) {
        return "msg_" + Ids.hex(call.seed() + "/msg", 50);
    }

    static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Nodes.object().put("input_tokens", tokens.input());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", tokens.cached())
                .put("cache_write_tokens", tokens.cacheWrite());
        usage.put("output_tokens", tokens.output());
        usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoning());
        return usage.put("total_tokens", tokens.total());
    }

    /** The request in the words of chat completions, as far as the usual reply looks at it. */
    static JsonNode asChat(JsonNode body) {
        ObjectNode chat = Nodes.object();
        ArrayNode messages = chat.putArray("messages");
        body.path("input")
                .forEach(item -> messages.addObject()
                        .put(
                                "role",
                                item.path("type").asText().equals("function_call_output")
                                        ? "tool"
                                        : item.path("role").asText("assistant")));
        ArrayNode tools = chat.putArray("tools");
        body.path("tools").forEach(tool -> tools.addObject().set("function", tool));
        JsonNode choice = body.path("tool_choice");
        if (choice.isObject()) {
            chat.putObject("tool_choice").set("function", choice);
        } else if (choice.isTextual()) {
            chat.set("tool_choice", choice);
        }
        JsonNode format = body.path("text").path("format");
        if (format.isObject()) {
            ObjectNode wanted = chat.putObject("response_format")
                    .put("type", format.path("type").asText());
            wanted.putObject("json_schema").set("schema", format.path("schema"));
        }
        return chat;
    }

    static String prompt(JsonNode body) {
        if (body.path("input").isTextual()) {
            return body.path("input").asText();
        }
        String prompt = "";
        for (JsonNode item : body.path("input")) {
            if (item.path("role").asText().equals("user")) {
                JsonNode content = item.path("content");
                StringBuilder text = new StringBuilder(content.isTextual() ? content.asText() : "");
                content.forEach(part -> text.append(part.path("text").asText("")));
                prompt = text.toString();
            }
        }
        return prompt;
    }
}
