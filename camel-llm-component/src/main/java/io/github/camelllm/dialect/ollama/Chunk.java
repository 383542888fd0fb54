/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.json.JsonTree;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a line of a stream, or of a whole answer, which has the same form. Used again for each line. */
final class Chunk {

    /** A tool call, which always comes whole. */
    record Call(@Nullable String id, String name, String arguments) {}

    @Nullable
    String model;

    @Nullable
    String error;

    boolean hasMessage;
    String text = "";
    String thinking = "";
    boolean done;

    @Nullable
    String reason;

    @Nullable
    Long prompt;

    @Nullable
    Long answer;

    final List<Call> calls = new ArrayList<>(0);
    final List<TokenLogprob> logprobs = new ArrayList<>(0);
    /** Who answered in the server's place, and how long things took, by the server's own names. */
    final Map<String, Object> facts = new HashMap<>();

    /** False: it is no object. */
    boolean read(JsonReader in) {
        clear();
        if (!in.isObject()) {
            return false;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            member(name, in);
        }
        return true;
    }

    private void clear() {
        model = null;
        error = null;
        hasMessage = false;
        text = "";
        thinking = "";
        done = false;
        reason = null;
        prompt = null;
        answer = null;
        calls.clear();
        logprobs.clear();
        facts.clear();
    }

    private void member(String name, JsonReader in) {
        switch (name) {
            case "model" -> model = in.scalarOrNull();
            case "message" -> message(in);
            case "done" -> done = Boolean.parseBoolean(in.scalarOrNull());
            case "done_reason" -> reason = in.scalarOrNull();
            case "prompt_eval_count" -> prompt = in.wholeOrNull();
            case "eval_count" -> answer = in.wholeOrNull();
            case "error" -> error = ErrorBody.words(in.value());
            case "logprobs" -> logprobs(in, logprobs);
            case "remote_model",
                    "remote_host",
                    "total_duration",
                    "load_duration",
                    "prompt_eval_duration",
                    "eval_duration" -> {
                Object value = in.value();
                if (value != null) {
                    facts.put(name, value);
                }
            }
            default -> in.skip();
        }
    }

    private void message(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        hasMessage = true;
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "content" -> text = words(in);
                case "thinking" -> thinking = words(in);
                case "tool_calls" -> {
                    if (in.value() instanceof List<?> list) {
                        list.forEach(this::call);
                    }
                }
                default -> in.skip();
            }
        }
    }

    private void call(@Nullable Object stated) {
        Map<?, ?> call = stated instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> function = call.get("function") instanceof Map<?, ?> inner ? inner : Map.of();
        Object arguments = function.get("arguments");
        calls.add(new Call(
                call.get("id") instanceof String id && !id.isEmpty() ? id : null,
                function.get("name") instanceof String name ? name : "",
                arguments == null ? "{}" : arguments instanceof String text ? text : JsonTree.write(arguments)));
    }

    private static void logprobs(JsonReader in, List<TokenLogprob> all) {
        if (!in.isArray()) {
            in.skip();
            return;
        }
        while (in.nextElement()) {
            if (in.isObject()) {
                all.add(token(in));
            } else {
                in.skip();
            }
        }
    }

    private static TokenLogprob token(JsonReader in) {
        String token = "";
        double logprob = 0;
        List<TokenLogprob> alternatives = new ArrayList<>(0);
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals("token")) {
                token = words(in);
            } else if (name.equals("logprob") && in.isNumber()) {
                logprob = in.doubleValue();
            } else if (name.equals("top_logprobs")) {
                logprobs(in, alternatives);
            } else {
                in.skip();
            }
        }
        return new TokenLogprob(token, logprob, alternatives);
    }

    private static String words(JsonReader in) {
        String words = in.scalarOrNull();
        return words == null ? "" : words;
    }
}
