/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.model.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code logprobsResult}: the chosen tokens and, at the same place, the likeliest. */
final class Logprobs {

    private Logprobs() {}

    static List<TokenLogprob> of(Map<String, Object> result) {
        List<TokenLogprob> all = new ArrayList<>();
        List<?> chosen = result.get("chosenCandidates") instanceof List<?> list ? list : List.of();
        List<?> top = result.get("topCandidates") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < chosen.size(); i++) {
            Object likeliest = i < top.size() && top.get(i) instanceof Map<?, ?> map ? map.get("candidates") : null;
            add(all, chosen.get(i), likeliest instanceof List<?> list ? list : List.of());
        }
        return all;
    }

    private static void add(List<TokenLogprob> all, Object stated, List<?> likeliest) {
        if (stated instanceof Map<?, ?> map
                && map.get("token") instanceof String token
                && map.get("logProbability") instanceof Number logprob) {
            List<TokenLogprob> alternatives = new ArrayList<>();
            likeliest.forEach(other -> add(alternatives, other, List.of()));
            all.add(new TokenLogprob(token, logprob.doubleValue(), alternatives));
        }
    }
}
