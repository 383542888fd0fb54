/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code logprobs.content[]} (OpenAI), or the lists {@code tokens} and {@code token_logprobs} beside each other
 * (Together AI, openapi.yaml of 2026-04-28: LogprobsPart), there with a list of maps {@code top_logprobs}, as its answers have it
 * (the document has one map, which belongs to no place and is passed over, as other forms are).
 */
final class Logprobs {

    private Logprobs() {}

    static void read(JsonReader in, List<TokenLogprob> all) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        List<?> tokens = List.of();
        List<?> values = List.of();
        List<?> tops = List.of();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals("content") && in.isArray()) {
                tokens(in, all);
            } else if (name.equals("tokens") && in.isArray() && in.value() instanceof List<?> list) {
                tokens = list;
            } else if (name.equals("token_logprobs") && in.isArray() && in.value() instanceof List<?> list) {
                values = list;
            } else if (name.equals("top_logprobs")) {
                tops = in.value() instanceof List<?> list ? list : List.of();
            } else {
                in.skip();
            }
        }
        paired(tokens, values, tops, all);
    }

    private static void paired(List<?> tokens, List<?> values, List<?> tops, List<TokenLogprob> all) {
        for (int i = 0; i < Math.min(tokens.size(), values.size()); i++) {
            if (tokens.get(i) instanceof String token && values.get(i) instanceof Number value) {
                List<TokenLogprob> likeliest = i < tops.size() ? mapped(tops.get(i)) : List.of();
                all.add(new TokenLogprob(token, value.doubleValue(), likeliest));
            }
        }
    }

    /** The likeliest tokens of one place, by their texts. */
    private static List<TokenLogprob> mapped(@Nullable Object top) {
        if (!(top instanceof Map<?, ?> map)) {
            return List.of();
        }
        List<TokenLogprob> likeliest = new ArrayList<>(map.size());
        map.forEach((token, value) -> {
            if (token instanceof String text && value instanceof Number logprob) {
                likeliest.add(new TokenLogprob(text, logprob.doubleValue(), List.of()));
            }
        });
        return likeliest;
    }

    private static void tokens(JsonReader in, List<TokenLogprob> all) {
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
            switch (name) {
                case "token" -> {
                    String text = in.scalarOrNull();
                    token = text == null ? "" : text;
                }
                case "logprob" -> {
                    if (in.isNumber()) {
                        logprob = in.doubleValue();
                    }
                }
                case "top_logprobs" -> {
                    if (in.isArray()) {
                        tokens(in, alternatives);
                    } else {
                        in.skip();
                    }
                }
                default -> in.skip();
            }
        }
        return new TokenLogprob(token, logprob, alternatives);
    }
}
