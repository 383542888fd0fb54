/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a whole answer, in whatever order; here content, calls and citations are lists. */
final class Answer {

    @Nullable
    String finish;

    @Nullable
    ErrorBody error;

    boolean hasMessage;

    private final List<TokenLogprob> logprobs = new ArrayList<>(0);
    private List<?> content = List.of();
    private List<?> calls = List.of();
    private List<?> citations = List.of();
    private @Nullable Map<?, ?> usage;
    private @Nullable String id;
    private @Nullable String plan;

    /** False: it is no object. */
    boolean read(JsonReader in) {
        if (!in.isObject()) {
            return false;
        }
        String words = null;
        String type = null;
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> id = in.scalarOrNull();
                case "finish_reason" -> finish = in.scalarOrNull();
                case "usage" -> usage = in.isObject() ? in.map() : nothing(in);
                case "logprobs" -> Logprobs.read(in, logprobs);
                case "error_type" -> type = in.scalarOrNull();
                case "message" -> {
                    if (in.isText()) {
                        words = in.text();
                    } else {
                        message(in);
                    }
                }
                default -> in.skip();
            }
        }
        error = words == null ? null : new ErrorBody(words, type);
        return true;
    }

    private void message(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        hasMessage = true;
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "content" -> content = list(in);
                case "tool_calls" -> calls = list(in);
                case "citations" -> citations = list(in);
                case "tool_plan" -> plan = in.scalarOrNull();
                default -> in.skip();
            }
        }
    }

    /** In the order of a stream: what was said, the plan, the calls, the sources. */
    void tell(AnswerTrack track) {
        track.begin(id);
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof Map<?, ?> block) {
                block(i, block, track);
            }
        }
        if (plan != null) {
            track.plan(plan);
        }
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i) instanceof Map<?, ?> call) {
                call(i, call, track);
            }
        }
        citations.forEach(stated -> {
            if (stated instanceof Map<?, ?> citation) {
                track.cite(citation);
            }
        });
        track.logprobs(logprobs);
        if (usage != null) {
            track.usage(usage);
        }
        track.finish(String.valueOf(finish));
    }

    private static void block(int index, Map<?, ?> block, AnswerTrack track) {
        boolean thought = Thoughts.THINKING.equals(block.get("type"));
        track.beginBlock(index, thought);
        if (thought) {
            track.thought(text(block, "thinking"));
        } else {
            track.text(index, text(block, "text"));
        }
    }

    private static void call(int index, Map<?, ?> call, AnswerTrack track) {
        Map<?, ?> function = call.get("function") instanceof Map<?, ?> inner ? inner : Map.of();
        track.beginCall(index, text(call, "id"), text(function, "name"), text(function, "arguments"));
    }

    private static String text(Map<?, ?> of, String name) {
        return of.get(name) instanceof String text ? text : "";
    }

    private static List<?> list(JsonReader in) {
        return in.value() instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Map<String, Object> nothing(JsonReader in) {
        in.skip();
        return null;
    }
}
