/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of one event of a stream that matter, in whatever order they stand. Used again for each event. */
final class Event {

    String type = "";
    int index;

    @Nullable
    String id;

    String text = "";
    String thinking = "";
    boolean thought;
    String plan = "";

    @Nullable
    String callId;

    @Nullable
    String tool;

    String arguments = "";

    @Nullable
    Map<?, ?> citation;

    @Nullable
    String finish;

    @Nullable
    Map<?, ?> usage;

    @Nullable
    String error;

    List<TokenLogprob> logprobs = List.of();

    void read(JsonReader in) {
        clear();
        if (!in.isObject()) {
            throw new JsonException("an event must be an object, found " + in.found());
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> type = words(in);
                case "index" -> index = index(in);
                case "id" -> id = in.scalarOrNull();
                case "delta" -> delta(in);
                case "logprobs" -> logprobs(in);
                case "message", "error" -> error = in.scalarOrNull();
                default -> in.skip();
            }
        }
    }

    private void clear() {
        type = "";
        index = 0;
        id = null;
        text = "";
        thinking = "";
        thought = false;
        plan = "";
        callId = null;
        tool = null;
        arguments = "";
        citation = null;
        finish = null;
        usage = null;
        error = null;
        logprobs = List.of();
    }

    private void delta(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "message" -> message(in);
                case "finish_reason" -> finish = in.scalarOrNull();
                case "usage" -> usage = in.isObject() ? in.map() : nothing(in);
                case "error" -> error = in.scalarOrNull();
                case "logprobs" -> logprobs(in);
                default -> in.skip();
            }
        }
    }

    /** The members are objects here; in the head of the stream they are empty lists, which say nothing. */
    private void message(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals("tool_plan")) {
                plan = words(in);
            } else if (!in.isObject()) {
                in.skip();
            } else {
                switch (name) {
                    case "content" -> content(in);
                    case "tool_calls" -> call(in);
                    case "citations" -> citation = in.map();
                    default -> in.skip();
                }
            }
        }
    }

    private void content(JsonReader in) {
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> thought |= Thoughts.THINKING.equals(in.scalarOrNull());
                case "text" -> text = words(in);
                case "thinking" -> {
                    thought = true;
                    thinking = words(in);
                }
                default -> in.skip();
            }
        }
    }

    private void call(JsonReader in) {
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> callId = in.scalarOrNull();
                case "function" -> function(in);
                default -> in.skip();
            }
        }
    }

    private void function(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> tool = in.scalarOrNull();
                case "arguments" -> arguments = words(in);
                default -> in.skip();
            }
        }
    }

    /** One item, or a list of them as in the whole answer. */
    private void logprobs(JsonReader in) {
        logprobs = new ArrayList<>(1);
        Logprobs.read(in, logprobs);
    }

    private static int index(JsonReader in) {
        Long stated = in.wholeOrNull();
        return stated == null ? 0 : (int) Math.max(0, Math.min(stated, Integer.MAX_VALUE));
    }

    private static String words(JsonReader in) {
        String words = in.scalarOrNull();
        return words == null ? "" : words;
    }

    private static @Nullable Map<String, Object> nothing(JsonReader in) {
        in.skip();
        return null;
    }
}
