/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one choice object of an answer or a chunk says, whatever the order of its members. One instance is used again and
 * again, so that a chunk costs little more than its texts.
 */
final class Delta {

    int index;

    @Nullable
    String finish;

    @Nullable
    String content;

    @Nullable
    String reasoning;

    @Nullable
    String refusal;

    @Nullable
    List<?> contentParts;

    @Nullable
    List<?> reasoningDetails;

    @Nullable
    List<?> annotations;

    @Nullable
    List<?> images;

    @Nullable
    Map<String, Object> audio;

    @Nullable
    Map<String, Object> filter;

    private final boolean filters;
    private @Nullable Long callIndex;
    private @Nullable String callId;
    private @Nullable String callName;
    private @Nullable String callArguments;
    private double logprob = Double.NaN;
    final List<TokenLogprob> logprobs = new ArrayList<>(0);
    final List<ToolPiece> toolPieces = new ArrayList<>(0);

    /** A piece of a tool call as it stands on the wire; all but the position may be missing. */
    record ToolPiece(
            int position,
            @Nullable Integer index,
            @Nullable String id,
            @Nullable String name,
            @Nullable String arguments) {}

    /** @param filters whether the results of content filters are read */
    Delta(boolean filters) {
        this.filters = filters;
    }

    /** Reads a choice object; {@code holder} is the member with the message. */
    void choice(JsonReader in, String holder, int position) {
        clear(position);
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals(holder)) {
                message(in);
            } else if (name.equals("finish_reason")) {
                finish = finish == null ? nonEmpty(in.scalarOrNull()) : finish;
            } else if (name.equals("index")) {
                Long stated = in.wholeOrNull();
                index = stated == null ? position : Math.toIntExact(Math.min(Math.max(stated, 0), 1000));
            } else if (name.equals("logprobs")) {
                if (in.isNumber()) {
                    logprob = in.doubleValue();
                } else {
                    Logprobs.read(in, logprobs);
                }
            } else if (filters && (name.equals("content_filter_results") || name.equals("content_filter_result"))) {
                filter(in);
            } else {
                in.skip();
            }
        }
        soleLogprob();
    }

    private void filter(JsonReader in) {
        Map<String, Object> results = object(in);
        if (filter != null && results != null) {
            filter.putAll(results);
        } else if (results != null) {
            filter = results;
        }
    }

    /** One number stands for the one token that came (Together AI). */
    private void soleLogprob() {
        if (!Double.isNaN(logprob) && content != null && !content.isEmpty()) {
            logprobs.add(new TokenLogprob(content, logprob, List.of()));
        }
    }

    private void clear(int position) {
        index = position;
        finish = null;
        content = null;
        reasoning = null;
        refusal = null;
        contentParts = null;
        reasoningDetails = null;
        annotations = null;
        images = null;
        audio = null;
        filter = null;
        logprob = Double.NaN;
        logprobs.clear();
        toolPieces.clear();
    }

    private void message(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "content" -> content(in);
                case "reasoning_content", "reasoning" -> reasoning(in);
                case "reasoning_details" -> reasoningDetails = list(in);
                case "refusal" -> refusal = text(in);
                case "tool_calls" -> toolCalls(in);
                case "function_call" -> toolCall(in, 0);
                case "annotations" -> annotations = list(in);
                case "images" -> images = list(in);
                case "audio" -> audio = object(in);
                default -> in.skip();
            }
        }
    }

    private void content(JsonReader in) {
        if (in.isArray()) {
            contentParts = list(in);
        } else {
            content = text(in);
        }
    }

    /** Some servers send the same thoughts under both names: the first counts. */
    private void reasoning(JsonReader in) {
        String text = text(in);
        if (reasoning == null) {
            reasoning = text;
        }
    }

    private void toolCalls(JsonReader in) {
        if (in.isObject()) {
            toolCall(in, 0);
        } else if (in.isArray()) {
            int position = 0;
            while (in.nextElement()) {
                toolCall(in, position++);
            }
        } else {
            in.skip();
        }
    }

    private void toolCall(JsonReader in, int position) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        callIndex = null;
        callId = null;
        callName = null;
        callArguments = null;
        for (String member = in.nextField(); member != null; member = in.nextField()) {
            switch (member) {
                case "index" -> callIndex = in.wholeOrNull();
                case "id" -> callId = nonEmpty(in.scalarOrNull());
                case "function", "custom" -> function(in);
                default -> functionMember(member, in);
            }
        }
        Integer stated = callIndex == null ? null : (Integer) callIndex.intValue();
        toolPieces.add(new ToolPiece(position, stated, callId, callName, callArguments));
    }

    private void function(JsonReader in) {
        if (!in.isObject()) {
            callName = nonEmpty(in.scalarOrNull());
            return;
        }
        for (String member = in.nextField(); member != null; member = in.nextField()) {
            functionMember(member, in);
        }
    }

    private void functionMember(String member, JsonReader in) {
        switch (member) {
            case "name" -> callName = nonEmpty(in.scalarOrNull());
            case "arguments", "input" -> callArguments = json(in);
            default -> in.skip();
        }
    }

    private static @Nullable String json(JsonReader in) {
        if (in.isObject() || in.isArray()) {
            return JsonTree.write(in.value());
        }
        return nonEmpty(in.scalarOrNull());
    }

    private static @Nullable List<?> list(JsonReader in) {
        if (in.isArray()) {
            return (List<?>) in.value();
        }
        in.skip();
        return null;
    }

    private static @Nullable Map<String, Object> object(JsonReader in) {
        if (in.isObject()) {
            return in.map();
        }
        in.skip();
        return null;
    }

    /** A text that is not empty. */
    private static @Nullable String text(JsonReader in) {
        if (in.isText() && !in.says("")) {
            return in.text();
        }
        in.skip();
        return null;
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
