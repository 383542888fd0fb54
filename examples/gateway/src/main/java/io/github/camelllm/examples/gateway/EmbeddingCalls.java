/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Vectors. */
final class EmbeddingCalls {

    private static final String BASE64 = "gatewayBase64";

    private final Access access;

    EmbeddingCalls(Access access) {
        this.access = access;
    }

    /** Makes the neutral request of a body in OpenAI's form. */
    void read(Exchange exchange) {
        ObjectNode body = Replies.read(exchange);
        access.route(exchange, "embed", ChatReader.text(body, "model"), List.of());
        exchange.setProperty(
                BASE64, body.path("encoding_format").asText("float").equals("base64"));
        JsonNode dimensions = body.path("dimensions");
        try {
            exchange.getMessage()
                    .setBody(new EmbeddingRequest(
                            null,
                            inputs(body.path("input")),
                            dimensions.isInt() ? dimensions.asInt() : null,
                            null,
                            body.path("user").textValue(),
                            Map.of()));
        } catch (IllegalArgumentException e) {
            throw RefusedException.wrong("input", String.valueOf(e.getMessage()));
        }
    }

    /** Makes the body of the answer. */
    void write(Exchange exchange) {
        EmbeddingResponse response = exchange.getMessage().getBody(EmbeddingResponse.class);
        boolean base64 = exchange.getProperty(BASE64, false, Boolean.class);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (Embedding embedding : response.embeddings()) {
            ObjectNode one = data.addObject().put("object", "embedding").put("index", embedding.index());
            if (base64) {
                one.put("embedding", base64(embedding.vector()));
            } else {
                numbers(one.putArray("embedding"), embedding.vector());
            }
        }
        body.put("model", response.model() != null ? response.model() : response.requestModel());
        response.usage()
                .inputTokens()
                .ifPresent(count ->
                        body.putObject("usage").put("prompt_tokens", count).put("total_tokens", count));
        Replies.json(exchange, body);
    }

    private static List<String> inputs(JsonNode input) {
        if (input.isTextual()) {
            return List.of(input.asText());
        }
        List<String> inputs = new ArrayList<>();
        for (JsonNode each : input) {
            if (!each.isTextual()) {
                throw RefusedException.wrong("input", "'input' is a text or a list of texts; tokens are not taken");
            }
            inputs.add(each.asText());
        }
        return inputs;
    }

    private static void numbers(ArrayNode into, float[] vector) {
        for (float number : vector) {
            into.add(number);
        }
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
