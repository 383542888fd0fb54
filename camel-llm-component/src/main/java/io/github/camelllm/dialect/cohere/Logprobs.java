/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.TokenLogprob;
import java.util.List;

/** Reads log probabilities: those of the tokens that make up a piece of text are told for the piece, as their sum. */
final class Logprobs {

    private Logprobs() {}

    /** Reads an item, or a list of them. */
    static void read(JsonReader in, List<TokenLogprob> all) {
        if (in.isArray()) {
            while (in.nextElement()) {
                item(in, all);
            }
        } else {
            item(in, all);
        }
    }

    private static void item(JsonReader in, List<TokenLogprob> all) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        String text = null;
        double sum = 0;
        boolean counted = false;
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals("text")) {
                text = in.scalarOrNull();
            } else if (name.equals("logprobs") && in.isArray()) {
                while (in.nextElement()) {
                    if (in.isNumber()) {
                        sum += in.doubleValue();
                        counted = true;
                    } else {
                        in.skip();
                    }
                }
            } else {
                in.skip();
            }
        }
        if (text != null && counted) {
            all.add(new TokenLogprob(text, sum, List.of()));
        }
    }
}
