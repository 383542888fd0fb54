/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.test.Tokens;
import io.github.camelllm.test.wire.Ids;
import io.github.camelllm.test.wire.Nodes;

/** What Together's answers look like, at Together itself and behind a router. */
final class TogetherForms {

    static final long SEED = 7_228_414_683_750_928_000L;

    private TogetherForms() {}

    static ObjectNode envelope(ChatCall call, String object) {
        ObjectNode envelope = Nodes.object()
                .put("id", Ids.alnum(call.seed(), 22))
                .put("object", object)
                .put("created", call.created())
                .put("model", call.model());
        if (object.equals("chat.completion")) {
            envelope.putArray("prompt");
        }
        return envelope;
    }

    /** The cached tokens stand flat beside the others. */
    static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Nodes.object()
                .put("prompt_tokens", tokens.input())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        return tokens.cached() > 0 ? usage.put("cached_tokens", tokens.cached()) : usage;
    }

    /** Log probabilities in lists beside each other. */
    static ObjectNode listed(JsonNode openAi) {
        ObjectNode lists = Nodes.object();
        ArrayNode ids = lists.putArray("token_ids");
        ArrayNode tokens = lists.putArray("tokens");
        ArrayNode values = lists.putArray("token_logprobs");
        openAi.path("content").forEach(entry -> {
            ids.add(Math.floorMod(entry.path("token").asText().hashCode(), 200_000));
            tokens.add(entry.path("token"));
            values.add(entry.path("logprob"));
        });
        return lists;
    }

    /** Each text twice: in the choice as well as in the delta, which has a role each time. */
    static void doubled(ObjectNode chunk) {
        ObjectNode choice = (ObjectNode) chunk.path("choices").path(0);
        ObjectNode delta = (ObjectNode) choice.path("delta");
        JsonNode refusal = delta.remove("refusal");
        String text = (refusal == null ? delta.path("content") : refusal).asText("");
        delta.remove("annotations");
        delta.put("token_id", 22).put("role", "assistant").put("content", text);
        choice.put("text", text).putNull("seed");
    }
}
