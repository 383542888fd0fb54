/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.wire.Nodes;
import java.nio.charset.StandardCharsets;

/** Token log probabilities in OpenAI's form: the piece is the token, the value depends on its text only. */
final class Logprobs {

    private Logprobs() {}

    static ObjectNode of(String token, int alternatives) {
        ObjectNode logprobs = Nodes.object();
        logprobs.putArray("content").add(entry(token, alternatives));
        logprobs.putNull("refusal");
        return logprobs;
    }

    static ObjectNode entry(String token, int alternatives) {
        ObjectNode entry = bare(token, value(token));
        ArrayNode top = entry.putArray("top_logprobs");
        for (int i = 0; i < alternatives; i++) {
            top.add(i == 0 ? bare(token, value(token)) : bare(token + "~" + i, value(token) - i));
        }
        return entry;
    }

    private static double value(String token) {
        return -(1 + Math.floorMod(token.hashCode(), 500)) / 1000.0;
    }

    private static ObjectNode bare(String token, double logprob) {
        ObjectNode entry = Nodes.object().put("token", token).put("logprob", logprob);
        ArrayNode bytes = entry.putArray("bytes");
        for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(b & 0xff);
        }
        return entry;
    }
}
