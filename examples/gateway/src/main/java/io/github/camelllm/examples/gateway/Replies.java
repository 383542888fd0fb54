/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;

/** JSON in and out. */
final class Replies {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Replies() {}

    /** The body of a request. */
    static ObjectNode read(Exchange exchange) {
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        try {
            JsonNode body = bytes == null ? null : MAPPER.readTree(bytes);
            if (body instanceof ObjectNode object) {
                return object;
            }
            throw RefusedException.wrong(
                    "body", "the body is not a JSON object; send one as Content-Type: application/json");
        } catch (IOException e) {
            throw RefusedException.wrong("body", "the body is not JSON");
        }
    }

    /** Makes the body of an answer. */
    static void json(Exchange exchange, ObjectNode body) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(text(body));
    }

    static String text(JsonNode body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(JsonNode object) {
        return MAPPER.convertValue(object, Map.class);
    }
}
